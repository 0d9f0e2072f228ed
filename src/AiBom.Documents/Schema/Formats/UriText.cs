using System.Buffers;
using System.Text;

namespace AiBom.Documents.Schema.Formats;

/// <summary>
/// URIs (RFC 3986) and IRIs (RFC 3987) by their grammar, in one pass and without changing them.
/// </summary>
internal static class UriText
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private const string SubDelims = "!$&'()*+,;=";

    private static readonly SearchValues<byte> Scheme =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-."u8);

    private static readonly SearchValues<byte> InName = Set(Unreserved + SubDelims);
    private static readonly SearchValues<byte> InUserInfo = Set(Unreserved + SubDelims + ":");
    private static readonly SearchValues<byte> InPath = Set(Unreserved + SubDelims + ":@/");
    private static readonly SearchValues<byte> InQuery = Set(Unreserved + SubDelims + ":@/?");

    /// <summary>Whether the text is one.</summary>
    /// <param name="text">The text, well-formed UTF-8.</param>
    /// <param name="isInternational">Whether it may have what is not ASCII.</param>
    /// <param name="mayBeRelative">Whether it may be without a scheme.</param>
    public static bool Is(ReadOnlySpan<byte> text, bool isInternational, bool mayBeRelative)
    {
        int delimiter = text.IndexOfAny(":/?#"u8);
        if (delimiter >= 0 && text[delimiter] == ':')
        {
            // RFC 3986 section 4.2: a colon in the first segment can only end a scheme.
            ReadOnlySpan<byte> scheme = text[..delimiter];
            if (scheme.IsEmpty || !char.IsAsciiLetter((char)scheme[0]) || scheme.ContainsAnyExcept(Scheme))
            {
                return false;
            }

            text = text[(delimiter + 1)..];
        }
        else if (!mayBeRelative)
        {
            return false;
        }

        int fragment = text.IndexOf((byte)'#');
        if (fragment >= 0)
        {
            if (!IsMadeOf(text[(fragment + 1)..], InQuery, isInternational, mayBePrivate: false))
            {
                return false;
            }

            text = text[..fragment];
        }

        int query = text.IndexOf((byte)'?');
        if (query >= 0)
        {
            if (!IsMadeOf(text[(query + 1)..], InQuery, isInternational, mayBePrivate: isInternational))
            {
                return false;
            }

            text = text[..query];
        }

        if (text.StartsWith("//"u8))
        {
            text = text[2..];
            int path = text.IndexOf((byte)'/');
            if (!IsAuthority(path < 0 ? text : text[..path], isInternational))
            {
                return false;
            }

            text = path < 0 ? [] : text[path..];
        }

        return IsMadeOf(text, InPath, isInternational, mayBePrivate: false);
    }

    private static bool IsAuthority(ReadOnlySpan<byte> text, bool isInternational)
    {
        int at = text.IndexOf((byte)'@');
        if (at >= 0)
        {
            if (!IsMadeOf(text[..at], InUserInfo, isInternational, mayBePrivate: false))
            {
                return false;
            }

            text = text[(at + 1)..];
        }

        if (!text.IsEmpty && text[0] == '[')
        {
            int end = text.IndexOf((byte)']');
            return end > 0 && IsIpLiteral(text[1..end]) && IsPort(text[(end + 1)..]);
        }

        int port = text.IndexOf((byte)':');
        return IsMadeOf(port < 0 ? text : text[..port], InName, isInternational, mayBePrivate: false)
            && IsPort(port < 0 ? [] : text[port..]);
    }

    private static bool IsPort(ReadOnlySpan<byte> text) =>
        text.IsEmpty || (text[0] == ':' && !text[1..].ContainsAnyExceptInRange((byte)'0', (byte)'9'));

    // IPvFuture is "v", hexadecimal digits, a point and at least one character.
    private static bool IsIpLiteral(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[0] is not ((byte)'v' or (byte)'V'))
        {
            return IpText.IsVersion6(text);
        }

        int point = text.IndexOf((byte)'.');
        return point > 1
            && point + 1 < text.Length
            && !text[1..point].ContainsAnyExcept(IpText.HexDigits)
            && !text[(point + 1)..].ContainsAnyExcept(InUserInfo);
    }

    private static bool IsMadeOf(
        ReadOnlySpan<byte> text, SearchValues<byte> characters, bool isInternational, bool mayBePrivate)
    {
        while (true)
        {
            int other = text.IndexOfAnyExcept(characters);
            if (other < 0)
            {
                return true;
            }

            text = text[other..];
            if (text[0] == '%')
            {
                if (text.Length < 3 || !char.IsAsciiHexDigit((char)text[1]) || !char.IsAsciiHexDigit((char)text[2]))
                {
                    return false;
                }

                text = text[3..];
                continue;
            }

            if (!isInternational || text[0] < 0x80)
            {
                return false;
            }

            _ = Rune.DecodeFromUtf8(text, out Rune rune, out int used);
            if (!IsUcsChar(rune.Value) && !(mayBePrivate && IsPrivate(rune.Value)))
            {
                return false;
            }

            text = text[used..];
        }
    }

    // RFC 3987 section 2.2: "ucschar".
    private static bool IsUcsChar(int point) =>
        point is (>= 0xA0 and <= 0xD7FF) or (>= 0xF900 and <= 0xFDCF) or (>= 0xFDF0 and <= 0xFFEF)
        || (point is >= 0x1_0000 and <= 0xE_FFFD && (point & 0xFFFF) <= 0xFFFD && point is < 0xE_0000 or >= 0xE_1000);

    // RFC 3987 section 2.2: "iprivate".
    private static bool IsPrivate(int point) =>
        point is (>= 0xE000 and <= 0xF8FF) or (>= 0xF_0000 and <= 0xF_FFFD) or (>= 0x10_0000 and <= 0x10_FFFD);

    private static SearchValues<byte> Set(string characters) =>
        SearchValues.Create(Encoding.ASCII.GetBytes(characters));
}
