using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using AiBom.Storage;
using AiBom.Storage.Reads;

namespace AiBom.Registry.Following;

/// <summary>
/// Hands on what the record takes in, in order of the journal and each once, for as long as it is asked. What a
/// follower holds is a cursor and a page, however far behind it is.
/// </summary>
public sealed class RecordFollower(AibomStore store, JournalProgress progress)
{
    private const int PageSize = 100;

    /// <summary>Every submission that is recorded after a journal entry, quarantined ones included.</summary>
    public IAsyncEnumerable<SubmissionRecord> SubmissionsAsync(long after, CancellationToken cancellationToken) =>
        FollowAsync(
            after,
            step => step.Submission,
            cursor => store.Reads.Submissions.PageAfterAsync(cursor, PageSize, cancellationToken),
            submission => submission.Sequence,
            cancellationToken);

    /// <summary>Every advisory that is reported after a journal entry, as it stands when it is handed on.</summary>
    public IAsyncEnumerable<AdvisoryRecord> AdvisoriesAsync(long after, CancellationToken cancellationToken) =>
        FollowAsync(
            after,
            step => step.Report,
            cursor => store.Reads.Advisories.PageAsync(cursor, PageSize, cancellationToken),
            advisory => advisory.Sequence,
            cancellationToken);

    private async IAsyncEnumerable<T> FollowAsync<T>(
        long after,
        Func<JournalStep, long> last,
        Func<long, Task<ImmutableArray<T>>> readAfter,
        Func<T, long> sequenceOf,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long cursor = after;
        while (true)
        {
            JournalStep step = progress.Current;
            while (cursor < last(step))
            {
                ImmutableArray<T> page = await readAfter(cursor);
                foreach (T item in page)
                {
                    yield return item;
                }

                // A short page was all there is, so there is none up to the step either.
                cursor = page.Length == PageSize ? sequenceOf(page[^1]) : Math.Max(last(step), LastOf(page));
            }

            await step.Passed.WaitAsync(cancellationToken);
        }

        long LastOf(ImmutableArray<T> page) => page.IsEmpty ? 0 : sequenceOf(page[^1]);
    }
}
