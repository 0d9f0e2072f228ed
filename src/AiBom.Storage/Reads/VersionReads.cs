using AiBom.Domain;
using AiBom.Storage.Projections;
using AiBom.Storage.Relational;

namespace AiBom.Storage.Reads;

/// <summary>
/// Reads the versions of documents: submissions that one publisher counts under one serial number. They are ordered by
/// that count and not by arrival. What is quarantined is no version; what nobody stands behind replaces only what the
/// same poster posted, so that nobody replaces what a publisher signed but the publisher.
/// </summary>
public sealed class VersionReads
{
    private readonly ReadSource source;

    internal VersionReads(ReadSource source) => this.source = source;

    /// <summary>Reads what each submission replaces, by its sequence number: the latest version before it.</summary>
    public Task<IReadOnlyDictionary<long, SubmissionRecord>> SupersededAsync(
        IEnumerable<SubmissionRecord> submissions, CancellationToken cancellationToken) =>
        ReadAsync(Earlier, submissions, cancellationToken);

    /// <summary>Reads what replaces each submission, by its sequence number: the first version after it.</summary>
    public Task<IReadOnlyDictionary<long, SubmissionRecord>> SupersedingAsync(
        IEnumerable<SubmissionRecord> submissions, CancellationToken cancellationToken) =>
        ReadAsync(Next, submissions, cancellationToken);

    /// <summary>
    /// Reads the last version after each submission, by its sequence number; what is itself the last is not in the
    /// answer.
    /// </summary>
    public Task<IReadOnlyDictionary<long, SubmissionRecord>> LatestAsync(
        IEnumerable<SubmissionRecord> submissions, CancellationToken cancellationToken) =>
        ReadAsync(Last, submissions, cancellationToken);

    private static IQueryable<SubmissionRow> Earlier(AibomContext context, Place place) => Accepted(context, place)
        .Where(row => row.Version < place.Version)
        .Where(row => place.IsSigned
            || (row.Poster == place.Poster && !(row.Author != null && row.Authenticity == Authenticity.Valid)))
        .OrderByDescending(row => row.Author != null && row.Authenticity == Authenticity.Valid)
        .ThenByDescending(row => row.Version)
        .ThenByDescending(row => row.Sequence);

    private static IQueryable<SubmissionRow> Next(AibomContext context, Place place) => Later(context, place)
        .OrderBy(row => row.Version)
        .ThenByDescending(row => row.Author != null && row.Authenticity == Authenticity.Valid)
        .ThenByDescending(row => row.Sequence);

    private static IQueryable<SubmissionRow> Last(AibomContext context, Place place) => Later(context, place)
        .OrderByDescending(row => row.Author != null && row.Authenticity == Authenticity.Valid)
        .ThenByDescending(row => row.Version)
        .ThenByDescending(row => row.Sequence);

    private static IQueryable<SubmissionRow> Later(AibomContext context, Place place) => Accepted(context, place)
        .Where(row => row.Version > place.Version)
        .Where(row => (row.Author != null && row.Authenticity == Authenticity.Valid)
            || (!place.IsSigned && row.Poster == place.Poster));

    private static IQueryable<SubmissionRow> Accepted(AibomContext context, Place place) => context.Submissions
        .Where(row => row.Scope == place.Scope && row.SerialHash == place.Serial)
        .Where(row => row.Status == SubmissionStatus.Accepted || row.Status == SubmissionStatus.AcceptedWithFindings);

    private async Task<IReadOnlyDictionary<long, SubmissionRecord>> ReadAsync(
        Func<AibomContext, Place, IQueryable<SubmissionRow>> query,
        IEnumerable<SubmissionRecord> submissions,
        CancellationToken cancellationToken)
    {
        // One query for each, because "the first of many" is one seek in the index, and many at once are not.
        var found = new Dictionary<long, SubmissionRecord>();
        foreach (SubmissionRecord submission in submissions.DistinctBy(own => own.Sequence))
        {
            if (Place.Of(submission) is { } place)
            {
                List<SubmissionRow> rows = await source.ReadAsync(
                    context => query(context, place).Take(1), cancellationToken);
                if (rows is [var row])
                {
                    found.Add(submission.Sequence, SubmissionRecord.Of(row));
                }
            }
        }

        return found;
    }

    /// <summary>Where a submission stands among the versions of its document.</summary>
    private sealed record Place(string Scope, Digest Serial, int Version, bool IsSigned, string Poster)
    {
        public static Place? Of(SubmissionRecord submission) =>
            submission is
            {
                Header: { SerialNumber: { } serial, Version: { } version },
                Status: SubmissionStatus.Accepted or SubmissionStatus.AcceptedWithFindings,
            }
                ? new Place(
                    submission.Scope,
                    TextHash.Of(serial),
                    version,
                    submission.Assurance >= Assurance.Signed,
                    submission.Poster)
                : null;
    }
}
