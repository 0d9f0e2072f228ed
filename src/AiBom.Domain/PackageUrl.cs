using System.Diagnostics.CodeAnalysis;

namespace AiBom.Domain;

/// <summary>A package URL (ECMA-427), in its canonical parts; qualifiers and subpath are kept as written.</summary>
/// <param name="Type">Lowercase, such as <c>huggingface</c>.</param>
/// <param name="Namespace">Decoded, without slashes at its ends; null where there is none.</param>
/// <param name="Name">Decoded.</param>
/// <param name="Version">Decoded; null where there is none. For <c>huggingface</c> a commit, in lowercase.</param>
/// <param name="Qualifiers">What follows <c>?</c>, as written; null where there is none.</param>
/// <param name="Subpath">What follows <c>#</c>, as written: a part of the package; null where there is none.</param>
public sealed record PackageUrl(
    string Type, string? Namespace, string Name, string? Version, string? Qualifiers, string? Subpath = null)
{
    /// <summary>The longest package URL that is read, in characters.</summary>
    public const int MaxLength = 2_048;

    /// <summary>What the version names.</summary>
    public RevisionKind Revision => (HubIdentity.TryOf(this, out HubIdentity? hub), Type) switch
    {
        (true, _) => hub!.Revision,
        (_, "dataset" or "pytorch") => Revisions.KindOf(Version),
        _ => Version is null ? RevisionKind.None : RevisionKind.Release,
    };

    /// <summary>Reads a package URL; false where it is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out PackageUrl? url)
    {
        url = null;
        if (text is null || text.Length > MaxLength || !text.StartsWith("pkg:", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        // ECMA-427 parses from the right: subpath, qualifiers, then the scheme, then the version.
        ReadOnlySpan<char> rest = CutAt(text.AsSpan(4), '#', out string? subpath);
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

        url = new PackageUrl(typeName, slash < 0 ? null : decoded[..slash], name, version, qualifiers, subpath);
        return true;
    }

    /// <summary>
    /// The one spelling of what it names: that of <see cref="HubIdentity"/> for a place on a hub, for others with its
    /// qualifiers in order. The version is left out where it names no revision.
    /// </summary>
    /// <param name="declared">What the document says that it is, where the spelling does not.</param>
    public PackageUrl Normalized(EntityKind? declared)
    {
        if (HubIdentity.TryOf(this, out HubIdentity? hub))
        {
            return hub.ToPackageUrl(declared);
        }

        return this with
        {
            Version = Revision is RevisionKind.None ? null : Version,
            Qualifiers = Qualifiers is null ? null : Ordered(Qualifiers),
        };
    }

    /// <summary>A qualifier's value, decoded; null where it is not there.</summary>
    public string? Qualifier(string key) => Qualifiers?.Split('&')
        .Where(pair => pair.StartsWith(key, StringComparison.OrdinalIgnoreCase)
            && pair.Length > key.Length + 1
            && pair[key.Length] is '=')
        .Select(pair => Decode(pair.AsSpan(key.Length + 1)))
        .FirstOrDefault();

    /// <summary>The canonical text.</summary>
    public override string ToString()
    {
        string prefix = Namespace is null ? "" : string.Join('/', Namespace.Split('/').Select(Encode)) + "/";
        string version = Version is null ? "" : "@" + Encode(Version);
        string qualifiers = Qualifiers is null ? "" : "?" + Qualifiers;
        string subpath = Subpath is null ? "" : "#" + Subpath;
        return $"pkg:{Type}/{prefix}{Encode(Name)}{version}{qualifiers}{subpath}";
    }

    private static ReadOnlySpan<char> CutAt(ReadOnlySpan<char> text, char separator, out string? tail)
    {
        int at = text.IndexOf(separator);
        tail = at < 0 || at == text.Length - 1 ? null : text[(at + 1)..].ToString();
        return at < 0 ? text : text[..at];
    }

    // ECMA-427: qualifiers are sorted by their keys, which are lowercase, and one without a value is as good as none.
    private static string? Ordered(string qualifiers)
    {
        string ordered = string.Join('&', qualifiers.Split('&')
            .Select(pair => pair.Split('=', 2))
            .Where(pair => pair is [{ Length: > 0 }, { Length: > 0 }])
            .Select(pair => $"{pair[0].ToLowerInvariant()}={pair[1]}")
            .Order(StringComparer.Ordinal));
        return ordered.Length == 0 ? null : ordered;
    }

    private static string Decode(ReadOnlySpan<char> text) => Uri.UnescapeDataString(text.ToString());

    private static string Encode(string text) =>
        Uri.EscapeDataString(text).Replace("%3A", ":", StringComparison.Ordinal);
}
