using System.Collections.Immutable;
using AiBom.Domain;

namespace AiBom.Lineage;

/// <summary>An entity reached.</summary>
/// <param name="Id">The representative of its keys.</param>
/// <param name="Distance">Edges on the shortest path; 0 for a seed.</param>
/// <param name="Assurance">The best over all paths of the weakest edge of a path; the highest for a seed.</param>
public readonly record struct LineageNode(int Id, int Distance, Assurance Assurance);

/// <summary>An edge between representatives, from the dependent to its source.</summary>
/// <param name="Subject">The dependent.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Object">The source.</param>
/// <param name="Assurance">The best of the statements that support it.</param>
public readonly record struct LineageEdge(int Subject, EdgeKind Kind, int Object, Assurance Assurance);

/// <summary>
/// A lineage: entities in (distance, id) order; edges in the order in which a walk by that order meets them.
/// </summary>
public sealed record LineageAnswer(
    ImmutableArray<LineageNode> Nodes,
    ImmutableArray<LineageEdge> Edges,
    AnswerCompleteness Completeness);
