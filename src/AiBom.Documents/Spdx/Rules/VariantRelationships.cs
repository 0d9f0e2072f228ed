using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.Spdx.Rules;

/// <summary>
/// <c>hasVariant</c> and <c>copiedTo</c> between two models or two datasets: the variant or copy is taken for derived
/// from the other, which the standard does not say.
/// </summary>
internal static class VariantRelationships
{
    private const string Rule = "spdx:variant";

    public static void Read(Graph graph)
    {
        IEnumerable<Relationship> variants = graph.Relationships.Where(relationship =>
            relationship.Type is RelationshipTypes.HasVariant or RelationshipTypes.CopiedTo);
        foreach (Relationship relationship in variants)
        {
            DerivationMethod? method = relationship.Method(graph);
            foreach ((End from, End to, Pointer at) in relationship.Ends(graph))
            {
                EntityKind kind = graph.Entities[to.Entity].Kind;
                if (kind is EntityKind.Model or EntityKind.Dataset
                    && graph.Entities[from.Entity].Kind == kind
                    && !from.IsLifted
                    && !to.IsLifted)
                {
                    graph.Relate(to.Entity, EdgeKind.DerivedFrom, from.Entity, at, Reading.Inferred, Rule, method);
                }
            }
        }
    }
}
