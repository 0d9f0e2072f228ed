using System.Diagnostics.CodeAnalysis;

namespace AiBom.Domain;

/// <summary>A package URL (ECMA-427), in its canonical parts; qualifiers and subpath are kept as written.</summary>
/// <param name="Type">Lowercase, such as <c>huggingface</c>.</param>
/// <param name="Namespace">Decoded, without slashes at its ends; null where there is none.</param>
/// <param name="Name">Decoded.</param>
/// <param name="Version">Decoded; null where there is none. For <c>huggingface</c> a commit, in lowercase.</param>
/// <param name="Qualifiers">What follows <c>?</c>, as written; null where there is none.</param>
public sealed record PackageUrl(string Type, string? Namespace, string Name, string? Version, string? Qualifiers)
{
    /// <summary>The longest package URL that is read, in characters.</summary>
    public const int MaxLength = 2_048;

    /// <summary>Reads a package URL; false where it is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out PackageUrl? url)
    {
        url = null;
        if (text is null || text.Length > MaxLength || !text.StartsWith("pkg:", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        // ECMA-427 parses from the right: subpath, qualifiers, then the scheme, then the version.
        ReadOnlySpan<char> rest = CutAt(text.AsSpan(4), '#', out _);
        rest = CutAt(rest, '?', out string? qualifiers).TrimStart('/');
        int type = rest.IndexOf('/');
        if (type <= 0)
        {
            return false;
        }

        string typeName = rest[..type].ToString().ToLowerInvariant();
        ReadOnlySpan<char> path = rest[(type + 1)..].Trim('/');
        string? version = null;
        int at = path.LastIndexOf('@');
        if (at > path.LastIndexOf('/'))
        {
            version = Decode(path[(at + 1)..]);
            path = path[..at];
        }

        // Some generators write the slash between namespace and name as %2F.
        string decoded = string.Join('/', Decode(path).Split('/', StringSplitOptions.RemoveEmptyEntries));
        int slash = decoded.LastIndexOf('/');
        string name = decoded[(slash + 1)..];
        if (name.Length == 0 || !typeName.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '+' or '-'))
        {
            return false;
        }

        version = string.IsNullOrEmpty(version) ? null : version;
        if (typeName is "huggingface")
        {
            version = version?.ToLowerInvariant();
        }

        url = new PackageUrl(typeName, slash < 0 ? null : decoded[..slash], name, version, qualifiers);
        return true;
    }

    /// <summary>The canonical text.</summary>
    public override string ToString()
    {
        string prefix = Namespace is null ? "" : string.Join('/', Namespace.Split('/').Select(Encode)) + "/";
        string version = Version is null ? "" : "@" + Encode(Version);
        string qualifiers = Qualifiers is null ? "" : "?" + Qualifiers;
        return $"pkg:{Type}/{prefix}{Encode(Name)}{version}{qualifiers}";
    }

    private static ReadOnlySpan<char> CutAt(ReadOnlySpan<char> text, char separator, out string? tail)
    {
        int at = text.IndexOf(separator);
        tail = at < 0 || at == text.Length - 1 ? null : text[(at + 1)..].ToString();
        return at < 0 ? text : text[..at];
    }

    private static string Decode(ReadOnlySpan<char> text) => Uri.UnescapeDataString(text.ToString());

    private static string Encode(string text) =>
        Uri.EscapeDataString(text).Replace("%3A", ":", StringComparison.Ordinal);
}
