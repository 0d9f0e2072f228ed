namespace AiBom.Domain;

/// <summary>What the version of a package URL, or of a link to a hub, names.</summary>
public enum RevisionKind
{
    /// <summary>Nothing: there is none, a branch, or what tools write where they know none.</summary>
    None = 1,

    /// <summary>The first digits of a commit: a revision only where one recorded commit begins so.</summary>
    ShortCommit,

    /// <summary>A whole commit.</summary>
    Commit,

    /// <summary>A release by the name that its registry gives it.</summary>
    Release,
}

/// <summary>How versions are written where models and datasets are kept in Git repositories.</summary>
public static class Revisions
{
    /// <summary>The digits of a whole commit (SHA-1 in Git).</summary>
    public const int CommitLength = 40;

    /// <summary>The fewest digits that are read as the beginning of a commit.</summary>
    public const int ShortestCommit = 7;

    private static readonly HashSet<string> Moving = new(StringComparer.OrdinalIgnoreCase)
    {
        "main", "master", "head", "latest",
    };

    /// <summary>What generators write where they know no revision, beside a time in seconds or milliseconds.</summary>
    private static readonly HashSet<string> Invented = new(StringComparer.OrdinalIgnoreCase)
    {
        "0", "0.0", "0.0.0", "1.0", "1.0.0", "v1", "v1.0", "v1.0.0", "n/a", "na", "none", "null", "unknown",
        "unspecified", "noassertion",
    };

    /// <summary>
    /// Reads the version of something in a repository: a commit is one in either case of its letters.
    /// </summary>
    public static RevisionKind KindOf(string? version) => version switch
    {
        null or "" => RevisionKind.None,
        _ when IsMoving(version) || Invented.Contains(version) || IsTime(version) => RevisionKind.None,
        { Length: >= ShortestCommit and <= CommitLength } when version.All(char.IsAsciiHexDigit) =>
            version.Length == CommitLength ? RevisionKind.Commit : RevisionKind.ShortCommit,
        _ => RevisionKind.Release,
    };

    /// <summary>
    /// The commit, or the beginning of one, that a text is which may as well be anything else, in lowercase; null
    /// where it is none. A number is no commit.
    /// </summary>
    public static string? CommitOf(string? text) =>
        KindOf(text) is RevisionKind.Commit or RevisionKind.ShortCommit && !text!.All(char.IsAsciiDigit)
            ? text!.ToLowerInvariant()
            : null;

    /// <summary>Whether a version is a branch: it names whatever is there at the time.</summary>
    internal static bool IsMoving(string version) =>
        Moving.Contains(version) || version.StartsWith("refs/", StringComparison.Ordinal);

    // Seconds or milliseconds since 1970, or a day: of commits that are cut short few have digits alone.
    private static bool IsTime(string version) => version.All(char.IsAsciiDigit)
        && (version is { Length: 10 or 13 } && version[0] is '1' or '2'
            || (version.Length == 8 && (version.StartsWith("19", StringComparison.Ordinal)
                || version.StartsWith("20", StringComparison.Ordinal))));
}
