using AiBom.Domain;
using AiBom.Storage.Projections;

namespace AiBom.Storage.Reads;

/// <summary>One identity key and the best claims about what it names.</summary>
public sealed record EntityRecord
{
    /// <summary>The key's number: dense, from 1, in order of first mention.</summary>
    public required int Id { get; init; }

    /// <summary>The key's text, see <see cref="IdentityKey.Text"/>.</summary>
    public required string Key { get; init; }

    /// <summary>What the key rests on.</summary>
    public required IdentityScheme Scheme { get; init; }

    /// <summary>What it names.</summary>
    public required EntityKind Kind { get; init; }

    /// <summary>The name space before the name.</summary>
    public string? Group { get; init; }

    /// <summary>The name; empty where no document gives one.</summary>
    public required string Name { get; init; }

    /// <summary>The version.</summary>
    public string? Version { get; init; }

    /// <summary>
    /// How far the claim of kind, group, name and version is proved; null where no document makes one.
    /// </summary>
    public Assurance? NameAssurance { get; init; }

    /// <summary>The package URL as written.</summary>
    public Claimed<string>? PackageUrl { get; init; }

    /// <summary>Free text about it.</summary>
    public Claimed<string>? Description { get; init; }

    /// <summary>When it was made.</summary>
    public Claimed<DateTimeOffset>? Created { get; init; }

    /// <summary>How complete its ancestors are said to be.</summary>
    public Claimed<Completeness>? Ancestors { get; init; }

    /// <summary>How complete its training data are said to be.</summary>
    public Claimed<Completeness>? TrainingData { get; init; }

    /// <summary>How complete its label sets are said to be.</summary>
    public Claimed<Completeness>? Labels { get; init; }

    /// <summary>Whether an accepted document describes it; false is a gap.</summary>
    public required bool IsDescribed { get; init; }

    /// <summary>The journal entry that first mentioned it.</summary>
    public required long FirstSequence { get; init; }

    /// <summary><c>group/name</c>, or the name alone.</summary>
    public string QualifiedName() => string.IsNullOrEmpty(Group) ? Name : $"{Group}/{Name}";

    internal static EntityRecord Of(EntityRow row) => new()
    {
        Id = row.Id,
        Key = row.Key,
        Scheme = row.Scheme,
        Kind = row.Kind,
        Group = row.Group,
        Name = row.Name,
        Version = row.Version,
        NameAssurance = row.NameAssurance,
        PackageUrl = row.PackageUrlClaim,
        Description = row.DescriptionClaim,
        Created = row.CreatedClaim,
        Ancestors = row.AncestorsClaim,
        TrainingData = row.TrainingDataClaim,
        Labels = row.LabelsClaim,
        IsDescribed = row.IsDescribed,
        FirstSequence = row.FirstSequence,
    };
}
