namespace AiBom.Verification.ModelSigning;

/// <summary>
/// The paths that are left out (OpenSSF Model Signing 1.0, section 6.2): each exactly, from the root, with what lies
/// below it. Never a pattern.
/// </summary>
internal sealed class IgnoredPaths
{
    private static readonly string[] Defaults = [".git", ".gitignore", ".gitattributes", ".github"];

    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> paths;

    public IgnoredPaths(IEnumerable<string> signed, IEnumerable<string> asked) =>
        paths = Defaults.Concat(signed).Concat(asked)
            .ToHashSet(StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The ignored path at or above a name; null where the name counts.</summary>
    public string? Find(string name)
    {
        for (int end = name.IndexOf('/', StringComparison.Ordinal); end >= 0; end = name.IndexOf('/', end + 1))
        {
            if (paths.TryGetValue(name.AsSpan(0, end), out string? above))
            {
                return above;
            }
        }

        return paths.TryGetValue(name, out string? itself) ? itself : null;
    }
}
