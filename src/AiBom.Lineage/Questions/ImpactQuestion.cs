using System.Collections.Immutable;
using AiBom.Domain;

namespace AiBom.Lineage;

/// <summary>Who is affected by a compromise, who possibly, who only evaluated on it, and who replaces it.</summary>
internal sealed class ImpactQuestion(LineageGraph graph, int[] seeds, ImpactOptions options)
{
    private readonly WalkPlan _plan = new(Direction.Downstream, options.Kinds, options.Budget);

    public ImpactAnswer Answer()
    {
        using Walk affected = Walk.From(graph.ViewAt(options.MinAssurance), seeds, _plan);
        View view = graph.ViewAt(options.MinAssurance, Assurance.Asserted);
        DoubtSpread doubts = new(view, affected, options);
        doubts.AddOpenLineages(graph.OpenLineages(options.TreatUnspecifiedAsUnknown));
        doubts.AddAmbiguousIdentities();
        using Walk spread = doubts.Spread();
        ImmutableArray<PossiblyAffected> possibly = doubts.Read(spread);
        ImmutableArray<LineageNode> nodes = LineageQuestion.ReadNodes(affected);
        AssuranceExclusion excluded = Exclude(affected);
        ImmutableArray<LineageEdge> around = Around(affected);
        return new ImpactAnswer
        {
            Seeds = [.. nodes.Where(node => node.Distance is 0).Select(node => node.Id)],
            Affected = [.. nodes.Where(node => node.Distance > 0)],
            PossiblyAffected = possibly,
            EvaluationOnly = [.. around.Where(edge => edge.Kind is EdgeKind.TestedOn)],
            SuccessorHints = [.. around.Where(edge => edge.Kind is EdgeKind.Supersedes)],
            ExcludedByAssurance = excluded,
            Completeness = Gaps.Complete(
                graph,
                view,
                [.. affected.Nodes, .. possibly.Select(each => each.Id)],
                affected.TruncatedBy ?? spread.TruncatedBy,
                affected.DepthReached,
                new Exclusion(excluded.Edges, excluded.IsAtLeast)),
            Witnesses = WitnessPaths.Of(affected),
        };
    }

    /// <summary>The edges that do not taint and lead into the seeds and the affected from without.</summary>
    private static ImmutableArray<LineageEdge> Around(Walk affected)
    {
        EdgeKinds kinds = EdgeKinds.Of(EdgeKind.TestedOn, EdgeKind.Supersedes);
        List<LineageEdge> edges = [];
        foreach (int node in affected.Nodes)
        {
            foreach (ulong hop in affected.View.Edges(node, Direction.Downstream, kinds))
            {
                if (!affected.Contains(Hop.Node(hop)))
                {
                    edges.Add(LineageQuestion.EdgeOf(node, Hop.Node(hop), Hop.Label(hop), Direction.Downstream));
                }
            }
        }

        return [.. edges.OrderBy(edge => edge.Subject).ThenBy(edge => edge.Object)];
    }

    private AssuranceExclusion Exclude(Walk affected)
    {
        if (options.MinAssurance is Assurance.Asserted)
        {
            return new AssuranceExclusion(0, [], IsAtLeast: false);
        }

        using Walk unfiltered = Walk.From(graph.ViewAt(Assurance.Asserted), seeds, _plan);
        View view = graph.ViewAt(options.MinAssurance, Assurance.Asserted);
        SortedSet<int> dropped = [];
        foreach (int node in unfiltered.Nodes)
        {
            dropped.UnionWith(Dropped(unfiltered.View.Members(node), affected, view));
        }

        Exclusion edges = Exclusion.Between(unfiltered, affected);
        return new AssuranceExclusion(edges.Edges, [.. dropped], edges.IsAtLeast);
    }

    /// <summary>
    /// What of one thing the filter drops, where the statements that join its keys are less well proved than the filter
    /// asks. A key that only names, with no such edge of its own, is no second thing beside one that has some.
    /// </summary>
    private IEnumerable<int> Dropped(int[] members, Walk affected, View view)
    {
        int[] things = [.. members.Select(affected.View.Representative).Distinct()];
        int[] linked = [.. things.Where(thing => HasEdges(view, thing))];
        bool isKept = things.Any(affected.Contains);
        return (linked, isKept) switch
        {
            ([], true) => [],
            ([], false) => things.Take(1),
            _ => linked.Where(thing => !affected.Contains(thing)),
        };
    }

    private bool HasEdges(View view, int thing) =>
        !view.Edges(thing, Direction.Upstream, options.Kinds).IsEmpty
        || !view.Edges(thing, Direction.Downstream, options.Kinds).IsEmpty;
}
