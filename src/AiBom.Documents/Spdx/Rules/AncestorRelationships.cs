using AiBom.Documents.Drafts;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.Spdx.Rules;

/// <summary>
/// <c>descendantOf</c> and <c>ancestorOf</c>: the descendant was derived from the ancestor (OWASP's mapping of AI
/// packages has the same). The method is a property of ours on the relationship, else what <see cref="StatedMethods"/>
/// says; and several ancestors are a merge of models or a join of datasets.
/// </summary>
internal static class AncestorRelationships
{
    private const string Rule = "spdx:ancestor";

    public static void Read(Graph graph)
    {
        IEnumerable<IGrouping<int, Step>> groups = graph.Relationships
            .SelectMany(relationship => StepsOf(relationship, graph))
            .GroupBy(step => step.Descendant.Entity);
        foreach (IGrouping<int, Step> group in groups)
        {
            EntityKind kind = graph.Entities[group.Key].Kind;
            int alike = group
                .Select(step => step.Ancestor.Entity)
                .Distinct()
                .Count(ancestor => graph.Entities[ancestor].Kind == kind);
            DerivationMethod? ofSeveral = alike > 1 ? Derivations.OfSeveral(kind) : null;
            foreach (Step step in group)
            {
                Relate(graph, step, ofSeveral);
            }
        }
    }

    private static IEnumerable<Step> StepsOf(Relationship relationship, Graph graph) => relationship.Type switch
    {
        RelationshipTypes.DescendantOf => relationship.Ends(graph, EntityKind.Model, EntityKind.Model)
            .Select(ends => new Step(relationship, ends.From, ends.To, ends.At)),
        RelationshipTypes.AncestorOf => relationship.Ends(graph, EntityKind.Model, EntityKind.Model)
            .Select(ends => new Step(relationship, ends.To, ends.From, ends.At)),
        _ => [],
    };

    private static void Relate(Graph graph, Step step, DerivationMethod? ofSeveral)
    {
        EdgeKind edge = Derivations.EdgeOf(
            graph.Entities[step.Descendant.Entity].Kind, graph.Entities[step.Ancestor.Entity].Kind);
        bool isDerivation = edge is EdgeKind.DerivedFrom;
        bool isDeclared = isDerivation && !step.Descendant.IsLifted && !step.Ancestor.IsLifted;
        DerivationMethod? method = step.Relationship.SaysNoMethod
            ? null
            : step.Relationship.Method(graph) ?? step.Descendant.MethodFrom(step.Ancestor, graph, ofSeveral);
        graph.Relate(
            step.Descendant.Entity,
            edge,
            step.Ancestor.Entity,
            step.At,
            isDeclared ? Reading.Declared : Reading.Inferred,
            Rule,
            isDerivation ? method : null,
            edge is EdgeKind.TrainedOn ? DatasetRole.Training : null);
    }

    private sealed record Step(Relationship Relationship, End Descendant, End Ancestor, Pointer At);
}
