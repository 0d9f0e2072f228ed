using System.Runtime.CompilerServices;
using AiBom.Domain;
using AiBom.Storage.Relational;
using AiBom.Storage.Projections;
using Microsoft.EntityFrameworkCore;

namespace AiBom.Storage.Reads;

/// <summary>
/// Streams the whole lineage, for a graph to load. Load it before the first append, then follow
/// <see cref="Journal.JournalStore.Observe"/>.
/// </summary>
public sealed class LineageReads
{
    private readonly ReadSource source;

    internal LineageReads(ReadSource source) => this.source = source;

    /// <summary>The last journal entry that the projected tables contain; 0 where there is none.</summary>
    public async Task<long> WatermarkAsync(CancellationToken cancellationToken)
    {
        await using Lease lease = await source.OpenAsync(cancellationToken);
        return await lease.Context.ProjectionStates.Select(row => row.Watermark).SingleAsync(cancellationToken);
    }

    /// <summary>Streams every key, in order of the ids.</summary>
    public async IAsyncEnumerable<EntityFacts> ReadEntityFactsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using Lease lease = await source.OpenAsync(cancellationToken);
        IQueryable<EntityRow> rows = lease.Context.Entities.OrderBy(row => row.Id);
        await foreach (EntityRow row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            yield return row.ToFacts();
        }
    }

    /// <summary>
    /// Streams every statement that stands: those of documents in order of the journal, then what else joins keys.
    /// </summary>
    public async IAsyncEnumerable<StatementFacts> ReadStatementFactsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using Lease lease = await source.OpenAsync(cancellationToken);
        AibomContext context = lease.Context;
        IQueryable<StatementFacts> facts = context.Statements
            .OrderBy(row => row.SubmissionSequence)
            .ThenBy(row => row.Ordinal)
            .Select(row => new StatementFacts(
                row.SubjectId, row.Predicate, row.ObjectId, row.Assurance, row.SubmissionSequence));
        await foreach (StatementFacts fact in facts.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            yield return fact;
        }

        IQueryable<SameAsRow> same = context.SameAs
            .Where(row => row.RetractionSequence == null)
            .OrderBy(row => row.Sequence)
            .ThenBy(row => row.Ordinal);
        await foreach (SameAsRow row in same.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            yield return row.ToFacts();
        }
    }
}
