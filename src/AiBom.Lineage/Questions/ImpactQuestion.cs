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
        SortedSet<int> dropped = [];
        foreach (int node in unfiltered.Nodes)
        {
            foreach (int member in unfiltered.View.Members(node))
            {
                int entity = affected.View.Representative(member);
                if (!affected.Contains(entity))
                {
                    dropped.Add(entity);
                }
            }
        }

        Exclusion edges = Exclusion.Between(unfiltered, affected);
        return new AssuranceExclusion(edges.Edges, [.. dropped], edges.IsAtLeast);
    }
}
