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
        var edges = new RunEdges(graph, Rule, graph.Limits.Components);
        foreach (IGrouping<Node, Relationship> run in RunsOf(graph))
        {
            RunStep[] inputs =
                [.. StepsOf(graph, run, IsInput).Select(step => InputOf(graph, step))];
            RunStep[] outputs =
                [.. StepsOf(graph, run, IsOutput).Select(
                    step => new RunStep(step.End.Entity, step.At, step.End.IsLifted))];
            DerivationMethod? method = run.Key.Properties[AibomProperties.DerivationMethod]
                .Select(property => graph.ValueOf<DerivationMethod>(property))
                .FirstOrDefault();
            if (!edges.Add(RunOf(graph, run.Key), inputs, outputs, method))
            {
                return;
            }
        }
    }

    /// <summary>The relationships from each run.</summary>
    internal static IEnumerable<IGrouping<Node, Relationship>> RunsOf(Graph graph) => graph.Relationships
        .Where(relationship => relationship.From.Node is { Class: Classes.Build })
        .GroupBy(relationship => relationship.From.Node!);

    /// <summary>What a run wrote.</summary>
    internal static IEnumerable<int> OutputsOf(Graph graph, IEnumerable<Relationship> run) =>
        StepsOf(graph, run, IsOutput).Select(step => step.End.Entity);

    private static bool IsInput(string type) => type is RelationshipTypes.HasInput;

    private static bool IsOutput(string type) => type is RelationshipTypes.HasOutput or RelationshipTypes.Generates;

    private static IEnumerable<Step> StepsOf(Graph graph, IEnumerable<Relationship> run, Func<string, bool> isType) =>
        from relationship in run
        where isType(relationship.Type)
        from target in relationship.To
        let end = graph.EndOf(target, guess: null)
        where end is not null
        select new Step(relationship, end, target.At);

    private static RunStep InputOf(Graph graph, Step step) => new(
        step.End.Entity,
        step.At,
        step.End.IsLifted,
        step.Relationship.Method(graph) ?? (step.End.Entry is { } entry ? graph.WordsOf(entry).Method : null),
        RoleOf(graph, step));

    private static DeclaredRun RunOf(Graph graph, Node node) => new()
    {
        Pointer = node.Part.At.ToString(),
        Id = node.Part.Text("build_buildId") ?? node.Id,
        Name = node.Part.Text("name"),
        Types = node.Part.Text("build_buildType") is { } type ? [type] : [],
        Started = LenientInstant.OfField(node.Part, "build_buildStartTime", graph.Report),
        Ended = LenientInstant.OfField(node.Part, "build_buildEndTime", graph.Report),
    };

    private static DatasetRole? RoleOf(Graph graph, Step input)
    {
        DatasetRole[] own = input.Relationship.Roles(graph);
        if (own.Length == 0 && input.End.Entry is { } entry)
        {
            own = graph.WordsOf(entry).Roles;
        }

        return own is [DatasetRole role, ..] ? role : null;
    }

    private sealed record Step(Relationship Relationship, End End, Pointer At);
}
