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
        while (!cancellationToken.IsCancellationRequested)
        {
            foreach (T item in await progress.UntilAsync(ReadAsync, cancellationToken))
            {
                yield return item;
            }
        }

        async Task<T[]?> ReadAsync(JournalStep step)
        {
            if (cursor >= last(step))
            {
                return null;
            }

            ImmutableArray<T> page = await readAfter(cursor);
            long end = page.IsEmpty ? 0 : sequenceOf(page[^1]);

            // A page that is not full is all there is, up to the step at least.
            cursor = page.Length == PageSize ? end : Math.Max(end, last(step));
            return page.IsEmpty ? null : [.. page];
        }
    }
}
