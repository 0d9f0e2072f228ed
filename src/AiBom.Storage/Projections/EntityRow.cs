using AiBom.Domain;

namespace AiBom.Storage.Projections;

/// <summary>One identity key with the best claims about what it names.</summary>
internal sealed partial class EntityRow
{
    public required int Id { get; set; }

    /// <summary>The hash of <see cref="Key"/>, which is longer than any index takes.</summary>
    public required Digest KeyHash { get; set; }

    public required string Key { get; set; }

    public required IdentityScheme Scheme { get; set; }

    public required long FirstSequence { get; set; }

    /// <summary>
    /// For a commit, whole or cut short: the hash of the repository and the digits that every way to write it has.
    /// </summary>
    public Digest? StemHash { get; set; }

    public bool IsDescribed { get; set; }

    public required EntityKind Kind { get; set; }

    public string? Group { get; set; }

    public string Name { get; set; } = "";

    public string? Version { get; set; }

    public Assurance? NameAssurance { get; set; }

    public long? NameSequence { get; set; }

    /// <summary>Whether the claim of kind and name is by a document that describes the entity.</summary>
    public bool IsNameDescribed { get; set; }

    public string? PackageUrl { get; set; }

    public Assurance? PackageUrlAssurance { get; set; }

    public long? PackageUrlSequence { get; set; }

    public string? Description { get; set; }

    public Assurance? DescriptionAssurance { get; set; }

    public long? DescriptionSequence { get; set; }

    public DateTimeOffset? Created { get; set; }

    public Assurance? CreatedAssurance { get; set; }

    public long? CreatedSequence { get; set; }

    public Completeness? Ancestors { get; set; }

    public Assurance? AncestorsAssurance { get; set; }

    public long? AncestorsSequence { get; set; }

    public Completeness? TrainingData { get; set; }

    public Assurance? TrainingDataAssurance { get; set; }

    public long? TrainingDataSequence { get; set; }

    public Completeness? Labels { get; set; }

    public Assurance? LabelsAssurance { get; set; }

    public long? LabelsSequence { get; set; }
}
