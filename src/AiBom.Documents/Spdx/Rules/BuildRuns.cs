using AiBom.Documents.Drafts;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.Spdx.Rules;

/// <summary>
/// <c>build_Build</c> with <c>hasInput</c> and <c>hasOutput</c> (or <c>generates</c>): a run that made each output from
/// all inputs. A model among the inputs of a model is its ancestor, a dataset is what it was trained on, unless our
/// property on the relationship or on the dataset says that it was for testing.
/// </summary>
internal static class BuildRuns
{
    private const string Rule = "spdx:build";

    /// <summary>Reads the runs; a document whose runs state more edges than its bound of elements is refused.</summary>
    public static void Read(Graph graph)
    {
        long edges = 0;
        foreach (IGrouping<Node, Relationship> run in RunsOf(graph))
        {
            Step[] inputs = [.. StepsOf(graph, run, type => type is RelationshipTypes.HasInput)];
            Step[] outputs = [.. StepsOf(
                graph, run, type => type is RelationshipTypes.HasOutput or RelationshipTypes.Generates)];
            edges += (long)inputs.Length * outputs.Length;
            if (edges > graph.Limits.Components)
            {
                graph.Report.Refuse(
                    FindingCodes.ComponentsExceeded,
                    run.Key.Part.At.ToString(),
                    $"The runs of the document state more than {graph.Limits.Components} edges.");
                return;
            }

            foreach (Step output in outputs)
            {
                Relate(graph, run.Key, inputs, output);
            }
        }
    }

    /// <summary>The relationships from each run.</summary>
    internal static IEnumerable<IGrouping<Node, Relationship>> RunsOf(Graph graph) => graph.Relationships
        .Where(relationship => relationship.From.Node is { Class: Classes.Build })
        .GroupBy(relationship => relationship.From.Node!);

    /// <summary>What a run wrote.</summary>
    internal static IEnumerable<int> OutputsOf(Graph graph, IEnumerable<Relationship> run) =>
        StepsOf(graph, run, type => type is RelationshipTypes.HasOutput or RelationshipTypes.Generates)
            .Select(step => step.End.Entity);

    private static IEnumerable<Step> StepsOf(Graph graph, IEnumerable<Relationship> run, Func<string, bool> isType) =>
        from relationship in run
        where isType(relationship.Type)
        from target in relationship.To
        let end = graph.EndOf(target, guess: null)
        where end is not null
        select new Step(relationship, end, target.At);

    private static void Relate(Graph graph, Node run, Step[] inputs, Step output)
    {
        EntityKind kind = graph.Entities[output.End.Entity].Kind;
        int alike = inputs.Select(input => input.End.Entity)
            .Distinct()
            .Count(input => input != output.End.Entity && graph.Entities[input].Kind == kind);
        DerivationMethod? ofRun = run.Properties[AibomProperties.DerivationMethod]
            .Select(property => graph.ValueOf<DerivationMethod>(property))
            .FirstOrDefault() ?? (alike > 1 ? Derivations.OfSeveral(kind) : null);
        foreach (Step input in inputs)
        {
            // A run that reads and writes files of one thing changed it in place.
            bool isSame = input.End.Entity == output.End.Entity;
            if (!isSame || !(input.End.IsLifted || output.End.IsLifted))
            {
                Relate(graph, input, output, ofRun);
            }
        }
    }

    private static void Relate(Graph graph, Step input, Step output, DerivationMethod? ofRun)
    {
        (int subject, int source) = (output.End.Entity, input.End.Entity);
        Reading reading = input.End.IsLifted || output.End.IsLifted ? Reading.Inferred : Reading.Declared;
        switch (graph.Entities[subject].Kind, graph.Entities[source].Kind)
        {
            case (EntityKind.Model, EntityKind.Dataset or EntityKind.LabelSet):
                // A relationship of the two that says what for goes before a run that only says that it read the data.
                DatasetRole? own = RoleOf(graph, input);
                if (own is not null || !graph.AreRelated(subject, source))
                {
                    DatasetRole use = own ?? DatasetRole.Training;
                    graph.Relate(subject, Terms.EdgeOf(use), source, input.At, reading, Rule, role: use);
                }

                break;
            case (EntityKind.Model, EntityKind.Model) or (EntityKind.Dataset, EntityKind.Dataset):
                DerivationMethod? method = input.Relationship.Method(graph)
                    ?? (input.End.Entry is { } entry ? OwnProperties.Method(entry, graph) : null)
                    ?? ofRun;
                graph.Relate(subject, EdgeKind.DerivedFrom, source, input.At, reading, Rule, method);
                break;
            case (EntityKind.Dataset, EntityKind.LabelSet):
                graph.Relate(subject, EdgeKind.LabeledWith, source, input.At, reading, Rule);
                break;
            case (EntityKind.Dataset or EntityKind.LabelSet, EntityKind.Model):
                graph.Relate(subject, EdgeKind.GeneratedWith, source, input.At, reading, Rule);
                break;
            default:
                graph.Relate(subject, EdgeKind.DependsOn, source, input.At, reading, Rule);
                break;
        }
    }

    private static DatasetRole? RoleOf(Graph graph, Step input)
    {
        IEnumerable<Property> own = input.Relationship.Node.Properties[AibomProperties.DatasetRole]
            .Concat(input.End.Entry?.Properties[AibomProperties.DatasetRole] ?? []);
        return OwnProperties.Roles(own, graph) is [DatasetRole role, ..] ? role : null;
    }

    private sealed record Step(Relationship Relationship, End End, Pointer At);
}
