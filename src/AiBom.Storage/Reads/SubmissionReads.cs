using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Storage.Projections;
using AiBom.Storage.Relational;
using Microsoft.EntityFrameworkCore;

namespace AiBom.Storage.Reads;

/// <summary>Reads submissions, quarantined ones included.</summary>
public sealed class SubmissionReads
{
    private static readonly Func<AibomContext, string, Digest, int?, IAsyncEnumerable<SubmissionRow>> BySerial =
        EF.CompileAsyncQuery((AibomContext context, string scope, Digest serial, int? version) => context.Submissions
            .Where(row => row.Scope == scope && row.SerialHash == serial && row.Version == version)
            .OrderBy(row => row.Sequence)
            .AsQueryable());

    private readonly ReadSource source;

    internal SubmissionReads(ReadSource source) => this.source = source;

    /// <summary>Reads submissions by their sequence numbers.</summary>
    public async Task<IReadOnlyDictionary<long, SubmissionRecord>> BySequenceAsync(
        IEnumerable<long> sequences, CancellationToken cancellationToken)
    {
        List<SubmissionRow> rows = await source.LookUpAsync<long, SubmissionRow>(
            nameof(SubmissionRow.Sequence), sequences, cancellationToken);
        return rows.ToDictionary(row => row.Sequence, SubmissionRecord.Of);
    }

    /// <summary>Reads submissions by their ids: the digests over document, evidence and poster.</summary>
    public async Task<IReadOnlyDictionary<Digest, SubmissionRecord>> ByIdAsync(
        IEnumerable<Digest> submissions, CancellationToken cancellationToken)
    {
        List<SubmissionRow> rows = await source.LookUpAsync<Digest, SubmissionRow>(
            nameof(SubmissionRow.Submission), submissions, cancellationToken);
        return rows.ToDictionary(row => row.Submission, SubmissionRecord.Of);
    }

    /// <summary>Reads every submission of documents, by the digest of the documents' bytes, oldest first.</summary>
    public async Task<ILookup<Digest, SubmissionRecord>> ByDocumentAsync(
        IEnumerable<Digest> documents, CancellationToken cancellationToken)
    {
        List<SubmissionRow> rows = await source.LookUpAsync<Digest, SubmissionRow>(
            nameof(SubmissionRow.Document), documents, cancellationToken);
        return rows.OrderBy(row => row.Sequence).ToLookup(row => row.Document, SubmissionRecord.Of);
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
            context => BySerial(context, scope, serial, version), cancellationToken);
        return [.. rows.Select(SubmissionRecord.Of)];
    }

    /// <summary>Reads a page, oldest first.</summary>
    /// <param name="after">The sequence number after which the page begins; 0 for the first page.</param>
    /// <param name="count">The most submissions, up to <see cref="StorageLimits.Page"/>.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    public async Task<ImmutableArray<SubmissionRecord>> PageAfterAsync(
        long after, int count, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, StorageLimits.Page);
        List<SubmissionRow> rows = await source.ReadAsync(
            context => context.Submissions.Where(row => row.Sequence > after).OrderBy(row => row.Sequence).Take(count),
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
