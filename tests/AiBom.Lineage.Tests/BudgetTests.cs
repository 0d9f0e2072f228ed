using AiBom.Domain;
using AiBom.Testing.Graphs;

namespace AiBom.Lineage.Tests;

public sealed class BudgetTests
{
    private const string Diamond = "left<base right<base top<left top<right tip<top";

    [Theory]
    [InlineData(3, 5, 5, "base left right top tip", null)]
    [InlineData(2, 5, 5, "base left right top", Truncation.Depth)]
    [InlineData(0, 5, 5, "base", Truncation.Depth)]
    [InlineData(9, 4, 5, "base left right top", Truncation.Nodes)]
    [InlineData(9, 2, 5, "base left", Truncation.Nodes)]
    [InlineData(9, 9, 4, "base left right top", Truncation.Edges)]
    [InlineData(9, 9, 1, "base left", Truncation.Edges)]
    public void A_bound_cuts_only_what_is_beyond_it_and_is_named(
        int depth,
        int nodes,
        int edges,
        string expected,
        Truncation? truncatedBy)
    {
        Asked asked = Asked.Of(Diamond);
        TraversalBudget budget = new() { MaxDepth = depth, Nodes = nodes, Edges = edges };

        LineageAnswer answer = asked.Lineage("base", Direction.Downstream, new() { Budget = budget });

        Assert.Equal(expected, asked.Names(answer.Nodes.Select(node => node.Id)));
        Assert.Equal(truncatedBy, answer.Completeness.TruncatedBy);
        Assert.Equal(truncatedBy is null, answer.Completeness.IsComplete);
        Assert.All(answer.Edges, edge => Assert.Contains(edge.Subject, answer.Nodes.Select(node => node.Id)));
    }

    [Fact]
    public void An_edge_between_two_entities_at_the_last_depth_is_in_the_answer()
    {
        Asked asked = Asked.Of("left<base right<base right<left");

        LineageAnswer answer = asked.Lineage(
            "base",
            Direction.Downstream,
            new() { Budget = new() { MaxDepth = 1 } });

        Assert.Equal(3, answer.Edges.Length);
        Assert.True(answer.Completeness.IsComplete);
    }

    [Fact]
    public void A_deadline_that_has_passed_cuts_by_time()
    {
        Asked asked = Asked.Of(Diamond);

        ImpactAnswer answer = asked.Impact("base", new() { Budget = new() { Deadline = new(canceled: true) } });

        Assert.Equal(Truncation.Time, answer.Completeness.TruncatedBy);
    }

    [Fact]
    public void A_search_that_was_cut_never_says_not_affected()
    {
        Asked asked = Asked.Of("d<c c<b b<a");
        ImpactOptions options = new() { Budget = new() { MaxDepth = 2 } };

        DescentAnswer cut = asked.Descent("d", "a", options);

        Assert.Equal((Exposure.PossiblyAffected, Doubts.SearchCut), (cut.Exposure, cut.Reasons));
        Assert.Equal(Exposure.Affected, asked.Descent("d", "b", options).Exposure);
    }

    [Fact]
    public void A_filtered_answer_says_when_it_does_not_know_how_much_it_left_out()
    {
        Asked asked = Asked.Of("b<a:SIGNED c<b d<c e<d");

        LineageAnswer answer = asked.Lineage(
            "a",
            Direction.Downstream,
            new() { MinAssurance = Assurance.Signed, Budget = new() { MaxDepth = 2 } });

        Assert.True(answer.Completeness.IsComplete);
        Assert.Equal(1, answer.Completeness.ExcludedByAssurance);
        Assert.True(answer.Completeness.ExcludedIsAtLeast);
    }

    [Fact]
    public void A_walk_that_was_cut_leaves_nothing_behind_for_the_next()
    {
        Asked asked = Asked.Of(Diamond);
        for (int edges = 0; edges < 6; edges++)
        {
            asked.Lineage("base", Direction.Downstream, new() { Budget = new() { Nodes = 2, Edges = edges } });
            LineageAnswer whole = asked.Lineage("base", Direction.Downstream);
            Assert.Equal("base left right top tip", asked.Names(whole.Nodes.Select(node => node.Id)));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void An_answer_that_calls_itself_whole_is_whole_and_any_other_is_a_beginning_of_it(int seed)
    {
        RandomGraph random = new((ulong)seed);
        Dice dice = new((ulong)seed);
        LineageGraph graph = LineageGraph.Load(random.Entities, random.Statements, 1);
        for (int id = 1; id <= graph.MaxId; id++)
        {
            TraversalBudget budget = new()
            {
                MaxDepth = dice.Below(6),
                Nodes = 1 + dice.Below(20),
                Edges = dice.Below(30),
            };
            LineageAnswer whole = graph.Lineage([id], Direction.Downstream);
            LineageAnswer answer = graph.Lineage([id], Direction.Downstream, new() { Budget = budget });

            Assert.True(answer.Nodes.Length <= budget.Nodes && answer.Edges.Length <= budget.Edges);
            Assert.True(answer.Completeness.DepthReached <= budget.MaxDepth);
            Assert.Subset(Places(whole), Places(answer));
            Assert.Subset(whole.Edges.ToHashSet(), answer.Edges.ToHashSet());
            Assert.Equal(
                answer.Nodes.Length == whole.Nodes.Length && answer.Edges.Length == whole.Edges.Length,
                answer.Completeness.IsComplete);
        }
    }

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 60)];

    private static HashSet<(int Id, int Distance)> Places(LineageAnswer answer) =>
        [.. answer.Nodes.Select(node => (node.Id, node.Distance))];
}
