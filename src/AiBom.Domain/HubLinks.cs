using System.Diagnostics.CodeAnalysis;

namespace AiBom.Domain;

/// <summary>Reads links to the pages and files of hubs. They are data: nothing is fetched.</summary>
internal static class HubLinks
{
    private const int MaxLength = 2_048;

    /// <summary>The first parts of paths that belong to the hub itself and to nobody's repository.</summary>
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "api", "blog", "chat", "collections", "docs", "enterprise", "join", "learn", "login", "models", "new",
        "organizations", "papers", "posts", "pricing", "settings", "spaces", "tasks",
    };

    public static bool TryRead(string? link, [NotNullWhen(true)] out HubIdentity? identity)
    {
        identity = null;
        string text = link?.Trim() ?? "";
        if (text.Length is 0 or > MaxLength)
        {
            return false;
        }

        text = text.StartsWith("git+", StringComparison.OrdinalIgnoreCase) ? text[4..] : text;
        if (text.StartsWith("hf://", StringComparison.OrdinalIgnoreCase))
        {
            identity = OfHuggingFace(Parts(text[5..]), isPage: false);
        }
        else if (TryAddress(text, out Uri? address))
        {
            string[] parts = Parts(address.AbsolutePath);
            identity = IsHuggingFace(address)
                ? OfHuggingFace(parts, isPage: true)
                : address.Host is "github.com" or "www.github.com" ? OfGitHub(parts) : null;
        }

        return identity is not null;
    }

    /// <summary>Reads the address of a hub of the Hugging Face make.</summary>
    /// <param name="repository">The <c>repository_url</c>.</param>
    /// <param name="host">The host; null where it is the usual one.</param>
    /// <param name="ofDatasets">Whether it is the address of the hub's datasets.</param>
    public static bool TryReadHub(string repository, out string? host, out bool ofDatasets)
    {
        (host, ofDatasets) = (null, false);
        if (!TryAddress(repository, out Uri? address))
        {
            return false;
        }

        host = IsHuggingFace(address) ? null : HostOf(address);
        ofDatasets = Parts(address.AbsolutePath) is ["datasets", ..];
        return true;
    }

    /// <summary>The host in lowercase, with the port where that is not the usual one.</summary>
    public static string HostOf(Uri address)
    {
        string host = address.IdnHost.ToLowerInvariant();
        return address.IsDefaultPort
            ? host
            : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{host}:{address.Port}");
    }

    private static bool TryAddress(string text, [NotNullWhen(true)] out Uri? address)
    {
        string absolute = text.Contains("://", StringComparison.Ordinal) ? text : "https://" + text;
        return Uri.TryCreate(absolute, UriKind.Absolute, out address)
            && address.Scheme is "https" or "http" or "ssh" or "git"
            && address.Host.Contains('.', StringComparison.Ordinal);
    }

    private static bool IsHuggingFace(Uri address) =>
        address.Host is "huggingface.co" or "www.huggingface.co" or "hf.co" or "www.hf.co";

    // Split before it is decoded: a revision such as refs/pr/1 is one part.
    private static string[] Parts(string path) =>
        [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];

    /// <summary>
    /// <c>[datasets/]namespace/name[/tree|blob|resolve|raw|commit/revision[/path]]</c>, the same behind
    /// <c>api/models</c> and <c>api/datasets</c>, and <c>[datasets/]namespace/name[@revision][/path]</c> behind
    /// <c>hf://</c>.
    /// </summary>
    private static HubIdentity? OfHuggingFace(string[] parts, bool isPage)
    {
        if (isPage && parts is ["api", "models" or "datasets", ..])
        {
            parts = parts[1] is "datasets" ? parts[1..] : parts[2..];
        }
        else if (!isPage && parts is ["models", ..])
        {
            parts = parts[1..];
        }

        bool isDataset = parts is ["datasets", ..];
        parts = isDataset ? parts[1..] : parts;
        EntityKind kind = isDataset ? EntityKind.Dataset : EntityKind.Model;
        if (parts.Length == 0 || Reserved.Contains(parts[0]))
        {
            return null;
        }

        // Names of one part are old and rare; the page of an organization looks like one that names no revision.
        int name = parts.Length > 1 && !IsView(parts[1]) ? 1 : 0;
        bool isOwnerPage = isPage && name == 0 && parts.Length < 3;
        if (isOwnerPage)
        {
            return null;
        }

        string last = parts[name];
        string? version = null;
        string[] rest = parts[(name + 1)..];
        int at = last.LastIndexOf('@');
        if (!isPage && at > 0)
        {
            (last, version) = (last[..at], last[(at + 1)..]);
        }
        else if (isPage && rest is [var view, var revision, ..] && IsView(view))
        {
            (version, rest) = (revision, rest[2..]);
        }
        else if (isPage && rest.Length > 0)
        {
            // Some other page of the repository, such as its discussions.
            return null;
        }

        string? path = rest.Length == 0 ? null : string.Join('/', rest.Select(Uri.EscapeDataString));
        return new HubIdentity(
            Hub.HuggingFace, kind, name == 0 ? null : parts[0], WithoutGit(last), Path: path).At(version);
    }

    private static HubIdentity? OfGitHub(string[] parts) => parts switch
    {
        [var owner, var name] => Repository(owner, name),
        [var owner, var name, var view, var revision, .. var rest] when IsView(view) => Repository(owner, name) with
        {
            Path = rest.Length == 0 ? null : string.Join('/', rest.Select(Uri.EscapeDataString)),
            Version = Repository(owner, name).At(revision).Version,
        },
        [var owner, var name, "releases", "tag", var tag] => Repository(owner, name).At(tag),
        _ => null,
    };

    private static HubIdentity Repository(string owner, string name) => new(
        Hub.GitHub, null, owner.ToLowerInvariant(), WithoutGit(name).ToLowerInvariant());

    private static string WithoutGit(string name) =>
        name.EndsWith(".git", StringComparison.Ordinal) && name.Length > 4 ? name[..^4] : name;

    private static bool IsView(string part) => part is "tree" or "blob" or "resolve" or "raw" or "commit" or "revision";
}
