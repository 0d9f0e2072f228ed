using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Lineage;

namespace AiBom.Registry.Conflicts;

/// <summary>What the record contradicts itself about.</summary>
public enum ConflictKind
{
    /// <summary>A key is said to name several things.</summary>
    Identity = 1,

    /// <summary>Something is said to be made from what was made from it.</summary>
    Cycle,

    /// <summary>
    /// One claimant says that all sources are listed, and another names more; or a run read other data than is listed.
    /// </summary>
    Derivation,
}

/// <summary>
/// Claims about one thing that cannot all be true. All of them are kept and shown; the record does not decide.
/// </summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Entity">The key that stands for the thing.</param>
/// <param name="Summary">One sentence for a person.</param>
public sealed record Conflict(ConflictKind Kind, int Entity, string Summary)
{
    /// <summary>For an identity: the key that is said to name several things.</summary>
    public string? Key { get; init; }

    /// <summary>For an identity: what it is said to name.</summary>
    public ImmutableArray<IdentityConflict> Candidates { get; init; } = [];

    /// <summary>For a derivation: whose completeness is in doubt.</summary>
    public CompletenessRelation? Relation { get; init; }

    /// <summary>For a derivation: the submission whose list is contradicted.</summary>
    public long? Document { get; init; }

    /// <summary>For a derivation: the latest submission that names what that one does not.</summary>
    public long? ContradictedBy { get; init; }

    /// <summary>The edges that are in dispute: on the cycle, or named by one side only.</summary>
    public ImmutableArray<LineageEdge> Edges { get; init; } = [];
}
