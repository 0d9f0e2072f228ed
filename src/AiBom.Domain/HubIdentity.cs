using System.Diagnostics.CodeAnalysis;

namespace AiBom.Domain;

/// <summary>Where models and datasets are published.</summary>
public enum Hub
{
    /// <summary>The Hugging Face hub, or another one of its make.</summary>
    HuggingFace = 1,

    /// <summary>GitHub.</summary>
    GitHub,

    /// <summary>A model registry of MLflow; which one, its <c>repository_url</c> says.</summary>
    MlFlow,
}

/// <summary>
/// A place on a hub, read from any of the spellings that tools have for it. A model and a dataset of one name are two
/// things. <see cref="ToPackageUrl"/> is the one spelling that is compared.
/// </summary>
/// <param name="Hub">The kind of hub.</param>
/// <param name="Kind">What it is by the spelling; null where models and datasets are written alike.</param>
/// <param name="Namespace">Who owns it there; null where names stand alone.</param>
/// <param name="Name">Its name there.</param>
/// <param name="Version">The revision as the hub spells it; null where none is named.</param>
/// <param name="Host">The host of the hub in lowercase; null for the usual one.</param>
/// <param name="Path">A part of it: a file or folder; null for the whole.</param>
/// <param name="Reading">Whether it is written as the package URL type or the hub defines.</param>
public sealed record HubIdentity(
    Hub Hub,
    EntityKind? Kind,
    string? Namespace,
    string Name,
    string? Version = null,
    string? Host = null,
    string? Path = null,
    Reading Reading = Reading.Declared)
{
    private const string Datasets = "datasets";
    private const string RepositoryUrl = "repository_url";

    /// <summary>What <see cref="Version"/> names.</summary>
    public RevisionKind Revision => RevisionOf(Hub, Version);

    /// <summary>The name as the hub writes it: <c>namespace/name</c>, or the name alone.</summary>
    public string Repository => Namespace is null ? Name : $"{Namespace}/{Name}";

    /// <summary>Reads a package URL; false where it names no place on a hub that is known.</summary>
    public static bool TryOf(PackageUrl url, [NotNullWhen(true)] out HubIdentity? identity)
    {
        identity = url.Type switch
        {
            "huggingface" or "huggingface-dataset" or "dataset" => OfHuggingFace(url),
            "github" when url.Namespace is { } owner => new HubIdentity(
                Hub.GitHub, null, owner.ToLowerInvariant(), url.Name.ToLowerInvariant(), Path: url.Subpath),
            "mlflow" => OfMlFlow(url),
            _ => null,
        };
        identity = identity?.At(url.Version);
        return identity is not null;
    }

    /// <summary>Reads a link, such as <c>https://huggingface.co/org/name</c> or <c>hf://org/name</c>.</summary>
    public static bool TryReadLink(string? link, [NotNullWhen(true)] out HubIdentity? identity) =>
        HubLinks.TryRead(link, out identity);

    /// <summary>What a package URL says by its spelling that it names; null where it says nothing.</summary>
    public static EntityKind? KindOf(PackageUrl url) => TryOf(url, out HubIdentity? identity)
        ? identity.Kind
        : url.Type switch
        {
            "dataset" => EntityKind.Dataset,
            "pytorch" => EntityKind.Model,
            _ => null,
        };

    /// <summary>
    /// The spelling that is compared. What is not written as a dataset is one where <paramref name="declared"/> says
    /// so; there is no version where none names a revision.
    /// </summary>
    public PackageUrl ToPackageUrl(EntityKind? declared = null)
    {
        bool isDataset = (Kind ?? declared) is EntityKind.Dataset or EntityKind.LabelSet;
        string? version = Revision is RevisionKind.None ? null : Version;
        string? qualifiers = Host is null ? null : $"{RepositoryUrl}={Uri.EscapeDataString($"https://{Host}")}";
        string? ofDataset = Namespace is null ? Datasets : $"{Datasets}/{Namespace}";
        return Hub switch
        {
            Hub.HuggingFace => new PackageUrl(
                "huggingface", isDataset ? ofDataset : Namespace, Name, version, qualifiers, Path),
            Hub.GitHub => new PackageUrl("github", Namespace, Name, version, qualifiers, Path),
            _ => new PackageUrl("mlflow", Namespace, Name, version, qualifiers, Path),
        };
    }

    /// <summary>This place at another version.</summary>
    public HubIdentity At(string? version)
    {
        HubIdentity there = this with { Version = string.IsNullOrEmpty(version) ? null : version };
        return there.Revision is RevisionKind.Commit or RevisionKind.ShortCommit
            ? there with { Version = there.Version!.ToLowerInvariant() }
            : there;
    }

    /// <summary>What a version names on a hub: MLflow counts its versions, the others are Git repositories.</summary>
    private static RevisionKind RevisionOf(Hub hub, string? version) => hub switch
    {
        _ when string.IsNullOrEmpty(version) => RevisionKind.None,
        Hub.MlFlow => Revisions.IsMoving(version) ? RevisionKind.None : RevisionKind.Release,
        _ => Revisions.KindOf(version),
    };

    private static HubIdentity? OfHuggingFace(PackageUrl url)
    {
        string? space = url.Namespace;
        bool isDataset = url.Type is not "huggingface";
        Reading reading = isDataset ? Reading.Inferred : Reading.Declared;
        if (space is Datasets || space?.StartsWith(Datasets + "/", StringComparison.Ordinal) is true)
        {
            space = space.Length == Datasets.Length ? null : space[(Datasets.Length + 1)..];
            (isDataset, reading) = (true, Reading.Inferred);
        }

        string? host = null;
        string? repository = url.Qualifier(RepositoryUrl);
        if (repository is not null)
        {
            if (!HubLinks.TryReadHub(repository, out host, out bool ofDatasets))
            {
                return null;
            }

            (isDataset, reading) = ofDatasets ? (true, Reading.Inferred) : (isDataset, reading);
        }

        // The type "dataset" is nobody's: only the address says that the hub is this one.
        if (url.Type is "dataset" && (repository is null || host is not null))
        {
            return null;
        }

        return new HubIdentity(
            Hub.HuggingFace, isDataset ? EntityKind.Dataset : null, space, url.Name, null, host, url.Subpath, reading);
    }

    private static HubIdentity? OfMlFlow(PackageUrl url)
    {
        if (url.Qualifier(RepositoryUrl) is not { } repository
            || !Uri.TryCreate(repository, UriKind.Absolute, out Uri? address)
            || address.Host.Length == 0)
        {
            return null;
        }

        // purl type mlflow: Databricks takes names without regard to case, Azure ML with it.
        bool folds = address.Host.Contains("databricks", StringComparison.OrdinalIgnoreCase);
        string path = address.AbsolutePath.TrimEnd('/');
        return new HubIdentity(
            Hub.MlFlow,
            EntityKind.Model,
            url.Namespace,
            folds ? url.Name.ToLowerInvariant() : url.Name,
            Host: HubLinks.HostOf(address) + path,
            Path: url.Subpath);
    }
}
