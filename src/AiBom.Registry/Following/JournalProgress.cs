using AiBom.Storage;
using AiBom.Storage.Journal;

namespace AiBom.Registry.Following;

/// <summary>
/// How far the journal has come, and word of every further step. A follower takes <see cref="Current"/>, reads what is
/// new since its own cursor, and waits for that step to pass: whatever comes while it reads has passed the step
/// already. So nothing is missed, and nothing piles up for a follower that is slow.
/// </summary>
public sealed class JournalProgress
{
    private volatile JournalStep current = new();

    /// <summary>The step that the journal has reached. The lineage graph is at least as far.</summary>
    public JournalStep Current => current;

    /// <summary>Begins at the journal's head.</summary>
    public async Task LoadAsync(AibomStore store, CancellationToken cancellationToken) =>
        current = JournalStep.At(await store.Journal.HeadAsync(cancellationToken));

    /// <summary>Takes note of a commit. The journal calls it in order, one commit at a time.</summary>
    public void Follow(Committed committed)
    {
        JournalStep passed = current;
        current = passed.Then(committed);
        passed.Pass();
    }
}
