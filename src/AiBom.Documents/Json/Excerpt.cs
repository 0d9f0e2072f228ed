using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AiBom.Domain;

namespace AiBom.Documents.Json;

/// <summary>A piece of a document's JSON as a finding may repeat it: short, and without credentials.</summary>
internal static partial class Excerpt
{
    /// <summary>The most bytes that are decoded of a value: the rest may be megabytes.</summary>
    public const int Bytes = 4 * FindingLimits.Excerpt;

    /// <param name="raw">The beginning of the value's text, at most <see cref="Bytes"/> of it.</param>
    public static string Of(ReadOnlySpan<byte> raw)
    {
        string text = Encoding.UTF8.GetString(raw);
        if (text.Contains('\\', StringComparison.Ordinal))
        {
            // An address may be written with escapes, and is one all the same.
            text = Escape.Replace(text, Unescape);
        }

        return FindingLimits.Cut(UrlCredentials.Mask(text, isCut: raw.Length >= Bytes))!;
    }

    /// <summary>The signs that an address has; all else stays as it is written.</summary>
    private static string Unescape(Match escape)
    {
        if (escape.Value is "\\/")
        {
            return "/";
        }

        var sign = (char)ushort.Parse(escape.ValueSpan[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        bool isPlain = char.IsAscii(sign) && !char.IsControl(sign) && sign is not ('"' or '\\');
        return isPlain ? sign.ToString() : escape.Value;
    }

    [GeneratedRegex(@"\\(?:/|u[0-9A-Fa-f]{4})", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Escape { get; }
}
