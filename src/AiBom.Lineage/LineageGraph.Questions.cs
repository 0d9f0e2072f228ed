using System.Collections.Immutable;
using AiBom.Domain;

namespace AiBom.Lineage;

/// <content>The questions; each is a file of <c>Questions/</c>.</content>
public sealed partial class LineageGraph
{
    /// <summary>What the seeds were made from, or what was made from them.</summary>
    public LineageAnswer Lineage(IEnumerable<int> seeds, Direction direction, TraversalOptions? options = null) =>
        LineageQuestion.Answer(this, KnownAll(seeds), direction, options ?? TraversalOptions.Default);

    /// <summary>What a compromise of the seeds means for everything else.</summary>
    public ImpactAnswer Impact(IEnumerable<int> seeds, ImpactOptions? options = null) =>
        new ImpactQuestion(this, KnownAll(seeds), options ?? ImpactOptions.Default).Answer();

    /// <summary>The simple paths by which a compromise of one entity reaches another, shortest first.</summary>
    /// <param name="ancestor">Where the paths start.</param>
    /// <param name="descendant">Where they end.</param>
    /// <param name="limit">The most paths.</param>
    /// <param name="options">What is followed.</param>
    public PathsAnswer Paths(int ancestor, int descendant, int limit, TraversalOptions? options = null) =>
        PathQuestion.Answer(this, Known(ancestor), Known(descendant), limit, options ?? TraversalOptions.Default);

    /// <summary>
    /// Whether one entity descends from another: the verdict that <see cref="Impact"/> would give it.
    /// </summary>
    public DescentAnswer DescendsFrom(int descendant, int ancestor, ImpactOptions? options = null) =>
        new DescentQuestion(this, Known(descendant), Known(ancestor), options ?? ImpactOptions.Default).Answer();

    /// <summary>
    /// Whether a taint edge from <paramref name="subject"/> to <paramref name="object"/> would close a cycle.
    /// </summary>
    /// <returns>The recorded path that speaks against the edge; null where there is none.</returns>
    public OpposingPath? WouldCycle(int subject, int @object) =>
        CycleQuestion.Oppose(this, Known(subject), Known(@object));

    /// <summary>
    /// Of edges that this snapshot already has, those that lie on a cycle: to judge a whole statement set, ask the
    /// snapshot that <see cref="With"/> makes of it, and drop that snapshot if the set is refused.
    /// </summary>
    public ImmutableArray<CyclicEdge> CyclicEdges(IEnumerable<StatementFacts> edges) =>
        CycleQuestion.FindCyclic(this, [.. edges.Where(edge => EdgeKinds.Taint.Contains(edge.Kind))]);

    private int[] KnownAll(IEnumerable<int> ids) => [.. ids.Select(Known)];
}
