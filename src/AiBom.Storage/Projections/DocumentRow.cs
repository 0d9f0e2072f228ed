using AiBom.Domain;

namespace AiBom.Storage.Projections;

/// <summary>A row that one submission brought; (sequence, ordinal) is the same after every rebuild.</summary>
internal abstract class DocumentRow
{
    public required long SubmissionSequence { get; set; }

    public required int Ordinal { get; set; }
}

/// <summary>That a document speaks of an entity, and what it calls it.</summary>
internal sealed class DeclarationRow : DocumentRow
{
    public required int EntityId { get; set; }

    public required string Pointer { get; set; }

    public string? BomRef { get; set; }

    public required bool IsDescribed { get; set; }

    /// <summary>The hash of the qualified name; null where there is no name.</summary>
    public Digest? NameHash { get; set; }

    public string? Version { get; set; }

    /// <summary>The hash of the package URL or place on a hub in its one spelling, without the version.</summary>
    public Digest? PackageUrlHash { get; set; }

    public string? PackageUrlVersion { get; set; }
}

/// <summary>One statement between two keys.</summary>
internal sealed class StatementRow : DocumentRow
{
    public required int SubjectId { get; set; }

    public required EdgeKind Predicate { get; set; }

    public required int ObjectId { get; set; }

    public DerivationMethod? Method { get; set; }

    public DatasetRole? Role { get; set; }

    public required string Pointer { get; set; }

    public required Reading Reading { get; set; }

    public required string Rule { get; set; }

    public required Assurance Assurance { get; set; }

    /// <summary>Who stands behind the document.</summary>
    public required string Claimant { get; set; }

    /// <summary>Whom the document quotes with it; null where it says so itself.</summary>
    public string? Quoted { get; set; }

    public StatementFacts ToFacts() => new(SubjectId, Predicate, ObjectId, Assurance, SubmissionSequence);
}

/// <summary>One declared digest of a file; one row without digest where the document declares none.</summary>
internal sealed class FileRow : DocumentRow
{
    public required int EntityId { get; set; }

    public required string Name { get; set; }

    public HashFunction? Function { get; set; }

    public string? Hex { get; set; }

    public required string Pointer { get; set; }

    public DigestStatus? Status { get; set; }
}

/// <summary>
/// A digest declared for an entity itself, weak ones included: they identify nothing, but people search them.
/// </summary>
internal sealed class EntityDigestRow : DocumentRow
{
    public required int EntityId { get; set; }

    public required HashFunction Function { get; set; }

    public required string Hex { get; set; }
}

/// <summary>An organization's part in an entity, by a document's word.</summary>
internal sealed class OrganizationClaimRow : DocumentRow
{
    public required int EntityId { get; set; }

    public required OrganizationRole Role { get; set; }

    public required string Name { get; set; }

    public required Digest NameHash { get; set; }

    public required string Pointer { get; set; }
}

/// <summary>When a label set was made, by a document's word.</summary>
internal sealed class LabelingRow : DocumentRow
{
    public required int EntityId { get; set; }

    public DateTimeOffset? From { get; set; }

    public DateTimeOffset? Until { get; set; }
}
