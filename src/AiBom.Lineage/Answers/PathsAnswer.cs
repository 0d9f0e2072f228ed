using System.Collections.Immutable;
using AiBom.Domain;

namespace AiBom.Lineage;

/// <summary>One simple path, read from the descendant up to the ancestor.</summary>
/// <param name="Edges">Its edges; of parallel ones of several kinds the best proved.</param>
/// <param name="Assurance">The weakest of them.</param>
public sealed record LineagePath(ImmutableArray<LineageEdge> Edges, Assurance Assurance);

/// <summary>Paths, shortest first, of equally short ones those with smaller ids, read from the descendant.</summary>
/// <param name="Paths">The paths found.</param>
/// <param name="IsComplete">Whether there are no others.</param>
/// <param name="Sequence">The journal entry up to which the graph knew.</param>
public sealed record PathsAnswer(ImmutableArray<LineagePath> Paths, bool IsComplete, long Sequence);
