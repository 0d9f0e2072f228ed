using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.Spdx.Rules;

/// <summary>
/// <c>contains</c> and <c>hasOptionalComponent</c>: what is contained is a part of what contains it. A package that is
/// a data file of another is taken for a part, and one that distributes another for what contains it. Files of models
/// and datasets are not entities; they belong to what they are files of.
/// </summary>
internal static class ContainedElements
{
    private const string Rule = "spdx:contains";

    public static void Read(Graph graph)
    {
        var used = graph.Statements
            .Where(statement => statement.Predicate is EdgeKind.TrainedOn or EdgeKind.TestedOn)
            .Select(statement => (statement.Subject, statement.Object))
            .ToHashSet();
        foreach (Relationship relationship in graph.Relationships)
        {
            foreach ((End from, End to, Pointer at) in EndsOf(relationship, graph))
            {
                bool isDistribution = relationship.Type is RelationshipTypes.HasDistributionArtifact;
                (End whole, End part) = isDistribution ? (to, from) : (from, to);

                // What a model was trained or tested on is not a part of it, though tools put it there.
                if (!part.IsLifted && !used.Contains((whole.Entity, part.Entity)))
                {
                    bool isDeclared = !whole.IsLifted
                        && relationship.Type is RelationshipTypes.Contains or RelationshipTypes.HasOptionalComponent;
                    graph.Relate(
                        whole.Entity,
                        EdgeKind.Contains,
                        part.Entity,
                        at,
                        isDeclared ? Reading.Declared : Reading.Inferred,
                        Rule);
                }
            }
        }
    }

    private static IEnumerable<(End From, End To, Pointer At)> EndsOf(Relationship relationship, Graph graph) =>
        relationship.Type switch
        {
            RelationshipTypes.Contains or RelationshipTypes.HasOptionalComponent => relationship.Ends(graph),
            RelationshipTypes.HasDataFile or RelationshipTypes.HasDistributionArtifact =>
                relationship.Ends(graph)
                    .Where(ends => ends.To is { IsLifted: false, Entry.Node.Class: not Classes.File }),
            _ => [],
        };
}
