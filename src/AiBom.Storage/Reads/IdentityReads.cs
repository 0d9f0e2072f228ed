using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Storage.Projections;

namespace AiBom.Storage.Reads;

/// <summary>Reads who says that keys name one thing, and what a key may name.</summary>
public sealed class IdentityReads
{
    private readonly ReadSource source;

    internal IdentityReads(ReadSource source) => this.source = source;

    /// <summary>
    /// Reads every SAME_AS statement that stands on keys, by each of the keys given, oldest first. What one claimant
    /// says of two keys by one rule is one, however many documents repeat it.
    /// </summary>
    public async Task<ILookup<int, SameAsRecord>> OfKeysAsync(
        IEnumerable<int> ids, CancellationToken cancellationToken)
    {
        HashSet<int> asked = [.. ids];
        List<SameAsRecord> said = [.. await DeclaredAsync(asked, cancellationToken)];
        List<SameAsRow> rows = await source.ReadAsync(
            asked,
            (context, chunk) => context.SameAs.Where(row => row.RetractionSequence == null
                && (chunk.Contains(row.SubjectId) || chunk.Contains(row.ObjectId))),
            cancellationToken);
        said.AddRange(rows.Select(SameAsRecord.Of));
        return said
            .OrderBy(record => record.Sequence)
            .ThenBy(record => record.Ordinal)
            .DistinctBy(record => (record.Edge(), record.Claimant, record.Rule))
            .SelectMany(record => ((int[])[record.Subject, record.Object]).Where(asked.Contains)
                .Select(id => (id, record)))
            .ToLookup(own => own.id, own => own.record);
    }

    /// <summary>Reads what people said of two keys, whichever was named first, retracted words included.</summary>
    /// <param name="one">The numbers of the keys that may be the one.</param>
    /// <param name="other">The numbers of the keys that may be the other.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    public async Task<ImmutableArray<SameAsRecord>> AssertedAsync(
        IReadOnlyCollection<int> one, IReadOnlyCollection<int> other, CancellationToken cancellationToken)
    {
        List<SameAsRow> rows = await source.ReadAsync(
            one,
            (context, chunk) => context.SameAs.Where(row => row.Rule == SameAsProjection.Rule
                && (chunk.Contains(row.SubjectId) || chunk.Contains(row.ObjectId))),
            cancellationToken);
        return
        [
            .. rows.DistinctBy(row => (row.Sequence, row.Ordinal))
                .Where(row => (one.Contains(row.SubjectId) && other.Contains(row.ObjectId))
                    || (one.Contains(row.ObjectId) && other.Contains(row.SubjectId)))
                .OrderBy(row => row.Sequence)
                .Select(SameAsRecord.Of),
        ];
    }

    /// <summary>
    /// Finds the recorded releases of what keys name without a revision: by package URL or place on a hub, in whatever
    /// spelling. It joins nothing.
    /// </summary>
    /// <returns>For each of the keys given the numbers of keys that name bytes or a revision, in order.</returns>
    public async Task<ILookup<int, int>> ReleasesAsync(IEnumerable<int> ids, CancellationToken cancellationToken)
    {
        var lines = await source.ReadAsync(
            ids,
            (context, chunk) => context.Declarations
                .Where(row => chunk.Contains(row.EntityId) && row.PackageUrlHash != null)
                .Select(row => new { row.EntityId, row.PackageUrlHash })
                .Distinct(),
            cancellationToken);
        var releases = await source.ReadAsync(
            lines.Select(line => line.PackageUrlHash!),
            (context, chunk) =>
                (from row in context.Declarations
                 where chunk.Contains(row.PackageUrlHash!)
                 join entity in context.Entities on row.EntityId equals entity.Id
                 where entity.Scheme == IdentityScheme.Digest || entity.Scheme == IdentityScheme.PackageUrl
                 select new { row.EntityId, row.PackageUrlHash }).Distinct(),
            cancellationToken);
        ILookup<Digest, int> byLine = releases.ToLookup(row => row.PackageUrlHash!, row => row.EntityId);
        return lines
            .SelectMany(line => byLine[line.PackageUrlHash!].Select(release => (line.EntityId, release)))
            .Where(pair => pair.EntityId != pair.release)
            .Distinct()
            .OrderBy(pair => pair.release)
            .ToLookup(pair => pair.EntityId, pair => pair.release);
    }

    /// <summary>What documents say by giving several keys to one thing.</summary>
    private async Task<IEnumerable<SameAsRecord>> DeclaredAsync(
        HashSet<int> ids, CancellationToken cancellationToken)
    {
        var found = await source.ReadAsync(
            ids,
            (context, chunk) =>
                from row in context.Statements
                where row.Predicate == EdgeKind.SameAs
                    && (chunk.Contains(row.SubjectId) || chunk.Contains(row.ObjectId))
                join submission in context.Submissions on row.SubmissionSequence equals submission.Sequence
                select new { Row = row, submission.At },
            cancellationToken);
        return found.DistinctBy(own => (own.Row.SubmissionSequence, own.Row.Ordinal))
            .Select(own => new SameAsRecord(
                own.Row.SubmissionSequence,
                own.Row.Ordinal,
                own.Row.SubjectId,
                own.Row.ObjectId,
                own.Row.Rule,
                own.Row.Reading,
                own.Row.Assurance,
                own.Row.Claimant,
                own.At));
    }
}

/// <summary>That two keys name one thing, by somebody's word.</summary>
/// <param name="Sequence">The journal entry that brought it.</param>
/// <param name="Ordinal">Its position there.</param>
/// <param name="Subject">One key's number.</param>
/// <param name="Object">The other's.</param>
/// <param name="Rule">How it came about: a document's keys, a commit written short, or asserted by a person.</param>
/// <param name="Reading">Whether it was said, or inferred.</param>
/// <param name="Assurance">How far it is proved.</param>
/// <param name="Claimant">Who says so.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="Reason">Why, for what a person asserted.</param>
/// <param name="RetractedAt">When it was taken back.</param>
/// <param name="RetractionReason">Why that was.</param>
public sealed record SameAsRecord(
    long Sequence,
    int Ordinal,
    int Subject,
    int Object,
    string Rule,
    Reading Reading,
    Assurance Assurance,
    string Claimant,
    DateTimeOffset At,
    string? Reason = null,
    DateTimeOffset? RetractedAt = null,
    string? RetractionReason = null)
{
    /// <summary>Its two ends; which was named first says nothing.</summary>
    public (int Less, int Greater) Edge() =>
        Subject < Object ? (Subject, Object) : (Object, Subject);

    internal static SameAsRecord Of(SameAsRow row) => new(
        row.Sequence,
        row.Ordinal,
        row.SubjectId,
        row.ObjectId,
        row.Rule,
        row.Reading,
        row.ToFacts().Assurance,
        row.Claimant,
        row.At,
        row.Reason,
        row.RetractedAt,
        row.RetractionReason);
}
