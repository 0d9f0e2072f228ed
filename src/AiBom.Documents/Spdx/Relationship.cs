using System.Collections.Immutable;
using AiBom.Documents.Drafts;
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
    private (bool IsRead, DerivationMethod? Value) method;
    private DatasetRole[]? roles;
    private bool? saysNoMethod;

    /// <summary>The relationship's object.</summary>
    public Part Part => Node.Part;

    /// <summary>Whether its own properties say that nobody said how what it states was derived.</summary>
    public bool SaysNoMethod => saysNoMethod ??= OwnProperties.SaysNoMethod(Node.Properties);

    /// <summary>How what it states was derived, in its own properties; read once for all that it relates.</summary>
    public DerivationMethod? Method(Graph graph)
    {
        if (!method.IsRead)
        {
            method = (true, Node.Properties[AibomProperties.DerivationMethod]
                .Select(property => graph.ValueOf<DerivationMethod>(property))
                .FirstOrDefault());
        }

        return method.Value;
    }

    /// <summary>What data were used for, in its own properties.</summary>
    public DatasetRole[] Roles(Graph graph) =>
        roles ??= OwnProperties.Roles(Node.Properties[AibomProperties.DatasetRole], graph);

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

        var said = new HashSet<(int Entity, bool IsLifted)>();
        foreach (Target target in To)
        {
            if (graph.EndOf(target, guessTo) is { } to && said.Add((to.Entity, to.IsLifted)))
            {
                yield return (from, to, target.At);
            }
        }
    }
}
