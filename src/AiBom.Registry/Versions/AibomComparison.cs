using System.Collections.Immutable;
using AiBom.Documents.Comparison;
using AiBom.Domain;
using AiBom.Lineage;
using AiBom.Storage;
using AiBom.Storage.Reads;

namespace AiBom.Registry.Versions;

/// <summary>
/// Compares what two recorded documents say, where the record knows which of their entities are one thing.
/// </summary>
public sealed class AibomComparison
{
    private readonly ImmutableArray<int> from;
    private readonly ImmutableArray<int> to;

    private AibomComparison(DocumentDiff diff, ImmutableArray<int> from, ImmutableArray<int> to)
    {
        Diff = diff;
        (this.from, this.to) = (from, to);
        Sentences = new DiffSentences(diff);
    }

    /// <summary>The difference.</summary>
    public DocumentDiff Diff { get; }

    /// <summary>The same in words.</summary>
    public DiffSentences Sentences { get; }

    /// <summary>Compares.</summary>
    /// <param name="store">The record.</param>
    /// <param name="from">The first document.</param>
    /// <param name="to">The second document.</param>
    /// <param name="lineage">The graph that tells which entities are one thing.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<AibomComparison> CompareAsync(
        AibomStore store,
        SubmissionRecord from,
        SubmissionRecord to,
        LineageGraph lineage,
        CancellationToken cancellationToken)
    {
        ILookup<long, DeclarationRecord> declared = await store.Reads.Documents.DeclaredByAsync(
            [from.Sequence, to.Sequence], cancellationToken);
        ImmutableArray<int> before = [.. declared[from.Sequence].Select(own => own.EntityId)];
        ImmutableArray<int> after = [.. declared[to.Sequence].Select(own => own.EntityId)];

        // Only where the record knows both: a quarantined document has no entities, and a read may be ahead of the
        // graph by a commit.
        bool isKnown = before.All(lineage.Has) && after.All(lineage.Has)
            && IsActive(from) && IsActive(to);
        ComparedDocument one = await ReadAsync(from, before);
        ComparedDocument other = await ReadAsync(to, after);
        cancellationToken.ThrowIfCancellationRequested();
        return new AibomComparison(DocumentComparison.Compare(one, other), before, after);

        async Task<ComparedDocument> ReadAsync(SubmissionRecord record, ImmutableArray<int> ids) => new(
            await store.ReadStatementSetAsync(record.StatementSet, cancellationToken),
            record.Scope,
            isKnown ? [.. ids.Select(id => lineage.Resolve(id))] : []);
    }

    /// <summary>The entity's number in the record, as the first document names it; null where it does not.</summary>
    public int? BeforeOf(EntityPair pair) => At(from, pair.Before);

    /// <summary>The entity's number in the record, as the second document names it; null where it does not.</summary>
    public int? AfterOf(EntityPair pair) => At(to, pair.After);

    private static int? At(ImmutableArray<int> ids, int? position) =>
        position is { } at && at < ids.Length ? ids[at] : null;

    private static bool IsActive(SubmissionRecord record) =>
        record.Status is SubmissionStatus.Accepted or SubmissionStatus.AcceptedWithFindings;
}
