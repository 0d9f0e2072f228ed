using System.Diagnostics.CodeAnalysis;
using AiBom.Domain;

namespace AiBom.Documents.Drafts;

/// <summary>
/// A link to the Hugging Face hub, whose address tells models from datasets: <c>https://huggingface.co/org/name</c>,
/// <c>https://huggingface.co/datasets/org/name/resolve/commit/file</c>, <c>hf://datasets/org/name@commit</c>.
/// </summary>
/// <param name="Kind">Model or dataset.</param>
/// <param name="Path">The namespace and the name.</param>
/// <param name="Revision">The commit, branch or tag; null where none is named.</param>
/// <param name="File">The path of one file of it; null where all of it is meant.</param>
internal sealed record HubLink(EntityKind Kind, string Path, string? Revision, string? File)
{
    private const string DatasetFolder = "datasets/";
    private const string ModelFolder = "models/";
    private const string SpaceFolder = "spaces/";
    private const int LongestLink = 2_048;

    private static readonly string[] Prefixes =
    [
        "hf://huggingface.co/",
        "hf://",
        "https://huggingface.co/",
        "git+https://huggingface.co/",
        "https://hf.co/",
    ];

    /// <summary>Reads a link; false for any other text, and for an application (<c>spaces/</c>).</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out HubLink? link)
    {
        link = null;
        string? prefix = text is { Length: <= LongestLink }
            ? Prefixes.FirstOrDefault(known => text.StartsWith(known, StringComparison.OrdinalIgnoreCase))
            : null;
        if (prefix is null)
        {
            return false;
        }

        string path = text![prefix.Length..].Split('?', '#')[0];
        EntityKind kind = path.StartsWith(DatasetFolder, StringComparison.Ordinal)
            ? EntityKind.Dataset
            : EntityKind.Model;
        if (path.StartsWith(SpaceFolder, StringComparison.Ordinal))
        {
            return false;
        }

        string own = After(DatasetFolder, After(ModelFolder, path));
        string[] parts = own.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 2)
        {
            return false;
        }

        string[] named = parts[1].Split('@', 2);
        string? revision = named.Length > 1 && named[1].Length > 0 ? named[1] : null;
        string[] rest = parts[2..];
        if (rest is ["resolve" or "blob" or "tree" or "raw", string at, ..])
        {
            (revision, rest) = (at, rest[2..]);
        }

        string name = named[0].EndsWith(".git", StringComparison.Ordinal) ? named[0][..^4] : named[0];
        link = name.Length == 0
            ? null
            : new HubLink(kind, $"{parts[0]}/{name}", revision, rest.Length > 0 ? string.Join('/', rest) : null);
        return link is not null;
    }

    /// <summary>The package URL of what it names; of a file, with the file as the subpath.</summary>
    /// <param name="commit">The commit that is known from elsewhere, and goes before the link's own.</param>
    public string ToPackageUrl(string? commit)
    {
        int slash = Path.IndexOf('/', StringComparison.Ordinal);
        string folder = Kind is EntityKind.Dataset ? DatasetFolder : "";
        return new PackageUrl(
            "huggingface", folder + Path[..slash], Path[(slash + 1)..], commit ?? Revision, Qualifiers: null, File)
            .ToString();
    }

    private static string After(string prefix, string text) =>
        text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : text;
}
