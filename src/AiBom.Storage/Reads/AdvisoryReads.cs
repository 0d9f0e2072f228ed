using System.Collections.Immutable;
using AiBom.Storage.Projections;
using Microsoft.EntityFrameworkCore;

namespace AiBom.Storage.Reads;

/// <summary>Reads advisories, retracted ones included.</summary>
public sealed class AdvisoryReads
{
    private readonly ReadSource source;

    internal AdvisoryReads(ReadSource source) => this.source = source;

    /// <summary>How many advisories there ever were: the next one's number is one more.</summary>
    public async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        await using Lease lease = await source.OpenAsync(cancellationToken);
        return await lease.Context.Advisories.CountAsync(cancellationToken);
    }

    /// <summary>Reads advisories by id.</summary>
    public async Task<IReadOnlyDictionary<string, AdvisoryRecord>> ByIdAsync(
        IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        List<AdvisoryRow> rows = await source.ReadAsync(
            ids, (context, chunk) => context.Advisories.Where(row => chunk.Contains(row.Id)), cancellationToken);
        return (await WithSubjectsAsync(rows, cancellationToken))
            .ToDictionary(advisory => advisory.Id, StringComparer.Ordinal);
    }

    /// <summary>Reads a page, oldest first.</summary>
    /// <param name="after">The sequence number after which the page begins; 0 for the first page.</param>
    /// <param name="count">The most advisories, up to <see cref="StorageLimits.Page"/>.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    public async Task<ImmutableArray<AdvisoryRecord>> PageAsync(
        long after, int count, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, StorageLimits.Page);
        List<AdvisoryRow> rows = await source.ReadAsync(
            context => context.Advisories.Where(row => row.Sequence > after).OrderBy(row => row.Sequence).Take(count),
            cancellationToken);
        return await WithSubjectsAsync(rows, cancellationToken);
    }

    /// <summary>Reads every advisory that stood when the journal had come to an entry, oldest first.</summary>
    public async Task<ImmutableArray<AdvisoryRecord>> StandingAsync(long asOf, CancellationToken cancellationToken)
    {
        List<AdvisoryRow> rows = await source.ReadAsync(
            context => context.Advisories
                .Where(row => row.Sequence <= asOf
                    && (row.RetractionSequence == null || row.RetractionSequence > asOf))
                .OrderBy(row => row.Sequence),
            cancellationToken);
        return await WithSubjectsAsync(rows, cancellationToken);
    }

    /// <summary>Reads the advisories that name entities, by entity, oldest first.</summary>
    public async Task<ILookup<int, AdvisoryRecord>> OfEntitiesAsync(
        IEnumerable<int> entityIds, CancellationToken cancellationToken)
    {
        var pairs = await source.ReadAsync(
            entityIds,
            (context, chunk) =>
                from entity in context.Entities
                where chunk.Contains(entity.Id)
                join subject in context.AdvisorySubjects on entity.KeyHash equals subject.KeyHash
                select new { entity.Id, subject.AdvisorySequence },
            cancellationToken);
        List<AdvisoryRow> rows = await source.ReadAsync(
            pairs.Select(pair => pair.AdvisorySequence),
            (context, chunk) => context.Advisories.Where(row => chunk.Contains(row.Sequence)),
            cancellationToken);
        var advisories = (await WithSubjectsAsync(rows, cancellationToken)).ToDictionary(advisory => advisory.Sequence);
        return pairs.Distinct().OrderBy(pair => pair.AdvisorySequence)
            .ToLookup(pair => pair.Id, pair => advisories[pair.AdvisorySequence]);
    }

    private async Task<ImmutableArray<AdvisoryRecord>> WithSubjectsAsync(
        List<AdvisoryRow> rows, CancellationToken cancellationToken)
    {
        var subjects = await source.ReadAsync(
            rows.Select(row => row.Sequence),
            (context, chunk) =>
                from subject in context.AdvisorySubjects
                where chunk.Contains(subject.AdvisorySequence)
                join entity in context.Entities on subject.KeyHash equals entity.KeyHash into entities
                from entity in entities.DefaultIfEmpty()
                orderby subject.AdvisorySequence, subject.Ordinal
                select new
                {
                    subject.AdvisorySequence,
                    Subject = new AdvisorySubjectRecord(subject.Key, entity == null ? null : entity.Id),
                },
            cancellationToken);
        var byAdvisory = subjects.ToLookup(row => row.AdvisorySequence, row => row.Subject);
        return [.. rows.Select(row => AdvisoryRecord.Of(row, byAdvisory[row.Sequence]))];
    }
}

/// <summary>A reported compromise.</summary>
/// <param name="Sequence">The journal entry that reported it.</param>
/// <param name="Id">Its id.</param>
/// <param name="Subjects">What is bad.</param>
/// <param name="Technique">The MITRE ATLAS technique.</param>
/// <param name="Source">Who says so, and where.</param>
/// <param name="Summary">What happened, for people.</param>
/// <param name="ReportedAt">When it was reported.</param>
/// <param name="Reporter">The actor who did.</param>
/// <param name="Retraction">When and why it was taken back; null while it stands.</param>
public sealed record AdvisoryRecord(
    long Sequence,
    string Id,
    ImmutableArray<AdvisorySubjectRecord> Subjects,
    string? Technique,
    string Source,
    string? Summary,
    DateTimeOffset ReportedAt,
    string Reporter,
    RetractionRecord? Retraction)
{
    internal static AdvisoryRecord Of(AdvisoryRow row, IEnumerable<AdvisorySubjectRecord> subjects) => new(
        row.Sequence,
        row.Id,
        [.. subjects],
        row.Technique,
        row.Source,
        row.Summary,
        row.ReportedAt,
        row.Reporter,
        row.RetractedAt is { } at ? new RetractionRecord(at, row.RetractionReason ?? "") : null);
}

/// <summary>A key that an advisory names.</summary>
/// <param name="Key">The key's text.</param>
/// <param name="EntityId">The entity that has it now; null while the record knows none.</param>
public sealed record AdvisorySubjectRecord(string Key, int? EntityId);

/// <summary>That an advisory no longer stands.</summary>
/// <param name="At">When it was taken back.</param>
/// <param name="Reason">Why.</param>
public sealed record RetractionRecord(DateTimeOffset At, string Reason);
