using AiBom.Lineage;
using AiBom.Storage;

namespace AiBom.Registry.Following;

/// <summary>Brings a question level with the journal: what was recorded before it was asked is in the answer.</summary>
public sealed class LineageLevel(
    AibomStore store, LiveLineage lineage, JournalProgress progress, TimeProvider clock, TimeSpan patience)
{
    /// <summary>
    /// The graph as soon as it is as far as the journal's head is now; null where that takes too long, and then there
    /// is no answer.
    /// </summary>
    public async Task<LineageGraph?> ReachAsync(CancellationToken cancellationToken)
    {
        long head = await store.Journal.HeadAsync(cancellationToken);
        using var patienceEnds = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patienceEnds.Token, cancellationToken);
        try
        {
            return await progress.UntilAsync(_ => Task.FromResult(Reached(head)), either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private LineageGraph? Reached(long head)
    {
        LineageGraph current = lineage.Current;
        return current.Sequence >= head ? current : null;
    }
}
