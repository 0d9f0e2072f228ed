using AiBom.Domain;
using AiBom.Testing.Graphs;

namespace AiBom.Lineage.Tests;

public sealed class PathAndCycleTests
{
    [Theory]
    [InlineData("l<b r<b t<l t<r", 9, "t<l l<b | t<r r<b")]
    [InlineData("l<b r<b t<l t<r", 2, "t<l l<b | t<r r<b")]
    [InlineData("l<b r<b t<l t<r", 1, "t<l l<b ...")]
    [InlineData("t<x x<y y<b t<z z<b", 9, "t<z z<b | t<x x<y y<b")]
    [InlineData("t<x x<b x<y y<x", 9, "t<x x<b")]
    [InlineData("t<b:T b[dataset] t<b:E", 9, "t<b:T")]
    [InlineData("t<x other<b", 9, "")]
    [InlineData("b<t t[dataset]", 9, "")]
    public void Paths_come_shortest_first_and_say_when_there_are_more(string text, int limit, string expected)
    {
        Asked asked = Asked.Of(text);

        PathsAnswer answer = asked.Graph.Paths(asked.Id("b"), asked.Id("t"), limit);

        string paths = string.Join(" | ", answer.Paths.Select(path => asked.Text(path.Edges)))
            .Replace(":D,ASSERTED", string.Empty, StringComparison.Ordinal)
            .Replace(",ASSERTED", string.Empty, StringComparison.Ordinal);
        Assert.Equal(expected, answer.IsComplete ? paths : paths + " ...");
    }

    [Fact]
    public void Twenty_diamonds_in_a_row_have_a_million_paths_and_cost_only_those_asked_for()
    {
        Asked asked = Asked.Of(string.Join(' ', Enumerable.Range(1, 20).Select(i =>
            $"a{i}<t{i - 1} b{i}<t{i - 1} t{i}<a{i} t{i}<b{i}")));

        PathsAnswer answer = asked.Graph.Paths(asked.Id("t0"), asked.Id("t20"), limit: 100);

        Assert.Equal(100, answer.Paths.Length);
        Assert.False(answer.IsComplete);
        Assert.All(answer.Paths, path => Assert.Equal(40, path.Edges.Length));
    }

    [Theory]
    [InlineData("b<a:SIGNED c<b:VERIFIED", "a", "c", "c<b:D,VERIFIED b<a:D,SIGNED SIGNED VERIFIED")]
    [InlineData("b<a c<b c<a:CORROBORATED", "a", "c", "c<a:D,CORROBORATED CORROBORATED CORROBORATED")]
    [InlineData("b<a:SIGNED c<b", "c", "a", "none")]
    [InlineData("b<a:E", "a", "b", "none")]
    [InlineData("n[name] a=n:SIGNED", "a", "n", " SIGNED SIGNED")]
    public void The_best_proved_path_opposes_an_edge(string text, string subject, string to, string expected)
    {
        Asked asked = Asked.Of(text);

        OpposingPath? path = asked.Graph.WouldCycle(asked.Id(subject), asked.Id(to));

        Assert.Equal(expected, path is null ? "none" : string.Join(
            ' ',
            asked.Text(path.Edges),
            path.Weakest.ToString().ToUpperInvariant(),
            path.Strongest.ToString().ToUpperInvariant()));
    }

    [Fact]
    public void Of_a_whole_statement_set_the_edges_on_cycles_are_found()
    {
        GraphText text = GraphText.Parse("b<a c<b a<c d<c e<d f<e e<f a<a");

        LineageGraph graph = LineageGraph.Load(text.Entities, text.Statements, 1);

        Assert.Equal(
            "b<a/b c<b/b a<c/b f<e/e e<f/e a<a/b",
            string.Join(' ', graph.CyclicEdges(text.Statements).Select(cyclic =>
                $"{text.Name(cyclic.Edge.Subject)}<{text.Name(cyclic.Edge.Object)}/{text.Name(cyclic.Cycle)}")));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Descent_gives_each_entity_the_verdict_that_the_impact_gives_it(int seed)
    {
        RandomGraph random = new((ulong)seed, withPackageUrls: true);
        LineageGraph graph = LineageGraph.Load(random.Entities, random.Statements, 1);
        int ancestor = 1 + new Dice((ulong)seed).Below(graph.MaxId);
        foreach (Assurance level in Enum.GetValues<Assurance>())
        {
            ImpactOptions options = new() { MinAssurance = level, TreatUnspecifiedAsUnknown = seed % 3 is 0 };
            ImpactAnswer impact = graph.Impact([ancestor], options);
            for (int id = 1; id <= graph.MaxId; id++)
            {
                Assert.Equal(
                    Verdict(impact, graph.Resolve(id, level)),
                    Verdict(graph.DescendsFrom(id, ancestor, options)));
            }
        }
    }

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, 60)];

    private static string Verdict(DescentAnswer answer) =>
        $"{answer.Exposure} {answer.Reasons} {string.Join(',', answer.Via)} {string.Join(',', answer.WitnessPath)}";

    private static string Verdict(ImpactAnswer answer, int id)
    {
        PossiblyAffected? possibly = answer.PossiblyAffected.FirstOrDefault(each => each.Id == id);
        bool affected = answer.Seeds.Contains(id) || answer.Affected.Any(node => node.Id == id);
        Exposure exposure = (affected, possibly) switch
        {
            (true, _) => Exposure.Affected,
            (_, not null) => Exposure.PossiblyAffected,
            _ => Exposure.NotAffectedAsRecorded,
        };
        return $"{exposure} {possibly?.Reasons ?? Doubts.None} {string.Join(',', possibly?.Via ?? [])} "
            + string.Join(',', answer.WitnessPath(id));
    }
}
