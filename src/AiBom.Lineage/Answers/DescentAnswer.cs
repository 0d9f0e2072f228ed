using System.Collections.Immutable;
using AiBom.Domain;

namespace AiBom.Lineage;

/// <summary>Whether one entity descends from another, and how that is known.</summary>
public sealed record DescentAnswer
{
    /// <summary>The verdict; a search that was cut never says "not affected".</summary>
    public required Exposure Exposure { get; init; }

    /// <summary>Why it is possibly affected.</summary>
    public required Doubts Reasons { get; init; }

    /// <summary>For <see cref="Doubts.Inherited"/>: its direct sources that brought the doubt, in order.</summary>
    public required ImmutableArray<int> Via { get; init; }

    /// <summary>The best over all paths of the weakest edge of a path; null where there is no path.</summary>
    public required Assurance? Assurance { get; init; }

    /// <summary>The path that <see cref="ImpactAnswer.WitnessPath"/> would give, from the descendant up.</summary>
    public required ImmutableArray<LineageEdge> WitnessPath { get; init; }

    /// <summary>
    /// <see cref="EdgeKind.Supersedes"/> edges to the ancestor, of the descendant itself or what it was made from:
    /// where it does not descend from the ancestor, it descends from what replaced it.
    /// </summary>
    public required ImmutableArray<LineageEdge> SuccessorHints { get; init; }

    /// <summary>How whole the search was; its gaps are those of the descendant and all its sources.</summary>
    public required AnswerCompleteness Completeness { get; init; }
}
