using System.Collections.Immutable;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.Spdx;

/// <summary>A relationship (Core <c>Relationship</c>): "from is a type of to".</summary>
/// <param name="Node">The element.</param>
/// <param name="Type">Its type, in the standard's spelling.</param>
/// <param name="From">What it is from.</param>
/// <param name="To">What it is to.</param>
/// <param name="Completeness">How complete the list is said to be; null where nothing is said.</param>
internal sealed record Relationship(
    Node Node, string Type, Target From, ImmutableArray<Target> To, Completeness? Completeness)
{
    /// <summary>The relationship's object.</summary>
    public Part Part => Node.Part;

    /// <summary>How what it states was derived, in its own properties.</summary>
    public DerivationMethod? Method(Graph graph) =>
        Node.Properties[AibomProperties.DerivationMethod]
            .Select(property => graph.ValueOf<DerivationMethod>(property))
            .FirstOrDefault();

    /// <summary>
    /// The entities that it relates, with where the second is named. What nothing declares is taken for a thing of the
    /// kind that the relationship tells; without one, only a package URL is.
    /// </summary>
    public IEnumerable<(End From, End To, Pointer At)> Ends(
        Graph graph, EntityKind? guessFrom = null, EntityKind? guessTo = null)
    {
        if (To.All(target => target.IsNone || target.IsNoAssertion) || graph.EndOf(From, guessFrom) is not { } from)
        {
            yield break;
        }

        foreach (Target target in To)
        {
            if (graph.EndOf(target, guessTo) is { } to)
            {
                yield return (from, to, target.At);
            }
        }
    }
}
