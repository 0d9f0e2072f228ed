using AiBom.Lineage;
using AiBom.Registry.Following;

namespace AiBom.Registry.Incidents;

/// <summary>
/// Watches who becomes affected by one advisory, for one follower. It begins at the graph as it is when the watch is
/// made, and looks at every later one that it gets to: what several entries bring while it is busy is told at once.
/// While it waits it holds the keys of what is affected, and no graph.
/// </summary>
public sealed class AffectedWatch
{
    private readonly string advisory;
    private readonly AdvisoryRegister advisories;
    private readonly ImpactAssessor assessor;
    private readonly LiveLineage lineage;
    private readonly JournalProgress progress;
    private readonly TimeProvider clock;

    private LineageGraph? start;
    private AdvisorySubjects.Known? subjects;
    private AffectedKeys? known;
    private long lastGraph;
    private long lastRetraction;

    internal AffectedWatch(
        string advisory,
        AdvisoryRegister advisories,
        ImpactAssessor assessor,
        LiveLineage lineage,
        JournalProgress progress,
        TimeProvider clock)
    {
        this.advisory = advisory;
        this.advisories = advisories;
        this.assessor = assessor;
        this.lineage = lineage;
        this.progress = progress;
        this.clock = clock;
        start = lineage.Current;
    }

    /// <summary>Whether nothing follows any more.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Finds the advisory and takes note of what it affects already. To be called once, first.</summary>
    /// <param name="tellsExisting">
    /// Whether that is told first, so that nobody needs another question for it, between which and this something could
    /// fall.
    /// </param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<AdvisorySubjects> BeginAsync(bool tellsExisting, CancellationToken cancellationToken)
    {
        LineageGraph graph = start ?? throw new InvalidOperationException("The watch has begun already.");
        start = null;
        lastRetraction = progress.Current.Retraction;
        AdvisorySubjects found = await advisories.SubjectsAsync(advisory, graph, cancellationToken);
        subjects = found as AdvisorySubjects.Known;
        if (subjects is not null && tellsExisting)
        {
            known = AffectedKeys.Of(graph, subjects.Ids);
        }
        else if (subjects is not null)
        {
            TakeNote(graph, Reach(graph, cancellationToken));
        }

        return found;
    }

    /// <summary>Waits for news.</summary>
    public async Task<AffectedNews> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            JournalStep step = progress.Current;
            if (await LookAsync(step, cancellationToken) is { } news)
            {
                IsOver = news is not AffectedNews.Newly;
                return news;
            }

            await step.Passed.WaitAsync(cancellationToken);
        }
    }

    private async Task<AffectedNews?> LookAsync(JournalStep step, CancellationToken cancellationToken)
    {
        // Before the retraction is looked for: what came after it is not to be told.
        LineageGraph graph = lineage.Current;
        if (await IsRetractedAsync(graph, cancellationToken))
        {
            return new AffectedNews.Retracted();
        }

        if (known is not null && step.Statement <= lastGraph)
        {
            return null;
        }

        LineageAnswer reached = Reach(graph, cancellationToken);
        if (known is null || !reached.Completeness.IsComplete)
        {
            return new AffectedNews.Cut();
        }

        var newly = known.NewlyIn(graph, reached);
        TakeNote(graph, reached);
        return newly.IsEmpty ? null : new AffectedNews.Newly(subjects!.Advisory, newly, await assessor.AssessAsync(
            subjects.Ids, ImpactOptions.Default, [], clock.GetUtcNow(), graph, cancellationToken));
    }

    private void TakeNote(LineageGraph graph, LineageAnswer reached)
    {
        known = reached.Completeness.IsComplete
            ? AffectedKeys.Of(graph, reached.Nodes.Select(node => node.Id))
            : null;
        lastGraph = graph.Sequence;
    }

    private LineageAnswer Reach(LineageGraph graph, CancellationToken cancellationToken)
    {
        LineageAnswer reached = graph.Lineage(subjects!.Ids, Direction.Downstream, new TraversalOptions
        {
            Budget = new TraversalBudget { Deadline = cancellationToken },
        });

        // A walk that the caller ended is not one that was too long.
        cancellationToken.ThrowIfCancellationRequested();
        return reached;
    }

    private async Task<bool> IsRetractedAsync(LineageGraph graph, CancellationToken cancellationToken)
    {
        long retraction = progress.Current.Retraction;
        if (retraction <= lastRetraction)
        {
            return false;
        }

        lastRetraction = retraction;
        return await advisories.SubjectsAsync(advisory, graph, cancellationToken) is AdvisorySubjects.Retracted;
    }
}
