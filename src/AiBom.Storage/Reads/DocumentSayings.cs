using System.Collections.Immutable;
using AiBom.Domain;

namespace AiBom.Storage.Reads;

/// <summary>
/// Of a <see cref="StatementSet"/> what the document says beside entities and edges, which are not read: those are in
/// tables of their own. Positions are as in the set.
/// </summary>
public sealed record DocumentSayings
{
    /// <summary>What the document says of itself.</summary>
    public required DocumentHeader Header { get; init; }

    /// <summary>The runs that it tells of.</summary>
    public ImmutableArray<DeclaredRun> Runs { get; init; } = [];

    /// <summary>What it says of vulnerabilities.</summary>
    public ImmutableArray<DeclaredVulnerability> Vulnerabilities { get; init; } = [];

    /// <summary>What it claims beside its lineage.</summary>
    public ImmutableArray<DeclaredClaim> Claims { get; init; } = [];

    /// <summary>The evidence that it gives for or against that.</summary>
    public ImmutableArray<DeclaredEvidence> Evidence { get; init; } = [];

    /// <summary>How far requirements are met, by its word.</summary>
    public ImmutableArray<DeclaredAssessment> Assessments { get; init; } = [];

    /// <summary>The remarks in it.</summary>
    public ImmutableArray<DeclaredComment> Comments { get; init; } = [];
}
