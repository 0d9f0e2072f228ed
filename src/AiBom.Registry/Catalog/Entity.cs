using System.Collections.Immutable;
using AiBom.Domain;

namespace AiBom.Registry.Catalog;

/// <summary>
/// A thing of the lineage as it reads now: every key that names it, and of each attribute the best-proved claim. It is
/// made for an answer and never stored; the record keeps the keys apart.
/// </summary>
public abstract record Entity
{
    private protected Entity()
    {
    }

    /// <summary>The number of the key that stands for it.</summary>
    public required int Id { get; init; }

    /// <summary>The keys that name it, strongest first.</summary>
    public required ImmutableArray<string> Keys { get; init; }

    /// <summary>The name space before the name, such as an organization on a hub.</summary>
    public string? Group { get; init; }

    /// <summary>The name; empty where a document only gave a reference.</summary>
    public string Name { get; init; } = "";

    /// <summary>The version.</summary>
    public string? Version { get; init; }

    /// <summary>The package URL as written.</summary>
    public string? PackageUrl { get; init; }

    /// <summary>What its maker says about it.</summary>
    public string? Description { get; init; }

    /// <summary>When it was made, by the best claim.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>How far that claim is proved.</summary>
    public Assurance? CreatedAtAssurance { get; init; }

    /// <summary>How complete its ancestors are said to be.</summary>
    public Completeness Ancestors { get; init; } = Completeness.NotSpecified;

    /// <summary>How complete its training data are said to be.</summary>
    public Completeness TrainingData { get; init; } = Completeness.NotSpecified;

    /// <summary>How complete its label sets are said to be.</summary>
    public Completeness Labels { get; init; } = Completeness.NotSpecified;

    /// <summary>Whether an accepted document describes it; otherwise it is only named, a gap.</summary>
    public bool IsDescribed { get; init; }

    /// <summary>What it is.</summary>
    public abstract EntityKind Kind { get; }

    /// <summary>The strong digests among its keys.</summary>
    public IEnumerable<string> Digests =>
        Keys.Where(key => IdentityKey.TryParse(key, out IdentityKey parsed) && parsed.Scheme is IdentityScheme.Digest);

    /// <summary><c>group/name@version</c>, as far as known; otherwise its strongest key.</summary>
    public string QualifiedName
    {
        get
        {
            string name = string.IsNullOrEmpty(Group) ? Name : $"{Group}/{Name}";
            if (name.Length == 0)
            {
                return Keys[0];
            }

            return string.IsNullOrEmpty(Version) ? name : $"{name}@{Version}";
        }
    }
}

/// <summary>A version of a model.</summary>
public sealed record ModelVersion : Entity
{
    /// <inheritdoc/>
    public override EntityKind Kind => EntityKind.Model;
}

/// <summary>A version of a dataset.</summary>
public sealed record DatasetVersion : Entity
{
    /// <inheritdoc/>
    public override EntityKind Kind => EntityKind.Dataset;
}

/// <summary>A set of labels, and who made it.</summary>
public sealed record LabelSet : Entity
{
    /// <inheritdoc/>
    public override EntityKind Kind => EntityKind.LabelSet;
}

/// <summary>An AI system that contains models.</summary>
public sealed record AiSystemVersion : Entity
{
    /// <inheritdoc/>
    public override EntityKind Kind => EntityKind.AiSystem;
}

/// <summary>A library, framework, container or other software.</summary>
public sealed record SoftwareComponent : Entity
{
    /// <inheritdoc/>
    public override EntityKind Kind => EntityKind.SoftwareComponent;
}
