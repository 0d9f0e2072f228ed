using AiBom.Documents.Drafts;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.Spdx.Rules;

/// <summary>
/// <c>dependsOn</c> and its narrower kinds. Between models and datasets it is a reading: the standard's own examples
/// write it for a model that was fine-tuned from another, and say how in the description.
/// </summary>
internal static class DependencyRelationships
{
    private const string Rule = "spdx:depends-on";

    public static void Read(Graph graph)
    {
        foreach (Relationship relationship in graph.Relationships.Where(IsDependency))
        {
            DerivationMethod? method = relationship.Method(graph)
                ?? Terms.DescribedMethod(relationship.Part.Text("description"));
            DatasetRole[] said = relationship.Roles(graph);
            foreach ((End from, End to, Pointer at) in relationship.Ends(graph))
            {
                DatasetRole[] own = said.Length > 0 || to.Entry is null ? said : graph.WordsOf(to.Entry).Roles;
                Derivations.RelateDependency(
                    graph,
                    from.Entity,
                    to.Entity,
                    at,
                    Rule,
                    method ?? from.MethodFrom(to, graph),
                    own.Length > 0 ? own[0] : null);
            }
        }
    }

    private static bool IsDependency(Relationship relationship) => relationship.Type
        is RelationshipTypes.DependsOn
        or RelationshipTypes.HasStaticLink
        or RelationshipTypes.HasDynamicLink
        or RelationshipTypes.HasOptionalDependency
        or RelationshipTypes.HasProvidedDependency;
}
