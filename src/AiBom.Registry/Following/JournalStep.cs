using AiBom.Domain.Journal;
using AiBom.Storage.Journal;

namespace AiBom.Registry.Following;

/// <summary>
/// A state of the journal, by what is followed: of each the number of the last entry. For what has not happened since
/// the start of this process it is the head at that time, for no such entry is later.
/// </summary>
public sealed class JournalStep
{
    private readonly TaskCompletionSource passed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The last entry that recorded a submission.</summary>
    public long Submission { get; private init; }

    /// <summary>The last entry that added statements to the lineage, or changed how far they are proved.</summary>
    public long Statement { get; private init; }

    /// <summary>The last entry that reported a compromise.</summary>
    public long Report { get; private init; }

    /// <summary>The last entry that took such a report back.</summary>
    public long Retraction { get; private init; }

    /// <summary>Ends when the journal has gone further.</summary>
    public Task Passed => passed.Task;

    internal static JournalStep At(long head) =>
        new() { Submission = head, Statement = head, Report = head, Retraction = head };

    internal JournalStep Then(Committed committed)
    {
        long LastOf(string kind, long before) => committed.Entries
            .LastOrDefault(entry => string.Equals(entry.Kind, kind, StringComparison.Ordinal))?.Sequence ?? before;

        return new JournalStep
        {
            Submission = LastOf(SubmissionRecorded.Name, Submission),
            Statement = committed.Lineage.ChangesEdges ? committed.Entries[^1].Sequence : Statement,
            Report = LastOf(CompromiseReported.Name, Report),
            Retraction = LastOf(CompromiseRetracted.Name, Retraction),
        };
    }

    internal void Pass() => passed.SetResult();
}
