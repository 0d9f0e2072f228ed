using System.Collections.Immutable;
using AiBom.Domain;

namespace AiBom.Lineage;

/// <summary>
/// What speaks against an edge from a subject to an object: a recorded path from the object to the subject, the best
/// proved there is. An edge is refused only where it is weaker than <see cref="Weakest"/>, for then it is weaker than
/// every edge of this path.
/// </summary>
/// <param name="Edges">From the object to the subject; empty where the two are one thing.</param>
/// <param name="Weakest">The assurance of its weakest edge, or of the statements that join two keys on its way.</param>
/// <param name="Strongest">The assurance of its strongest edge.</param>
public sealed record OpposingPath(ImmutableArray<LineageEdge> Edges, Assurance Weakest, Assurance Strongest);

/// <summary>An edge on a cycle.</summary>
/// <param name="Edge">The edge, by the keys that its statement names.</param>
/// <param name="Cycle">The representative that stands for everything on the same cycles.</param>
public readonly record struct CyclicEdge(StatementFacts Edge, int Cycle);
