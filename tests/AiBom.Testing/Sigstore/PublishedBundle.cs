namespace AiBom.Testing.Sigstore;

/// <summary>A row of the shared vectors' index: a bundle, what to ask of it, and what should come of it.</summary>
public sealed class PublishedBundle
{
    private const string Folder = "conformance/signatures";

    private readonly string[] columns;

    private PublishedBundle(string[] columns)
    {
        this.columns = columns;
        Policy = columns[9].Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('='))
            .ToDictionary(part => part[0], part => part[1], StringComparer.Ordinal);
    }

    /// <summary>The cases with another verdict than their publisher's, and the decision behind each.</summary>
    public static IReadOnlyDictionary<string, string> Decided { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["python/tsa/bundle"] = "sigstore-unverifiable-timestamp.md",
        };

    /// <summary>The case's name.</summary>
    public string Case => columns[0];

    /// <summary>The project that the case is from.</summary>
    public string Group => Case.Split('/')[0];

    /// <summary>The bundle's path.</summary>
    public string Bundle => At(columns[3]);

    /// <summary>The artifact's path, <c>digest:algorithm:hex</c>, or empty.</summary>
    public string Artifact => HasArtifactFile ? At(columns[4]) : columns[4];

    /// <summary>Whether the artifact is a file.</summary>
    public bool HasArtifactFile => columns[4].Length > 0 && !columns[4].StartsWith("digest:", StringComparison.Ordinal);

    /// <summary>The identity, with the prefix <c>othername:</c> where it is a name of Fulcio's own kind.</summary>
    public string Identity => columns[5];

    /// <summary>The issuer.</summary>
    public string Issuer => columns[6];

    /// <summary>The key's path, or empty.</summary>
    public string Key => columns[7].Length > 0 ? At(columns[7]) : "";

    /// <summary>The trusted root's path.</summary>
    public string TrustedRoot => At(columns[8]);

    /// <summary>What is demanded: counts by their name, and <c>keyValid</c> as two instants around a slash.</summary>
    public IReadOnlyDictionary<string, string> Policy { get; }

    /// <summary>The verdict as published.</summary>
    public string Published => columns[10];

    /// <summary>Whether it must be accepted: as published, but for the cases that a decision names.</summary>
    public bool IsAccepted => Published is "accept" or "accept-lenient" && !Decided.ContainsKey(Case);

    /// <summary>Whether the vectors lie beside the checkout.</summary>
    public static bool AreHere(out string reason) => Repository.HasShared($"{Folder}/INDEX.tsv", out reason);

    /// <summary>The rows of one kind, in order.</summary>
    public static IReadOnlyList<PublishedBundle> Read(string kind = "sigstore-bundle") =>
    [
        .. File.ReadLines(At("INDEX.tsv"))
            .Skip(1)
            .Select(line => line.Split('\t'))
            .Where(columns => string.Equals(columns[1], kind, StringComparison.Ordinal))
            .Select(columns => new PublishedBundle(columns)),
    ];

    private static string At(string path) => Path.GetFullPath(Repository.Shared($"{Folder}/{path}"));
}
