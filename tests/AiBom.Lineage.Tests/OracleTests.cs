using System.Globalization;
using AiBom.Domain;
using AiBom.Testing.Graphs;

namespace AiBom.Lineage.Tests;

/// <summary>
/// Some hundreds of random graphs, each question at each level, against the same question as recursive SQL.
/// </summary>
public sealed class OracleTests
{
    private const int GraphsPerBatch = 25;

    public static TheoryData<int> Batches => [.. Enumerable.Range(0, 16)];

    [Theory]
    [MemberData(nameof(Batches))]
    public void Lineages_are_those_of_recursive_SQL(int batch) => CheckEach(batch, (graph, oracle, seeds, level) =>
    {
        foreach (Direction direction in Enum.GetValues<Direction>())
        {
            LineageAnswer answer = graph.Lineage(seeds, direction, new TraversalOptions { MinAssurance = level });

            Assert.Equal(oracle.Reached(seeds, direction, level), Text(answer.Nodes));
            Assert.Equal(
                oracle.EdgesWithin(level),
                Lines(answer.Edges
                    .OrderBy(edge => edge.Subject).ThenBy(edge => edge.Kind).ThenBy(edge => edge.Object)
                    .Select(edge => $"{edge.Subject} {(int)edge.Kind} {edge.Object} {(int)edge.Assurance}")));
            Assert.Equal(
                oracle.Excluded(seeds, direction, level),
                answer.Completeness.ExcludedByAssurance.ToString(CultureInfo.InvariantCulture));
        }
    });

    [Theory]
    [MemberData(nameof(Batches))]
    public void Impacts_are_those_of_recursive_SQL(int batch) => CheckEach(batch, (graph, oracle, seeds, level) =>
    {
        ImpactAnswer answer = graph.Impact(seeds, new ImpactOptions { MinAssurance = level });

        Assert.Equal(
            oracle.Reached(seeds, Direction.Downstream, level),
            Lines([.. answer.Seeds.Select(seed => $"{seed} 0 4"), .. answer.Affected.Select(Text)]));
        Assert.Equal(oracle.Possibly(level), Lines(answer.PossiblyAffected.OrderBy(each => each.Id).Select(Text)));
        Assert.Equal(oracle.Around(EdgeKind.TestedOn, level), Text(answer.EvaluationOnly));
        Assert.Equal(oracle.Around(EdgeKind.Supersedes, level), Text(answer.SuccessorHints));
        Assert.Equal(
            oracle.Excluded(seeds, Direction.Downstream, level),
            answer.ExcludedByAssurance.Edges.ToString(CultureInfo.InvariantCulture));
    });

    private static void CheckEach(int batch, Action<LineageGraph, SqlOracle, int[], Assurance> check)
    {
        for (int i = 0; i < GraphsPerBatch; i++)
        {
            ulong seed = (ulong)((batch * GraphsPerBatch) + i + 1);
            RandomGraph random = new(seed);
            Dice dice = new(seed * 31);
            using SqlOracle oracle = new(random.Entities, random.Statements);
            LineageGraph graph = LineageGraph.Load(random.Entities, random.Statements, 1);
            int[] seeds = [.. Enumerable.Range(0, 1 + dice.Run(0.3)).Select(_ => 1 + dice.Below(graph.MaxId))];
            foreach (Assurance level in Enum.GetValues<Assurance>())
            {
                check(graph, oracle, seeds, level);
            }
        }
    }

    private static string Text(IEnumerable<LineageNode> nodes) => Lines(nodes.Select(Text));

    private static string Text(LineageNode node) => $"{node.Id} {node.Distance} {(int)node.Assurance}";

    private static string Text(IEnumerable<LineageEdge> edges) =>
        Lines(edges.Select(edge => $"{edge.Subject} {edge.Object} {(int)edge.Assurance}"));

    private static string Text(PossiblyAffected each)
    {
        int derivation = Value(each.Reasons, Doubts.DerivationUnknown, Doubts.DerivationIncomplete);
        int training = Value(each.Reasons, Doubts.TrainingDataUnknown, Doubts.TrainingDataIncomplete);
        return $"{each.Id} {derivation} {training} {string.Join('+', each.Via)} {(each.CreatedBeforeSeed ? 1 : 0)}";
    }

    private static int Value(Doubts reasons, Doubts unknown, Doubts incomplete) =>
        (reasons.HasFlag(unknown), reasons.HasFlag(incomplete)) switch
        {
            (true, _) => (int)Completeness.Unknown,
            (_, true) => (int)Completeness.Incomplete,
            _ => 0,
        };

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);
}
