using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Storage.Relational;

namespace AiBom.Storage.Journal;

/// <summary>
/// A statement set or a report, under its digest. It belongs to the journal: written with the entry that names it, and
/// never by a rebuild.
/// </summary>
internal sealed class ContentRow
{
    public required Digest Digest { get; set; }

    /// <summary>Canonical JSON.</summary>
    public required byte[] Bytes { get; set; }
}

/// <summary>Writes and reads <see cref="ContentRow"/>.</summary>
internal static class ContentRows
{
    /// <summary>Writes what is not there yet; many submissions have the same report.</summary>
    public static async Task WriteAsync(
        RowReader known, RowWriter rows, EntryContent content, CancellationToken cancellationToken)
    {
        ContentRow[] named = content.ToRows();
        List<ContentRow> there = await FindAsync(known, cancellationToken, named.Select(row => row.Digest));
        await rows.InsertAsync(
            [.. named.Where(row => there.TrueForAll(one => one.Digest != row.Digest))], cancellationToken);
    }

    /// <summary>Whether all of these are there.</summary>
    public static async Task<bool> ExistAsync(
        RowReader known, CancellationToken cancellationToken, params IEnumerable<Digest> digests)
    {
        Digest[] distinct = [.. digests.Distinct()];
        return (await FindAsync(known, cancellationToken, distinct)).Count == distinct.Length;
    }

    /// <summary>Reads what a submission names.</summary>
    /// <exception cref="InvalidDataException">It is not there or damaged.</exception>
    public static async Task<SubmissionContent> ReadAsync(
        RowReader known, SubmissionRecorded submission, CancellationToken cancellationToken) => SubmissionContent.Of(
            await ReadAsync<StatementSet>(known, submission.StatementSet, cancellationToken),
            await ReadAsync<SubmissionReport>(known, submission.Report, cancellationToken));

    /// <exception cref="InvalidDataException">It is not there or damaged.</exception>
    public static async Task<T> ReadAsync<T>(RowReader known, Digest digest, CancellationToken cancellationToken)
    {
        List<ContentRow> found = await FindAsync(known, cancellationToken, digest);
        return found switch
        {
            [] => throw new InvalidDataException($"The {typeof(T).Name} {digest} is not in the record."),
            [{ Bytes: var bytes }] when Digest.Of(bytes) == digest => CanonicalJson.Deserialize<T>(bytes),
            _ => throw new InvalidDataException($"The {typeof(T).Name} {digest} is damaged: its bytes hash otherwise."),
        };
    }

    private static Task<List<ContentRow>> FindAsync(
        RowReader known, CancellationToken cancellationToken, params IEnumerable<Digest> digests) =>
        known.ReadAsync<ContentRow>(nameof(ContentRow.Digest), digests.Distinct(), cancellationToken);
}
