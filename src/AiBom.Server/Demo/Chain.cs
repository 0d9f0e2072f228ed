using System.Collections.Immutable;
using System.Text;
using AiBom.Domain;

namespace AiBom.Server.Demo;

/// <summary>A supply chain as data: what is posted, by whom, and what runs where.</summary>
/// <param name="Organizations">Everybody who makes something.</param>
/// <param name="Entities">Models, datasets and label sets, in the order in which they came to be.</param>
/// <param name="Edges">How they were made from one another.</param>
/// <param name="Deployments">What runs where, in order of time.</param>
internal sealed record Chain(
    ImmutableArray<ChainOrganization> Organizations,
    ImmutableArray<ChainEntity> Entities,
    ImmutableArray<ChainEdge> Edges,
    ImmutableArray<ChainDeployment> Deployments);

/// <summary>An organization with a signing key of its own.</summary>
internal sealed record ChainOrganization(string Id, string DisplayName);

/// <summary>A model, dataset or label set.</summary>
internal sealed record ChainEntity(EntityKind Kind, string Group, string Name, string? Version)
{
    /// <summary>When it was made.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>The organization that makes it and signs its document.</summary>
    public required string Producer { get; init; }

    /// <summary>What its maker says of the completeness of its ancestors.</summary>
    public Completeness Ancestors { get; init; } = Completeness.Complete;

    /// <summary>What its maker says of the completeness of its training data.</summary>
    public Completeness TrainingData { get; init; } = Completeness.Complete;

    /// <summary>Its files with their whole content.</summary>
    public ImmutableArray<ChainFile> Files { get; init; } = [];

    /// <summary>To whom its producer licensed it.</summary>
    public string? Licensee { get; init; }

    /// <summary>For a label set: who labelled, in whose name, from when until when.</summary>
    public ChainLabeling? Labeling { get; init; }

    /// <summary>The name by which edges refer to it.</summary>
    public string Alias => string.IsNullOrEmpty(Version) ? $"{Group}/{Name}" : $"{Group}/{Name}@{Version}";

    /// <summary>Its package URL.</summary>
    public string PackageUrl => new PackageUrl("generic", Group, Name, Version, Qualifiers: null).ToString();
}

/// <summary>A file with its whole content.</summary>
internal sealed record ChainFile(string Name, string Content)
{
    /// <summary>The bytes.</summary>
    public byte[] Bytes { get; } = Encoding.UTF8.GetBytes(Content);

    /// <summary>Their SHA-256.</summary>
    public Digest Digest => Digest.Of(Bytes);
}

/// <summary>Who labelled, in whose name, and when.</summary>
internal sealed record ChainLabeling(string Vendor, string? OnBehalfOf, DateTimeOffset From, DateTimeOffset Until);

/// <summary>One edge, by aliases.</summary>
/// <param name="From">The dependent.</param>
/// <param name="Kind">The edge.</param>
/// <param name="To">The source.</param>
/// <param name="Method">For a derivation, how.</param>
/// <param name="Role">For data, what for.</param>
/// <param name="IsSigned">Whether the producer signs the document that states it.</param>
internal sealed record ChainEdge(
    string From,
    EdgeKind Kind,
    string To,
    DerivationMethod? Method = null,
    DatasetRole? Role = null,
    bool IsSigned = true);

/// <summary>A model in a deployment during [from, until).</summary>
internal sealed record ChainDeployment(
    string Deployment,
    DeploymentEnvironment Environment,
    string Owner,
    string? System,
    string Model,
    DateTimeOffset From,
    DateTimeOffset? Until = null);
