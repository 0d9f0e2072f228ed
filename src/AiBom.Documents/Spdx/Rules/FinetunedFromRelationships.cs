using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.Spdx.Rules;

/// <summary>
/// <c>finetunedFrom</c>, which no version of the standard has and which stands beside the draft's <c>finetunedOn</c> in
/// people's minds: between models a derivation by fine-tuning.
/// </summary>
internal static class FinetunedFromRelationships
{
    private const string Rule = "tools:finetuned-from";

    public static void Read(Graph graph)
    {
        foreach (Relationship relationship in graph.Relationships)
        {
            if (relationship.Type is not RelationshipTypes.FinetunedFrom)
            {
                continue;
            }

            foreach ((End from, End to, Pointer at) in
                relationship.Ends(graph, EntityKind.Model, EntityKind.Model))
            {
                if (graph.Entities[from.Entity].Kind is EntityKind.Model
                    && graph.Entities[to.Entity].Kind is EntityKind.Model
                    && from.Entity != to.Entity)
                {
                    graph.Relate(
                        from.Entity,
                        EdgeKind.DerivedFrom,
                        to.Entity,
                        at,
                        Reading.Inferred,
                        Rule,
                        relationship.Method(graph) ?? DerivationMethod.FineTuning);
                }
            }
        }
    }
}
