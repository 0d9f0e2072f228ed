using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.Spdx.Rules;

/// <summary>
/// <c>generates</c>: what a model generates are data or labels made with it. That a model or dataset generates another
/// of its kind, or data a model, is read as derivation and training. Of software and of runs it says nothing here.
/// </summary>
internal static class GenerationRelationships
{
    private const string Rule = "spdx:generates";

    public static void Read(Graph graph)
    {
        IEnumerable<Relationship> generations = graph.Relationships.Where(relationship =>
            relationship is { Type: RelationshipTypes.Generates, From.Node: not { Class: Classes.Build } });
        foreach (Relationship relationship in generations)
        {
            foreach ((End from, End to, Pointer at) in relationship.Ends(graph))
            {
                Relate(graph, relationship, to, from, at);
            }
        }
    }

    private static void Relate(Graph graph, Relationship relationship, End made, End source, Pointer at)
    {
        if (made.Entity == source.Entity && (made.IsLifted || source.IsLifted))
        {
            return;
        }

        Reading reading = made.IsLifted || source.IsLifted ? Reading.Inferred : Reading.Declared;
        switch (graph.Entities[made.Entity].Kind, graph.Entities[source.Entity].Kind)
        {
            case (EntityKind.Dataset or EntityKind.LabelSet, EntityKind.Model):
                graph.Relate(made.Entity, EdgeKind.GeneratedWith, source.Entity, at, reading, Rule);
                break;
            case (EntityKind.Model, EntityKind.Model) or (EntityKind.Dataset, EntityKind.Dataset):
                graph.Relate(
                    made.Entity,
                    EdgeKind.DerivedFrom,
                    source.Entity,
                    at,
                    Reading.Inferred,
                    Rule,
                    relationship.Method(graph));
                break;
            case (EntityKind.Model, EntityKind.Dataset):
                graph.Relate(
                    made.Entity,
                    EdgeKind.TrainedOn,
                    source.Entity,
                    at,
                    Reading.Inferred,
                    Rule,
                    role: DatasetRole.Training);
                break;
            default:
                break;
        }
    }
}
