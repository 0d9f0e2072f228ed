using System.Collections.Immutable;
using AiBom.Domain;

namespace AiBom.Lineage;

/// <summary>What was it made from; what was made from it.</summary>
internal static class LineageQuestion
{
    public static LineageAnswer Answer(LineageGraph graph, int[] seeds, Direction direction, TraversalOptions options)
    {
        WalkPlan plan = new(direction, options.EdgeKinds, options.Budget);
        using Walk walk = Walk.From(graph.ViewAt(options.MinAssurance), seeds, plan);
        Exclusion excluded = Exclusion.None;
        if (options.MinAssurance > Assurance.Asserted)
        {
            using Walk unfiltered = Walk.From(graph.ViewAt(Assurance.Asserted), seeds, plan);
            excluded = Exclusion.Between(unfiltered, walk);
        }

        return new LineageAnswer(
            ReadNodes(walk),
            ReadEdges(walk),
            Gaps.Complete(graph, walk.View, walk.Nodes, walk.TruncatedBy, walk.DepthReached, excluded));
    }

    public static ImmutableArray<LineageNode> ReadNodes(Walk walk)
    {
        byte[] assurances = Bottleneck.Of(walk);
        var nodes = ImmutableArray.CreateBuilder<LineageNode>(assurances.Length);
        ReadOnlySpan<int> ids = walk.Nodes;
        ReadOnlySpan<int> distances = walk.Distances;
        for (int i = 0; i < assurances.Length; i++)
        {
            nodes.Add(new LineageNode(ids[i], distances[i], (Assurance)assurances[i]));
        }

        return nodes.MoveToImmutable();
    }

    public static ImmutableArray<LineageEdge> ReadEdges(Walk walk)
    {
        var edges = ImmutableArray.CreateBuilder<LineageEdge>(walk.EdgeCount);
        for (int i = 0; i < walk.Nodes.Length; i++)
        {
            foreach (ulong hop in walk.Edges(i))
            {
                edges.Add(EdgeOf(walk.Nodes[i], Hop.Node(hop), Hop.Label(hop), walk.Direction));
            }
        }

        return edges.MoveToImmutable();
    }

    public static LineageEdge EdgeOf(int from, int to, byte label, Direction direction) =>
        direction is Direction.Upstream
            ? new LineageEdge(from, Hop.KindOf(label), to, Hop.AssuranceOf(label))
            : new LineageEdge(to, Hop.KindOf(label), from, Hop.AssuranceOf(label));
}
