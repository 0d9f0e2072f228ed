using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Storage.Projections;

namespace AiBom.Storage.Reads;

/// <summary>Reads attestations, quarantined ones included, and what they support.</summary>
public sealed class AttestationReads
{
    private readonly ReadSource source;

    internal AttestationReads(ReadSource source) => this.source = source;

    /// <summary>Reads attestations by their sequence numbers.</summary>
    public async Task<IReadOnlyDictionary<long, AttestationRecord>> BySequenceAsync(
        IEnumerable<long> sequences, CancellationToken cancellationToken)
    {
        List<AttestationRow> rows = await source.LookUpAsync<long, AttestationRow>(
            nameof(AttestationRow.Sequence), sequences, cancellationToken);
        return rows.ToDictionary(row => row.Sequence, AttestationRecord.Of);
    }

    /// <summary>Reads attestations by their ids: the digests over envelope and poster.</summary>
    public async Task<IReadOnlyDictionary<Digest, AttestationRecord>> ByIdAsync(
        IEnumerable<Digest> attestations, CancellationToken cancellationToken)
    {
        List<AttestationRow> rows = await source.LookUpAsync<Digest, AttestationRow>(
            nameof(AttestationRow.Attestation), attestations, cancellationToken);
        return rows.ToDictionary(row => row.Attestation, AttestationRecord.Of);
    }

    /// <summary>Reads attestations by the digests of their original bytes, oldest first.</summary>
    public async Task<ILookup<Digest, AttestationRecord>> ByEnvelopeAsync(
        IEnumerable<Digest> envelopes, CancellationToken cancellationToken)
    {
        List<AttestationRow> rows = await source.LookUpAsync<Digest, AttestationRow>(
            nameof(AttestationRow.Envelope), envelopes, cancellationToken);
        return rows.OrderBy(row => row.Sequence).ToLookup(row => row.Envelope, AttestationRecord.Of);
    }

    /// <summary>Reads what is attested of keys' bytes, by key, oldest first.</summary>
    /// <param name="keys">The texts of digest keys, <see cref="IdentityKey.Text"/>.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    public async Task<ILookup<string, AttestationRecord>> OfKeysAsync(
        IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        Dictionary<Digest, string> asked = keys.Distinct(StringComparer.Ordinal).ToDictionary(TextHash.Of);
        List<AttestedSubjectRow> subjects = await source.LookUpAsync<Digest, AttestedSubjectRow>(
            nameof(AttestedSubjectRow.KeyHash), asked.Keys, cancellationToken);
        var records = await BySequenceAsync(
            subjects.Select(row => row.AttestationSequence).Distinct(), cancellationToken);
        return subjects
            .OrderBy(row => row.AttestationSequence)
            .ToLookup(row => asked[row.KeyHash], row => records[row.AttestationSequence], StringComparer.Ordinal);
    }

    /// <summary>Reads a page, newest first.</summary>
    /// <param name="before">The sequence number before which the page begins; null for the first page.</param>
    /// <param name="count">The most attestations, up to <see cref="StorageLimits.Page"/>.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    public async Task<ImmutableArray<AttestationRecord>> PageAsync(
        long? before, int count, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, StorageLimits.Page);
        List<AttestationRow> rows = await source.ReadAsync(
            context => context.Attestations
                .Where(row => before == null || row.Sequence < before)
                .OrderByDescending(row => row.Sequence)
                .Take(count),
            cancellationToken);
        return [.. rows.Select(AttestationRecord.Of)];
    }

    /// <summary>
    /// Reads the evidence that supports statements, by submission and ordinal, oldest evidence first.
    /// </summary>
    public async Task<ILookup<(long Submission, int Ordinal), SupportRecord>> SupportAsync(
        IEnumerable<StatementRecord> statements, CancellationToken cancellationToken)
    {
        // Only what is better proved than its own signature proves it has support.
        HashSet<(long, int)> asked =
        [
            .. statements.Where(statement => statement.Assurance > Assurance.Signed)
                .Select(statement => (statement.Submission, statement.Ordinal)),
        ];
        List<SupportRow> rows = await source.LookUpAsync<long, SupportRow>(
            nameof(SupportRow.SubmissionSequence), asked.Select(id => id.Item1), cancellationToken);
        return rows
            .Where(row => asked.Contains((row.SubmissionSequence, row.Ordinal)))
            .OrderBy(row => row.EvidenceSequence)
            .ThenBy(row => row.Author, StringComparer.Ordinal)
            .ToLookup(
                row => (row.SubmissionSequence, row.Ordinal),
                row => new SupportRecord(row.Kind, row.Author, row.EvidenceSequence));
    }
}

/// <summary>A recorded attestation: its receipt, its verdict, and what it is about.</summary>
/// <param name="Sequence">The number of its journal entry.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="EntryHash">The hash of its journal entry.</param>
/// <param name="Attestation">Its id: the digest over envelope and poster.</param>
/// <param name="Envelope">The original bytes.</param>
/// <param name="Poster">Who posted it.</param>
/// <param name="Status">The verdict.</param>
/// <param name="Authenticity">What is known of who said it.</param>
/// <param name="Authors">The organizations whose word it is.</param>
/// <param name="Signer">Who signed.</param>
/// <param name="SignedAt">
/// The earliest trusted time of the signature; null where only <paramref name="At"/> is known.
/// </param>
/// <param name="Kind">What it is about; null where no signature holds and so nothing was read.</param>
/// <param name="PredicateType">Its predicate type.</param>
/// <param name="Report">The report, see <see cref="AibomStore.ReadAttestationReportAsync"/>.</param>
public sealed record AttestationRecord(
    long Sequence,
    DateTimeOffset At,
    Digest EntryHash,
    Digest Attestation,
    Digest Envelope,
    string Poster,
    SubmissionStatus Status,
    Authenticity Authenticity,
    ImmutableArray<string> Authors,
    Digest? Signer,
    DateTimeOffset? SignedAt,
    AttestationKind? Kind,
    string? PredicateType,
    Digest Report)
{
    internal static AttestationRecord Of(AttestationRow row) => new(
        row.Sequence,
        row.At,
        row.EntryHash,
        row.Attestation,
        row.Envelope,
        row.Poster,
        row.Status,
        row.Authenticity,
        row.Authors,
        row.Signer,
        row.SignedAt,
        row.Kind,
        row.PredicateType,
        row.Report);
}

/// <summary>That a piece of evidence supports a statement.</summary>
/// <param name="Kind">How.</param>
/// <param name="Author">The organization whose word it is.</param>
/// <param name="Sequence">The attestation or submission that brought it.</param>
public sealed record SupportRecord(EvidenceKind Kind, string Author, long Sequence);
