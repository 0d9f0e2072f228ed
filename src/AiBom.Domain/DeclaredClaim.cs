using System.Collections.Immutable;

namespace AiBom.Domain;

/// <summary>
/// Something that a document claims of a thing beside its lineage, with the evidence that it names for and against
/// (CycloneDX 1.6 <c>declarations.claims</c>). Nothing of the evidence is looked at here.
/// </summary>
public sealed record DeclaredClaim
{
    /// <summary>RFC 6901 pointer to where it stands.</summary>
    public required string Pointer { get; init; }

    /// <summary>The document's own handle for it.</summary>
    public string? Reference { get; init; }

    /// <summary>What it is about: a name, else the reference as written.</summary>
    public string? Target { get; init; }

    /// <summary>Position in <see cref="StatementSet.Entities"/> of what it is about, where that is one.</summary>
    public int? TargetEntity { get; init; }

    /// <summary>What is claimed.</summary>
    public string? Predicate { get; init; }

    /// <summary>Why the evidence carries it, for people.</summary>
    public string? Reasoning { get; init; }

    /// <summary>Positions in <see cref="StatementSet.Evidence"/> of what speaks for it.</summary>
    public ImmutableArray<int> Evidence { get; init; } = [];

    /// <summary>Positions of what speaks against it.</summary>
    public ImmutableArray<int> CounterEvidence { get; init; } = [];
}

/// <summary>Evidence that a document gives for or against claims. Whether it is any is not judged.</summary>
public sealed record DeclaredEvidence
{
    /// <summary>RFC 6901 pointer to where it stands.</summary>
    public required string Pointer { get; init; }

    /// <summary>The document's own handle for it.</summary>
    public string? Reference { get; init; }

    /// <summary>What it is, for people.</summary>
    public string? Description { get; init; }

    /// <summary>The property of the standard's taxonomy that it shows.</summary>
    public string? Property { get; init; }

    /// <summary>Who made it.</summary>
    public string? Author { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>From when on it counts no more.</summary>
    public DateTimeOffset? Expires { get; init; }
}

/// <summary>
/// How far a requirement is met by somebody's assessment (CycloneDX 1.6 <c>declarations.attestations.map</c>). The
/// document's word; it is no attestation of this service's record.
/// </summary>
public sealed record DeclaredAssessment
{
    /// <summary>RFC 6901 pointer to where it stands.</summary>
    public required string Pointer { get; init; }

    /// <summary>Who assessed: an organization's name, else the reference as written.</summary>
    public string? Assessor { get; init; }

    /// <summary>
    /// Whether the assessor is said to be another party than the assessed; null where nothing is said.
    /// </summary>
    public bool? IsThirdParty { get; init; }

    /// <summary>The requirement: its identifier in its standard or its title, else the reference as written.</summary>
    public string? Requirement { get; init; }

    /// <summary>Positions in <see cref="StatementSet.Claims"/> of what speaks for it.</summary>
    public ImmutableArray<int> Claims { get; init; } = [];

    /// <summary>Positions of what speaks against it.</summary>
    public ImmutableArray<int> CounterClaims { get; init; } = [];

    /// <summary>How far the requirement is met, from 0 to 1.</summary>
    public double? Conformance { get; init; }

    /// <summary>Why, for people.</summary>
    public string? ConformanceRationale { get; init; }

    /// <summary>How sure the assessor is, from 0 to 1.</summary>
    public double? Confidence { get; init; }

    /// <summary>Why, for people.</summary>
    public string? ConfidenceRationale { get; init; }
}
