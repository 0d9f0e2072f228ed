using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Storage.Projections;
using Microsoft.EntityFrameworkCore;

namespace AiBom.Storage.Reads;

/// <summary>Reads what stopped submissions.</summary>
public sealed class IntegrityReads
{
    private readonly ReadSource source;

    internal IntegrityReads(ReadSource source) => this.source = source;

    /// <summary>Reads a page, oldest first.</summary>
    /// <param name="since">The first instant that counts; null for all.</param>
    /// <param name="after">
    /// The finding after which the page begins: submission and position; (0, 0) for the first page.
    /// </param>
    /// <param name="count">The most findings, up to <see cref="StorageLimits.Page"/>.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    public async Task<ImmutableArray<IntegrityFindingRecord>> PageAsync(
        DateTimeOffset? since,
        (long Submission, int Ordinal) after,
        int count,
        CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, StorageLimits.Page);
        List<IntegrityFindingRow> rows = await source.ReadAsync(
            context => context.IntegrityFindings
                .Where(row => since == null || row.At >= since)
                .Where(row => row.SubmissionSequence > after.Submission
                    || (row.SubmissionSequence == after.Submission && row.Ordinal > after.Ordinal))
                .OrderBy(row => row.SubmissionSequence)
                .ThenBy(row => row.Ordinal)
                .Take(count),
            cancellationToken);
        return [.. rows.Select(IntegrityFindingRecord.Of)];
    }

    /// <summary>How many there are.</summary>
    public async Task<int> CountAsync(DateTimeOffset? since, CancellationToken cancellationToken)
    {
        await using Lease lease = await source.OpenAsync(cancellationToken);
        return await lease.Context.IntegrityFindings
            .CountAsync(row => since == null || row.At >= since, cancellationToken);
    }
}

/// <summary>One thing that stopped a submission.</summary>
/// <param name="Submission">The sequence number of the submission.</param>
/// <param name="Ordinal">Its position among those of the submission.</param>
/// <param name="At">When it was stopped.</param>
/// <param name="Actor">Who posted it.</param>
/// <param name="Document">The document's bytes.</param>
/// <param name="Code">One of <see cref="FindingCodes"/>.</param>
/// <param name="Message">One sentence for a person.</param>
/// <param name="Pointer">Where in the document (RFC 6901); empty for all of it.</param>
/// <param name="File">The file, where the document declares it.</param>
/// <param name="Expected">What should have been there, such as a digest.</param>
/// <param name="Observed">What came.</param>
public sealed record IntegrityFindingRecord(
    long Submission,
    int Ordinal,
    DateTimeOffset At,
    string Actor,
    Digest Document,
    string Code,
    string Message,
    string Pointer,
    string? File,
    string? Expected,
    string? Observed)
{
    internal static IntegrityFindingRecord Of(IntegrityFindingRow row) => new(
        row.SubmissionSequence,
        row.Ordinal,
        row.At,
        row.Actor,
        row.Document,
        row.Code,
        row.Message,
        row.Pointer,
        row.File,
        row.Expected,
        row.Observed);
}
