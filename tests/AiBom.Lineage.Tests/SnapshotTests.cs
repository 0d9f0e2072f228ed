using System.Text;
using AiBom.Domain;
using AiBom.Testing.Graphs;

namespace AiBom.Lineage.Tests;

public sealed class SnapshotTests
{
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Growing_a_graph_batch_by_batch_gives_what_loading_it_gives(int seed)
    {
        RandomGraph random = new((ulong)seed, withPackageUrls: true);
        Dice dice = new((ulong)seed);
        LineageGraph whole = LineageGraph.Load(random.Entities, random.Statements, 9);
        LineageGraph grown = LineageGraph.Load(random.Entities.Where(each => each.Id % 3 is 0), [], 1);
        EntityFacts[] rest = [.. random.Entities.Where(each => each.Id % 3 is not 0)];
        StatementFacts[] statements = [.. random.Statements.OrderBy(_ => dice.Next())];

        // First as strangers' hearsay, then as described.
        grown = grown.With(rest.Select(each => each with { IsDescribed = false, Ancestors = null }), [], 2);
        foreach (StatementFacts[] batch in statements.Chunk(1 + dice.Below(7)))
        {
            grown = grown.With([], batch, 3);
        }

        grown = grown.With(rest, [], 9);

        Assert.Equal(Describe(whole), Describe(grown));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Lowering_edges_gives_what_loading_the_weaker_statements_gives(int seed)
    {
        RandomGraph random = new((ulong)seed, withPackageUrls: true);
        Dice dice = new((ulong)seed);
        StatementFacts[] statements = [.. random.Statements];
        StatementFacts[] weaker = [.. statements.Select(fact => dice.Below(3) is 0
            ? fact with { Assurance = Assurance.Asserted }
            : fact)];
        var touched = statements.Zip(weaker).Where(pair => pair.First != pair.Second)
            .Select(pair => pair.First.Edge()).ToHashSet();
        StatementFacts[] lowered =
        [
            .. weaker.Where(fact => touched.Contains(fact.Edge()))
                .GroupBy(fact => fact.Edge())
                .Select(edge => edge.MaxBy(fact => fact.Assurance)),
        ];

        LineageGraph graph = LineageGraph.Load(random.Entities, statements.Where((_, i) => i % 2 is 0), 1)
            .With([], statements.Where((_, i) => i % 2 is 1), 2)
            .With([], [], 9, lowered);

        Assert.Equal(Describe(LineageGraph.Load(random.Entities, weaker, 9)), Describe(graph));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_order_of_statements_and_their_repetition_do_not_matter(int seed)
    {
        RandomGraph random = new((ulong)seed, withPackageUrls: true);
        Dice dice = new((ulong)seed);
        StatementFacts[] shuffled = [.. random.Statements.Concat(random.Statements).OrderBy(_ => dice.Next())];

        Assert.Equal(
            Describe(LineageGraph.Load(random.Entities, random.Statements, 1)),
            Describe(LineageGraph.Load(random.Entities.Reverse(), shuffled, 1)));
    }

    [Fact]
    public void An_older_snapshot_does_not_see_what_came_later()
    {
        GraphText text = GraphText.Parse("tuned<base late<tuned:SIGNED other[name]");
        LineageGraph before = LineageGraph.Load(text.Entities, text.Statements.Take(1), 1);
        LineageGraph after = before.With([], text.Statements.Skip(1), 2);

        Assert.Equal("tuned", text.Names(before.Impact([text.Id("base")]).Affected.Select(node => node.Id)));
        Assert.Equal("tuned late", text.Names(after.Impact([text.Id("base")]).Affected.Select(node => node.Id)));
        Assert.Equal((1, 2), (before.Sequence, after.Sequence));
    }

    [Fact]
    public void A_chain_grown_past_compaction_is_whole()
    {
        const int Length = 12_000;
        LineageGraph graph = LineageGraph.Empty;
        foreach (int[] ids in Enumerable.Range(1, Length).Chunk(500))
        {
            graph = graph.With(
                ids.Select(id => Model(id)),
                ids.Where(id => id > 1).Select(id => Derived(id, id - 1)),
                ids[^1]);
        }

        LineageAnswer answer = graph.Lineage([1], Direction.Downstream);

        Assert.Equal(Length, answer.Nodes.Length);
        Assert.Equal(Length - 1, answer.Completeness.DepthReached);
    }

    [Fact]
    public void The_cost_of_a_small_batch_does_not_grow_with_the_graph()
    {
        long small = BytesOfOneMoreEdge(1_000);
        long large = BytesOfOneMoreEdge(100_000);

        Assert.True(large < 2 * small, $"{small} bytes beside 1,000 entities, {large} beside 100,000.");
    }

    [Fact]
    public void A_statement_about_a_key_without_facts_is_refused()
    {
        LineageGraph graph = LineageGraph.Load([Model(1)], [], 1);

        Assert.Throws<ArgumentException>(() => graph.With([], [Derived(1, 2)], 2));
        Assert.Throws<ArgumentException>(() => graph.With([], [Derived(1, int.MaxValue)], 2));
        Assert.Throws<ArgumentException>(() => LineageGraph.Load([Model(1)], [Derived(2, 1)], 1));
        Assert.Throws<ArgumentException>(() => graph.Resolve(2));
    }

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 60)];

    private static long BytesOfOneMoreEdge(int size)
    {
        LineageGraph graph = LineageGraph.Load(
            Enumerable.Range(1, size).Select(Model),
            Enumerable.Range(2, size - 1).Select(id => Derived(id, id / 2)),
            1);
        EntityFacts[] entity = [Model(size + 1)];
        StatementFacts[] edge = [Derived(size + 1, 1), Derived(size + 1, size)];
        graph.With(entity, edge, 2);
        long before = GC.GetAllocatedBytesForCurrentThread();
        graph.With(entity, edge, 2);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static EntityFacts Model(int id) =>
        new(id, EntityKind.Model, IdentityScheme.Digest, null, null, null, IsDescribed: true);

    private static StatementFacts Derived(int subject, int @object) =>
        new(subject, EdgeKind.DerivedFrom, @object, Assurance.Signed, subject);

    /// <summary>Everything that a graph answers about each of its keys at each level.</summary>
    private static string Describe(LineageGraph graph)
    {
        StringBuilder text = new();
        foreach (Assurance level in Enum.GetValues<Assurance>())
        {
            for (int id = 1; id <= graph.MaxId; id++)
            {
                LineageAnswer up = graph.Lineage([id], Direction.Upstream, new() { MinAssurance = level });
                ImpactAnswer impact = graph.Impact([id], new() { MinAssurance = level });
                text.Append(id).Append(' ').AppendJoin(',', graph.Members(id, level)).Append(' ')
                    .AppendJoin(',', graph.Conflicts(id, level)).Append(' ')
                    .AppendJoin(',', up.Nodes).AppendJoin(',', up.Edges).Append(' ')
                    .AppendJoin(',', up.Completeness.UnspecifiedLineage.AsEnumerable()).Append(' ')
                    .AppendJoin(',', up.Completeness.UnknownParents.AsEnumerable()).Append(' ')
                    .AppendJoin(',', impact.Affected)
                    .AppendJoin(',', impact.PossiblyAffected.Select(e => (e.Id, e.Reasons, e.CreatedBeforeSeed)))
                    .AppendJoin(',', impact.Affected.SelectMany(node => impact.WitnessPath(node.Id)))
                    .AppendLine();
            }
        }

        return text.ToString();
    }
}
