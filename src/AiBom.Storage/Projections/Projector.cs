using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Storage.Journal;
using AiBom.Storage.Relational;

namespace AiBom.Storage.Projections;

/// <summary>
/// Derives the tables from journal entries, one entry after the other, within the caller's transaction. It reads
/// nothing but the entry, the content that it names, and the tables as the entries before left them; so a rebuild gives
/// the same rows.
/// </summary>
internal sealed class Projector(AibomContext context, RowReader known, RowWriter rows)
{
    private readonly Substantiation substantiation = new(context, known, rows);

    /// <summary>Raised with every change of the tables or of what is put in them.</summary>
    public const int Version = 4;

    /// <summary>The state of tables that contain all entries up to <paramref name="watermark"/>.</summary>
    public static ProjectionStateRow StateAt(long watermark) =>
        new() { Id = ProjectionStateRow.OnlyId, Version = Version, Watermark = watermark };

    /// <summary>Applies one entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="content">What the entry names, where the caller has it; else it is read.</param>
    /// <param name="cancellationToken">Stops it; the caller then rolls back.</param>
    public async Task<LineageChange> ApplyAsync(
        JournalEntry entry, EntryContent? content, CancellationToken cancellationToken)
    {
        // From the payload and not from the draft: what is not in the journal must not get into the tables.
        switch (entry.Event())
        {
            case SubmissionRecorded submission:
                SubmissionContent said = content as SubmissionContent
                    ?? await ContentRows.ReadAsync(known, submission, cancellationToken);
                LineageChange change = await new SubmissionProjection(
                    known, rows, substantiation, entry, submission, said).ApplyAsync(cancellationToken);
                await IntegrityProjection.ApplyAsync(rows, entry, submission, said.Report, cancellationToken);
                return change;
            case AttestationRecorded attestation:
                AttestationReport report = (content as AttestationContent)?.Report
                    ?? await ContentRows.ReadAsync<AttestationReport>(known, attestation.Report, cancellationToken);
                return await AttestationProjection.ApplyAsync(
                    substantiation, rows, entry, attestation, report, cancellationToken);
            case SameAsAsserted asserted:
                return await new SameAsProjection(context, known, rows, entry)
                    .ApplyAsync(asserted, cancellationToken);
            case SameAsRetracted retracted:
                return await new SameAsProjection(context, known, rows, entry)
                    .ApplyAsync(retracted, cancellationToken);
            case DeploymentRecorded deployment:
                return await DeploymentProjection.ApplyAsync(
                    context, known, rows, entry, deployment, cancellationToken);
            case DeploymentEnded ended:
                await DeploymentProjection.ApplyAsync(context, rows, ended, cancellationToken);
                break;
            case CompromiseReported compromise:
                await AdvisoryProjection.ApplyAsync(rows, entry, compromise, cancellationToken);
                break;
            case CompromiseRetracted retraction:
                await AdvisoryProjection.ApplyAsync(context, rows, entry, retraction, cancellationToken);
                break;
            case OrganizationRegistered organization:
                List<Digest> bound = await OrganizationProjection.ApplyAsync(
                    context, rows, entry, organization, cancellationToken);
                return await substantiation.BindAsync(bound, cancellationToken);
            case SignerRevoked revoked:
                return await new RevocationProjection(context, known, rows, substantiation, entry, revoked)
                    .ApplyAsync(cancellationToken);
            case SignerRegistered signer:
                await OrganizationProjection.ApplyAsync(context, rows, entry, signer, cancellationToken);
                break;
            case AccessTokenIssued token:
                await OrganizationProjection.ApplyAsync(context, rows, entry, token, cancellationToken);
                break;
            case ArtifactStored artifact:
                await OrganizationProjection.ApplyAsync(context, rows, entry, artifact, cancellationToken);
                break;
            case PolicyRegistered policy:
                await PolicyProjection.ApplyAsync(rows, entry, policy, cancellationToken);
                break;
            case var unknown:
                throw new InvalidDataException($"Entry {entry.Sequence} is of the unknown kind {unknown.Kind}.");
        }

        return LineageChange.None;
    }
}
