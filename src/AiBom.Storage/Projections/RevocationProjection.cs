using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Storage.Journal;
using AiBom.Storage.Relational;
using Microsoft.EntityFrameworkCore;

namespace AiBom.Storage.Projections;

/// <summary>
/// What falls with a signer: the signatures of documents and attestations that no trusted time shows to be earlier than
/// the revocation. Edges stay; what proved them goes. One pass over what the signer signed, and over what else speaks
/// of the same things.
/// </summary>
internal sealed class RevocationProjection(
    AibomContext context,
    RowReader known,
    RowWriter rows,
    Substantiation substantiation,
    JournalEntry entry,
    SignerRevoked revoked)
{
    public async Task<LineageChange> ApplyAsync(CancellationToken cancellationToken)
    {
        SignerRow signer = await OrganizationProjection.FindAsync(
            context, revoked.Organization, revoked.KeyId, cancellationToken)
            ?? throw new InvalidDataException($"Entry {entry.Sequence} revokes a signer that is not registered.");
        DateTimeOffset since = signer.RevokedSince is { } before && before < revoked.Since ? before : revoked.Since;
        (signer.RevokedSince, signer.RevocationReason, signer.LastSequence) = (since, revoked.Reason, entry.Sequence);
        await rows.UpdateAsync([signer], cancellationToken);

        LineageChange change = await RevokeSubmissionsAsync(since, cancellationToken);
        return change.Then(await RevokeAttestationsAsync(since, cancellationToken));
    }

    /// <summary>Whether a signature may have been made when its signer was no longer trusted.</summary>
    private static bool IsLate(DateTimeOffset? signedAt, DateTimeOffset recordedAt, DateTimeOffset since) =>
        (signedAt is { } earlier && earlier < recordedAt ? earlier : recordedAt) >= since;

    private async Task<LineageChange> RevokeSubmissionsAsync(
        DateTimeOffset since, CancellationToken cancellationToken)
    {
        List<SubmissionRow> signed = await known.ReadAsync<SubmissionRow>(
            nameof(SubmissionRow.Signer), [revoked.KeyId], cancellationToken);
        SubmissionRow[] fallen =
        [
            .. signed.Where(row => row.Authenticity is Authenticity.Valid
                && string.Equals(row.Author, revoked.Organization, StringComparison.Ordinal)
                && IsLate(row.SignedAt, row.At, since)).OrderBy(row => row.Sequence),
        ];
        foreach (SubmissionRow row in fallen)
        {
            row.Authenticity = Authenticity.Revoked;
        }

        await rows.UpdateAsync(fallen, cancellationToken);
        List<long> sequences =
        [
            .. fallen.Where(row => row.Status is SubmissionStatus.Accepted or SubmissionStatus.AcceptedWithFindings)
                .Select(row => row.Sequence),
        ];
        if (sequences.Count == 0)
        {
            return LineageChange.None;
        }

        ImmutableArray<StatementFacts> lowered = await LowerStatementsAsync(sequences, cancellationToken);
        ImmutableArray<EntityFacts> facts = await new ClaimRecount(context, known, rows)
            .RecountAsync(sequences, cancellationToken);
        var change = new LineageChange(facts, [])
        {
            Lowered = await substantiation.BestOfAsync(lowered, cancellationToken),
        };
        return change.Then(
            await substantiation.RemoveAsync(sequences, revoked.Organization, cancellationToken));
    }

    /// <summary>
    /// What the documents say is asserted from now on, and no evidence supports what nobody stands behind.
    /// </summary>
    private async Task<ImmutableArray<StatementFacts>> LowerStatementsAsync(
        List<long> sequences, CancellationToken cancellationToken)
    {
        var lowered = ImmutableArray.CreateBuilder<StatementFacts>();
        foreach (long[] chunk in sequences.Chunk(StorageLimits.Parameters))
        {
            List<long> from = [.. chunk];
            await context.Support.Where(row => from.Contains(row.SubmissionSequence))
                .ExecuteDeleteAsync(cancellationToken);
            IQueryable<StatementRow> statements = context.Statements
                .Where(row => from.Contains(row.SubmissionSequence));
            await statements.ExecuteUpdateAsync(
                row => row.SetProperty(one => one.Assurance, Assurance.Asserted), cancellationToken);
            lowered.AddRange(await statements
                .Select(row => new StatementFacts(
                    row.SubjectId, row.Predicate, row.ObjectId, row.Assurance, row.SubmissionSequence))
                .ToListAsync(cancellationToken));
        }

        return lowered.ToImmutable();
    }

    private async Task<LineageChange> RevokeAttestationsAsync(
        DateTimeOffset since, CancellationToken cancellationToken)
    {
        List<AttestationRow> signed = await known.ReadAsync<AttestationRow>(
            nameof(AttestationRow.Signer), [revoked.KeyId], cancellationToken);
        AttestationRow[] fallen =
        [
            .. signed.Where(row => row.Authors.Contains(revoked.Organization, StringComparer.Ordinal)
                && IsLate(row.SignedAt, row.At, since)).OrderBy(row => row.Sequence),
        ];
        foreach (AttestationRow row in fallen)
        {
            row.Authors = row.Authors.Remove(revoked.Organization, StringComparer.Ordinal);
            row.Authenticity = row.Authors.IsEmpty ? Authenticity.Revoked : row.Authenticity;
        }

        await rows.UpdateAsync(fallen, cancellationToken);
        return await substantiation.RemoveAsync(
            [.. fallen.Select(row => row.Sequence)], revoked.Organization, cancellationToken);
    }
}
