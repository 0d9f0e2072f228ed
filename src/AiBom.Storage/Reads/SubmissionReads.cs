using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Storage.Projections;

namespace AiBom.Storage.Reads;

/// <summary>Reads submissions, quarantined ones included.</summary>
public sealed class SubmissionReads
{
    private readonly ReadSource source;

    internal SubmissionReads(ReadSource source) => this.source = source;

    /// <summary>Reads submissions by their sequence numbers.</summary>
    public async Task<IReadOnlyDictionary<long, SubmissionRecord>> BySequenceAsync(
        IEnumerable<long> sequences, CancellationToken cancellationToken)
    {
        List<SubmissionRow> rows = await source.ReadAsync(
            sequences,
            (context, chunk) => context.Submissions.Where(row => chunk.Contains(row.Sequence)),
            cancellationToken);
        return rows.ToDictionary(row => row.Sequence, SubmissionRecord.Of);
    }

    /// <summary>Reads submissions by their ids: the digests over document, evidence and poster.</summary>
    public async Task<IReadOnlyDictionary<Digest, SubmissionRecord>> ByIdAsync(
        IEnumerable<Digest> submissions, CancellationToken cancellationToken)
    {
        List<SubmissionRow> rows = await source.ReadAsync(
            submissions,
            (context, chunk) => context.Submissions.Where(row => chunk.Contains(row.Submission)),
            cancellationToken);
        return rows.ToDictionary(row => row.Submission, SubmissionRecord.Of);
    }

    /// <summary>Reads every submission of documents, by the digest of the documents' bytes, oldest first.</summary>
    public async Task<ILookup<Digest, SubmissionRecord>> ByDocumentAsync(
        IEnumerable<Digest> documents, CancellationToken cancellationToken)
    {
        List<SubmissionRow> rows = await source.ReadAsync(
            documents,
            (context, chunk) => context.Submissions.Where(row => chunk.Contains(row.Document))
                .OrderBy(row => row.Sequence),
            cancellationToken);
        return rows.ToLookup(row => row.Document, SubmissionRecord.Of);
    }

    /// <summary>
    /// Reads the submissions that carry a serial number and version, oldest first, within the scope in which these are
    /// good: the author, else the publisher, else the poster.
    /// </summary>
    public async Task<ImmutableArray<SubmissionRecord>> BySerialNumberAsync(
        string scope, string serialNumber, int? version, CancellationToken cancellationToken)
    {
        Digest serial = TextHash.Of(serialNumber);
        List<SubmissionRow> rows = await source.ReadAsync(
            context => context.Submissions
                .Where(row => row.Scope == scope && row.SerialHash == serial && row.Version == version)
                .OrderBy(row => row.Sequence),
            cancellationToken);
        return [.. rows.Select(SubmissionRecord.Of)];
    }

    /// <summary>Reads a page, newest first.</summary>
    /// <param name="before">The sequence number before which the page begins; null for the first page.</param>
    /// <param name="count">The most submissions, up to <see cref="StorageLimits.Page"/>.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    public async Task<ImmutableArray<SubmissionRecord>> PageAsync(
        long? before, int count, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, StorageLimits.Page);
        List<SubmissionRow> rows = await source.ReadAsync(
            context => context.Submissions
                .Where(row => before == null || row.Sequence < before)
                .OrderByDescending(row => row.Sequence)
                .Take(count),
            cancellationToken);
        return [.. rows.Select(SubmissionRecord.Of)];
    }
}
