using System.Diagnostics;
using System.Globalization;
using AiBom.Lineage;
using AiBom.Testing.Graphs;

namespace AiBom.Benchmarks;

/// <summary>
/// Everything downstream of a root: the graph's whole answer (entities with distance and assurance, all edges, gaps)
/// and its impact, against SQLite's bare list of ids. Interleaved rounds, medians, equal sets.
/// </summary>
internal static class TraversalBenchmark
{
    public static void Run(ReadOnlySpan<string> arguments)
    {
        int nodes = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 100_000;
        int rounds = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 9;
        HubGraph hub = new(nodes);
        using SqlTraversal sql = new(hub.Statements);
        LineageGraph graph = LineageGraph.Load(hub.Entities, hub.Statements, 1);
        Print($"{nodes:N0} entities, {hub.Statements.Count:N0} statements, median of {rounds} interleaved rounds");
        Print($"root         reached    sql ms  lineage ms   ratio     MB   impact ms   ratio     MB");
        foreach ((string name, int root) in Roots(graph, nodes))
        {
            Compare(name, root, graph, sql, rounds);
        }
    }

    /// <summary>
    /// By how much they reach: most, one in a thousand, one in a hundred, the median of those with any.
    /// </summary>
    private static List<(string Name, int Root)> Roots(LineageGraph graph, int nodes)
    {
        List<(int Reached, int Id)> roots = [];
        for (int id = 1; id <= nodes; id++)
        {
            TraversalOptions near = new() { Budget = new TraversalBudget { MaxDepth = 0 } };
            if (graph.Lineage([id], Direction.Upstream, near).Completeness.IsComplete)
            {
                int reached = graph.Lineage([id], Direction.Downstream).Nodes.Length;
                if (reached > 1)
                {
                    roots.Add((reached, id));
                }
            }
        }

        roots.Sort((left, right) => right.CompareTo(left));
        return
        [
            ("biggest", roots[0].Id),
            ("p99.9", roots[roots.Count / 1_000].Id),
            ("p99", roots[roots.Count / 100].Id),
            ("median", roots[roots.Count / 2].Id),
        ];
    }

    private static void Compare(string name, int root, LineageGraph graph, SqlTraversal sql, int rounds)
    {
        List<double> sqlTimes = [];
        List<double> lineageTimes = [];
        List<double> impactTimes = [];
        (long lineageBytes, long impactBytes, int reached) = (0, 0, 0);

        // The first round warms up and is not counted.
        for (int round = 0; round <= rounds; round++)
        {
            (List<int> expected, double sqlTime, _) = Measure(() => sql.Downstream(root));
            (LineageAnswer lineage, double lineageTime, lineageBytes) =
                Measure(() => graph.Lineage([root], Direction.Downstream));
            (ImpactAnswer impact, double impactTime, impactBytes) = Measure(() => graph.Impact([root]));
            RequireEqual(expected, lineage.Nodes.Select(node => node.Id));
            RequireEqual(expected, impact.Affected.Select(node => node.Id).Append(root));
            reached = expected.Count;
            if (round > 0)
            {
                sqlTimes.Add(sqlTime);
                lineageTimes.Add(lineageTime);
                impactTimes.Add(impactTime);
            }
        }

        (double s, double l, double i) =
            (Rounds.Median(sqlTimes), Rounds.Median(lineageTimes), Rounds.Median(impactTimes));
        Print($"{name,-10}{reached,10:N0}{s,10:F3}{Column(s, l, lineageBytes)}{Column(s, i, impactBytes)}");
    }

    private static (T Answer, double Milliseconds, long Bytes) Measure<T>(Func<T> ask)
    {
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        T answer = ask();
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return (answer, milliseconds, GC.GetAllocatedBytesForCurrentThread() - bytes);
    }

    private static void RequireEqual(IEnumerable<int> expected, IEnumerable<int> found)
    {
        if (!expected.Order().SequenceEqual(found.Order()))
        {
            throw new InvalidOperationException("The two engines reached different entities.");
        }
    }

    private static string Column(double baseline, double milliseconds, long bytes) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{milliseconds,12:F3}{baseline / milliseconds,7:F1}x{bytes / 1e6,7:F2}");

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
