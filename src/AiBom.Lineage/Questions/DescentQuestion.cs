using System.Collections.Immutable;
using AiBom.Domain;

namespace AiBom.Lineage;

/// <summary>Does this descend from that: upstream only, for what was made from a famous base is long.</summary>
internal sealed class DescentQuestion(LineageGraph graph, int descendant, int ancestor, ImpactOptions options)
{
    private readonly WalkPlan _up = new(Direction.Upstream, options.Kinds, options.Budget);
    private readonly View _view = graph.ViewAt(options.MinAssurance, Assurance.Asserted);

    public DescentAnswer Answer()
    {
        using Walk sources = Walk.From(graph.ViewAt(options.MinAssurance), [descendant], _up);
        using Walk allSources = Walk.From(_view, [descendant], _up);
        int from = sources.View.Representative(ancestor);
        int to = sources.View.Representative(descendant);

        // Down again, only where the way up has been: the same walk that an impact takes, with the same witness.
        WalkPlan down = new(Direction.Downstream, options.Kinds, options.Budget, sources.Contains);
        using Walk affected = Walk.From(sources.View, [ancestor], down);
        int reached = affected.IndexOf(to);
        PossiblyAffected? possibly = reached >= 0 ? null : Doubt(allSources, to);
        Truncation? truncatedBy = sources.TruncatedBy ?? allSources.TruncatedBy;
        Doubts reasons = possibly?.Reasons ?? Doubts.None;
        if (reached < 0 && truncatedBy is not null)
        {
            reasons |= Doubts.SearchCut;
        }

        return new DescentAnswer
        {
            Exposure = Judge(reached, reasons),
            Reasons = reasons,
            Via = possibly?.Via ?? [],
            Assurance = reached < 0 ? null : (Assurance)Bottleneck.Of(affected)[reached],
            WitnessPath = reached < 0 ? [] : WitnessPaths.Of(affected).PathOf(to),
            SuccessorHints = Successors(sources, from),
            Completeness = Complete(sources, allSources, truncatedBy),
        };
    }

    private static Exposure Judge(int reached, Doubts reasons) =>
        (reached, reasons) switch
        {
            ( >= 0, _) => Exposure.Affected,
            (_, not Doubts.None) => Exposure.PossiblyAffected,
            _ => Exposure.NotAffectedAsRecorded,
        };

    private static ImmutableArray<LineageEdge> Successors(Walk sources, int ancestor)
    {
        List<LineageEdge> edges = [];
        foreach (ulong hop in sources.View.Edges(ancestor, Direction.Downstream, EdgeKinds.Of(EdgeKind.Supersedes)))
        {
            if (sources.Contains(Hop.Node(hop)))
            {
                edges.Add(LineageQuestion.EdgeOf(ancestor, Hop.Node(hop), Hop.Label(hop), Direction.Downstream));
            }
        }

        return [.. edges];
    }

    /// <summary>The doubt that an impact of the ancestor would cast on the descendant.</summary>
    private PossiblyAffected? Doubt(Walk allSources, int node)
    {
        int[] nodes = allSources.Nodes.ToArray();
        using Walk affected = AffectedAround(nodes);
        DoubtSpread doubts = new(_view, affected, options);
        doubts.AddOpenLineages(nodes);
        doubts.AddAmbiguousIdentities();
        using Walk spread = doubts.Spread(within: allSources);
        return doubts.Read(spread).FirstOrDefault(possibly => possibly.Id == node);
    }

    /// <summary>
    /// The affected that matter to the descendant: among its sources, and among what rival statements say that those
    /// are.
    /// </summary>
    private Walk AffectedAround(int[] nodes)
    {
        int[] rivals =
        [
            .. nodes.SelectMany(_view.Members)
                .SelectMany(member => _view.SameAs(member, _view.ClassLevel).ToArray())
                .Select(Hop.Node),
        ];
        View view = graph.ViewAt(options.MinAssurance);
        using Walk region = Walk.From(view, [.. nodes, .. rivals], _up);
        return Walk.From(view, [ancestor], new(Direction.Downstream, options.Kinds, options.Budget, region.Contains));
    }

    private AnswerCompleteness Complete(Walk sources, Walk allSources, Truncation? truncatedBy) => Gaps.Complete(
        graph,
        sources.View,
        sources.Nodes,
        truncatedBy,
        sources.DepthReached,
        new Exclusion(allSources.EdgeCount - sources.EdgeCount, allSources.TruncatedBy is not null));
}
