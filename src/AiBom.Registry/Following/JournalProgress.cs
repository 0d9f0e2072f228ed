using AiBom.Storage;
using AiBom.Storage.Journal;

namespace AiBom.Registry.Following;

/// <summary>
/// How far the journal has come, and word of every further step. Whoever follows it reads what is new since a cursor of
/// its own, so nothing piles up for one that is slow.
/// </summary>
public sealed class JournalProgress
{
    private volatile JournalStep current = new();

    /// <summary>The step that the journal has reached. The lineage graph is at least as far.</summary>
    public JournalStep Current => current;

    /// <summary>Begins at the journal's head.</summary>
    public async Task LoadAsync(AibomStore store, CancellationToken cancellationToken) =>
        current = JournalStep.At(await store.Journal.HeadAsync(cancellationToken));

    /// <summary>Looks at the journal as it is, and again after every further step, until there is something.</summary>
    /// <param name="look">Gives null where there is nothing yet.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task<T> UntilAsync<T>(Func<JournalStep, Task<T?>> look, CancellationToken cancellationToken)
        where T : class
    {
        while (true)
        {
            // Taken before the look: what comes while that goes on has passed this step already, and is not missed.
            JournalStep step = Current;
            if (await look(step) is { } found)
            {
                return found;
            }

            await step.Passed.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Takes note of a commit. The journal calls it in order, one commit at a time.</summary>
    public void Follow(Committed committed)
    {
        JournalStep passed = current;
        current = passed.Then(committed);
        passed.Pass();
    }
}
