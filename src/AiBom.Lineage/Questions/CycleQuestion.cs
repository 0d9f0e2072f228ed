using System.Collections.Immutable;
using AiBom.Domain;

namespace AiBom.Lineage;

/// <summary>Would an edge close a cycle; which edges lie on one.</summary>
internal static class CycleQuestion
{
    // Whether there is a cycle decides what is recorded, so this walk is never cut.
    private static readonly WalkPlan Upstream = new(
        Direction.Upstream,
        EdgeKinds.Taint,
        new TraversalBudget { Nodes = int.MaxValue, Edges = int.MaxValue });

    /// <summary>The best proved path from <paramref name="object"/> up to <paramref name="subject"/>, if any.</summary>
    public static OpposingPath? Oppose(LineageGraph graph, int subject, int @object)
    {
        for (Assurance level = Assurance.Verified; level >= Assurance.Asserted; level--)
        {
            using Walk walk = Walk.From(graph.ViewAt(level), [@object], Upstream);
            int end = walk.View.Representative(subject);
            if (walk.Contains(end))
            {
                LineageEdge[] path = [.. WitnessPaths.Of(walk).PathOf(end).Reverse()];
                Assurance strongest = path.Length is 0 ? level : path.Max(edge => edge.Assurance);
                return new OpposingPath([.. path], level, strongest);
            }
        }

        return null;
    }

    /// <summary>Those of <paramref name="edges"/> whose two ends reach each other.</summary>
    public static ImmutableArray<CyclicEdge> FindCyclic(LineageGraph graph, StatementFacts[] edges)
    {
        View view = graph.ViewAt(Assurance.Asserted);
        using Walk region = Walk.From(view, edges.Select(edge => edge.Subject), Upstream);
        int[] components = StrongComponents.Of(region);
        var cyclic = ImmutableArray.CreateBuilder<CyclicEdge>();
        foreach (StatementFacts edge in edges)
        {
            int subject = components[region.IndexOf(view.Representative(edge.Subject))];
            int to = region.IndexOf(view.Representative(edge.Object));
            if (to >= 0 && components[to] == subject)
            {
                cyclic.Add(new CyclicEdge(edge, region.Nodes[subject]));
            }
        }

        return cyclic.ToImmutable();
    }
}
