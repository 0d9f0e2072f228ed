using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.Spdx.Rules;

/// <summary>
/// <c>amendedBy</c>: what amends something of its kind is taken for what replaces it. Nothing of derivation is said.
/// </summary>
internal static class AmendedElements
{
    private const string Rule = "spdx:amended-by";

    public static void Read(Graph graph)
    {
        IEnumerable<Relationship> amendments =
            graph.Relationships.Where(relationship => relationship.Type is RelationshipTypes.AmendedBy);
        foreach ((End from, End to, Pointer at) in amendments.SelectMany(relationship => relationship.Ends(graph)))
        {
            if (graph.Entities[from.Entity].Kind == graph.Entities[to.Entity].Kind)
            {
                graph.Relate(to.Entity, EdgeKind.Supersedes, from.Entity, at, Reading.Inferred, Rule);
            }
        }
    }
}
