using AiBom.Domain;
using AiBom.Testing.Graphs;

namespace AiBom.Lineage.Tests;

/// <summary>The one way from a test to the graph: names in, answers as text out.</summary>
internal sealed class Asked(LineageGraph graph, Func<string, int> id, Func<int, string> name)
{
    public LineageGraph Graph => graph;

    public static Asked Of(string text)
    {
        GraphText parsed = GraphText.Parse(text);
        return new(LineageGraph.Load(parsed.Entities, parsed.Statements, 1), parsed.Id, parsed.Name);
    }

    public static Asked OfReference()
    {
        if (!Testing.Repository.HasShared(ReferenceGraph.Path, out string reason))
        {
            Assert.Skip(reason);
        }

        ReferenceGraph reference = ReferenceGraph.Read();
        LineageGraph graph = LineageGraph.Load(reference.Entities, reference.Statements, 1);
        return new(graph, reference.Id, reference.Name);
    }

    public int Id(string one) => id(one);

    public int[] Ids(string names) => [.. names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id)];

    public string Names(IEnumerable<int> ids) => string.Join(' ', ids.Select(name));

    public LineageAnswer Lineage(string seeds, Direction direction, TraversalOptions? options = null) =>
        graph.Lineage(Ids(seeds), direction, options);

    public ImpactAnswer Impact(string seeds, ImpactOptions? options = null) => graph.Impact(Ids(seeds), options);

    public DescentAnswer Descent(string descendant, string ancestor, ImpactOptions? options = null) =>
        graph.DescendsFrom(id(descendant), id(ancestor), options);

    /// <summary><c>a b@1:SIGNED</c>: seeds by name, others with distance and assurance.</summary>
    public string Text(IEnumerable<LineageNode> nodes) => string.Join(' ', nodes.Select(node => node.Distance is 0
        ? name(node.Id)
        : $"{name(node.Id)}@{node.Distance}:{Upper(node.Assurance)}"));

    /// <summary><c>a&lt;b:T,SIGNED</c>, as the graph's text writes it.</summary>
    public string Text(IEnumerable<LineageEdge> edges) => string.Join(' ', edges.Select(edge =>
        $"{name(edge.Subject)}<{name(edge.Object)}:{GraphText.LetterOf(edge.Kind)},{Upper(edge.Assurance)}"));

    /// <summary><c>a(DerivationUnknown) b(Inherited via a, older)</c>.</summary>
    public string Text(IEnumerable<PossiblyAffected> possibly) => string.Join(' ', possibly.Select(each =>
        $"{name(each.Id)}({each.Reasons.ToString().Replace(", ", "+", StringComparison.Ordinal)}"
        + (each.Via.IsEmpty ? string.Empty : $" via {Names(each.Via)}")
        + (each.CreatedBeforeSeed ? ", older)" : ")")));

    public string Text(IEnumerable<IdentityConflict> conflicts) => string.Join(' ', conflicts.Select(conflict =>
        $"{name(conflict.Candidate)}:{Upper(conflict.Assurance)}{(conflict.IsChosen ? "!" : string.Empty)}"));

    private static string Upper(Assurance assurance) => assurance.ToString().ToUpperInvariant();
}
