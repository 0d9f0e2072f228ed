using System.Collections.Immutable;
using AiBom.Domain;

namespace AiBom.Lineage;

/// <summary>An entity that may be affected though no recorded path says so.</summary>
/// <param name="Id">The representative of its keys.</param>
/// <param name="Reasons">Why.</param>
/// <param name="Via">For <see cref="Doubts.Inherited"/>: its direct sources that brought the doubt, in order.</param>
/// <param name="CreatedBeforeSeed">
/// Whether it is said to be older than every seed; a hint, for the time is not proved.
/// </param>
public sealed record PossiblyAffected(int Id, Doubts Reasons, ImmutableArray<int> Via, bool CreatedBeforeSeed);

/// <summary>What an assurance filter left out of an impact.</summary>
/// <param name="Edges">Edges of the unfiltered answer that are not in the filtered one.</param>
/// <param name="Entities">What is affected without the filter and not with it, in order.</param>
/// <param name="IsAtLeast">Whether the unfiltered answer was itself cut.</param>
public sealed record AssuranceExclusion(int Edges, ImmutableArray<int> Entities, bool IsAtLeast);

/// <summary>An impact. The lists are separate on purpose; no entity is in two of the first three.</summary>
public sealed record ImpactAnswer
{
    /// <summary>The compromised, by their representatives.</summary>
    public required ImmutableArray<int> Seeds { get; init; }

    /// <summary>What a recorded path leads to, nearest first; without the seeds.</summary>
    public required ImmutableArray<LineageNode> Affected { get; init; }

    /// <summary>
    /// What may be affected; those with a doubt of their own first, then by distance from them, then by id.
    /// </summary>
    public required ImmutableArray<PossiblyAffected> PossiblyAffected { get; init; }

    /// <summary>
    /// <see cref="EdgeKind.TestedOn"/> edges to a seed or affected entity, of models that are not affected.
    /// </summary>
    public required ImmutableArray<LineageEdge> EvaluationOnly { get; init; }

    /// <summary>
    /// <see cref="EdgeKind.Supersedes"/> edges to a seed or affected entity, of entities that are neither.
    /// </summary>
    public required ImmutableArray<LineageEdge> SuccessorHints { get; init; }

    /// <summary>What <see cref="ImpactOptions.MinAssurance"/> left out.</summary>
    public required AssuranceExclusion ExcludedByAssurance { get; init; }

    /// <summary>
    /// How whole the answer is; its gaps are those of the seeds, the affected and the possibly affected.
    /// </summary>
    public required AnswerCompleteness Completeness { get; init; }

    internal WitnessPaths Witnesses { get; init; } = WitnessPaths.None;

    /// <summary>
    /// The shortest path from an affected entity up to a seed, of equally short ones the one with the smallest ids,
    /// read from the entity. Empty for a seed and for what is not affected.
    /// </summary>
    /// <param name="id">The representative, as <see cref="Affected"/> names it.</param>
    public ImmutableArray<LineageEdge> WitnessPath(int id) => Witnesses.PathOf(id);
}
