using System.Collections.Immutable;

namespace AiBom.Lineage;

/// <summary>What cut an answer.</summary>
public enum Truncation
{
    /// <summary>The largest distance.</summary>
    Depth = 1,

    /// <summary>The number of entities.</summary>
    Nodes,

    /// <summary>The number of edges.</summary>
    Edges,

    /// <summary>The deadline.</summary>
    Time,
}

/// <summary>How whole an answer is, and as of what it was given.</summary>
public sealed record AnswerCompleteness
{
    /// <summary>Whether nothing cut the answer. Says nothing of what nobody recorded: see the gaps.</summary>
    public bool IsComplete => TruncatedBy is null;

    /// <summary>What cut the answer first.</summary>
    public required Truncation? TruncatedBy { get; init; }

    /// <summary>The largest distance in the answer.</summary>
    public required int DepthReached { get; init; }

    /// <summary>Edges that the answer would have without its assurance filter, and has not.</summary>
    public required int ExcludedByAssurance { get; init; }

    /// <summary>
    /// Whether the unfiltered answer was cut, so that more than <see cref="ExcludedByAssurance"/> are missing.
    /// </summary>
    public bool ExcludedIsAtLeast { get; init; }

    /// <summary>Entities of the answer that no accepted document describes: named, and otherwise unknown.</summary>
    public required ImmutableArray<int> UnknownParents { get; init; }

    /// <summary>
    /// Described entities of the answer of whose own ancestors or training data nobody said whether all are listed.
    /// </summary>
    public required ImmutableArray<int> UnspecifiedLineage { get; init; }

    /// <summary>The journal entry up to which the graph knew when it answered.</summary>
    public required long Sequence { get; init; }
}
