using System.Collections.Immutable;
using AiBom.Documents;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Registry.Gates;
using AiBom.Registry.Organizations;
using AiBom.Storage;
using AiBom.Storage.Journal;
using AiBom.Storage.Reads;
using AiBom.Verification;
using AiBom.Verification.Artifacts;
using AiBom.Verification.Attestations;
using AiBom.Verification.ModelSigning;
using AiBom.Verification.Sigstore;
using AiBom.Verification.Trust;

namespace AiBom.Registry.Ingestion;

/// <summary>
/// Takes submissions in: reads the document, checks the evidence, compares with the record, decides, and records the
/// verdict with all that it rested on. A rejected document changes nothing; an acknowledged one is durable.
/// </summary>
/// <param name="store">The record.</param>
/// <param name="trust">Who may speak for whom.</param>
/// <param name="roots">The Sigstore instances that are trusted.</param>
/// <param name="lineage">The lineage as of now.</param>
/// <param name="policies">The policies.</param>
/// <param name="ownPolicy">The id of the operator's policy, which judges every submission.</param>
/// <param name="clock">The clock.</param>
/// <param name="limits">The bounds of documents.</param>
public sealed class AibomIngestion(
    AibomStore store,
    TrustRegister trust,
    TrustedRootRegister roots,
    LiveLineage lineage,
    PolicyRegister policies,
    string ownPolicy,
    TimeProvider clock,
    DocumentLimits limits)
{
    private readonly RecordRules rules = new(store);

    /// <summary>Decides on a submission and, unless it is refused or a dry run, records it.</summary>
    /// <exception cref="ArgumentException">
    /// <see cref="Submission.IngestPolicy"/> is none: ask <see cref="CanJudgeBy"/> before.
    /// </exception>
    public async Task<Verdict> IngestAsync(Submission submission, CancellationToken cancellationToken)
    {
        submission = submission.Open(limits);
        var document = Digest.Of(submission.Document.Span);
        Digest id = submission.Identify(document);
        var earlier = await store.Reads.Submissions.ByIdAsync([id], cancellationToken);
        SubmissionRecord? record = earlier.GetValueOrDefault(id);
        Verdict? repeated = record is null ? null : await RepeatAsync(record, cancellationToken);
        if (repeated is not null && (submission.IngestPolicy is null || !repeated.IsTaken))
        {
            return repeated;
        }

        var inspection = DocumentInspection.Of(submission.Document, document, limits, submission.MediaType);
        if (inspection.Statements is not { } statements)
        {
            return new Verdict
            {
                Status = SubmissionStatus.Rejected,
                Document = document,
                Schema = inspection.Schema,
                Findings = inspection.Findings,
            };
        }

        while (true)
        {
            Examination examination = await ExamineAsync(submission, document, inspection, cancellationToken);
            if (repeated is not null)
            {
                return Ask(repeated, examination);
            }

            if (examination.Verdict.Status is SubmissionStatus.Rejected)
            {
                return examination.Verdict;
            }

            if (submission.IsDryRun)
            {
                return await FindConflictAsync(store.Reads, examination, submission, statements, cancellationToken)
                    is { } other
                        ? Conflict(examination.Verdict, statements, other)
                        : examination.Verdict with { Candidate = examination.CandidateOf(submission, statements) };
            }

            if (await RecordAsync(submission, id, statements, examination, cancellationToken) is { } verdict)
            {
                return verdict;
            }
        }
    }

    /// <summary>Whether there is a policy of that id by which submissions can be taken.</summary>
    public bool CanJudgeBy(string policy) => policies.Current.FindIngest(policy) is not null;

    /// <summary>
    /// What is recorded stays as it was decided; but who asks by a policy is told no where that policy says no, though
    /// another poster, or the same one before, did not ask by it.
    /// </summary>
    private static Verdict Ask(Verdict repeated, Examination examination) => examination.IsRefusedByPolicy
        ? repeated with
        {
            Status = SubmissionStatus.Rejected,
            Receipt = null,
            Findings = examination.Verdict.Findings,
            Policies = examination.Verdict.Policies,
        }
        : repeated;

    /// <summary>Everything that can be decided without the writer's lock.</summary>
    private async Task<Examination> ExamineAsync(
        Submission submission,
        Digest document,
        DocumentInspection inspection,
        CancellationToken cancellationToken)
    {
        StatementSet statements = inspection.Statements!;
        IngestPolicies judges = IngestPolicies.Find(policies.Current, ownPolicy, submission.IngestPolicy)
            ?? throw new ArgumentException("There is no such policy.", nameof(submission));
        TrustPolicy policy = trust.Current;
        TrustedRoots trustedRoots = roots.Current;
        var verifier = new DocumentVerifier(policy, trustedRoots);
        DateTimeOffset now = clock.GetUtcNow();
        string? publisher = statements.Header is { Publisher: null, Format: StatedFormat.InToto }
            ? verifier.SpeakerOf(submission.Document, submission.Bundles, now)
            : await BindAsync(statements.Header.Publisher, cancellationToken);
        VerificationReport verification = verifier.Verify(
            submission.Document, document, submission.Bundles, publisher, now);
        ArtifactReport artifacts = await CheckArtifactsAsync(
            submission, statements, verification.Manifests, cancellationToken);
        Assurance assurance = verification.Author is null ? Assurance.Asserted : Assurance.Signed;
        var voices = new Voices(
            verification.Author ?? submission.Poster,
            assurance,
            await store.Reads.Organizations.ByNameAsync(Voices.NamesIn(statements), cancellationToken));
        RecordReport against = await rules.CheckAsync(
            statements,
            scope: verification.Author ?? publisher ?? submission.Poster,
            voices,
            lineage.Current,
            cancellationToken);

        (SubmissionStatus status, ImmutableArray<Finding> findings, bool isRefused) =
            SubmissionJudge.Judge(inspection, publisher, verification, artifacts, against, judges);
        return new Examination(
            new Verdict
            {
                Status = status,
                Document = document,
                Schema = inspection.Schema,
                Policies = judges.Applied,
                Verification = new SignatureVerdict(
                    verification.Authenticity,
                    verification.Author,
                    verification.Signer,
                    verification.SignedAt,
                    voices.ClaimedBy,
                    assurance),
                Findings = findings,
                Artifacts = artifacts.Checks,
                Attestations =
                [
                    .. verification.Attestations.Select(posted => AttestationVerdict.Of(
                        Digest.Of(submission.Bundles[posted.Bundle].Span), posted.Verification)),
                ],
            },
            publisher,
            policy,
            judges.Version,
            isRefused,
            [.. trustedRoots.Ids],
            verification.Attestations,
            voices);
    }

    /// <summary>
    /// Makes the bytes durable, then appends the entry that names them. Null where the trust or the policies that the
    /// verdict rested on changed meanwhile: it has to be decided anew.
    /// </summary>
    private async Task<Verdict?> RecordAsync(
        Submission submission,
        Digest id,
        StatementSet statements,
        Examination examination,
        CancellationToken cancellationToken)
    {
        Verdict verdict = examination.Verdict;
        await store.Blobs.WriteAsync(submission.Document, cancellationToken);
        var bundles = ImmutableArray.CreateBuilder<Digest>(submission.Bundles.Length);
        foreach (ReadOnlyMemory<byte> bundle in submission.Bundles)
        {
            bundles.Add(await store.Blobs.WriteAsync(bundle, cancellationToken));
        }

        var content = SubmissionContent.Of(
            statements,
            new SubmissionReport(verdict.Findings, verdict.Artifacts, examination.TrustMaterial())
            {
                Schema = verdict.Schema,
                Policies = verdict.Policies,
            });
        var recorded = new SubmissionRecorded
        {
            Submission = id,
            Document = verdict.Document,
            MediaType = submission.MediaType,
            Length = submission.Document.Length,
            Bundles = bundles.ToImmutable(),
            Poster = submission.Poster,
            Status = verdict.Status,
            Authenticity = verdict.Verification!.Authenticity,
            Author = verdict.Verification.Author,
            Signer = verdict.Verification.Signer,
            SignedAt = verdict.Verification.SignedAt,
            Publisher = examination.Publisher,
            StatementSet = content.StatementSet,
            Report = content.ReportDigest,
        };
        Appended<RecordDecision> appended = await store.Journal.DecideAsync<RecordDecision>(
            (reads, token) => DecideAsync(reads, submission, recorded, statements, content, examination, token),
            cancellationToken);
        return appended.Answer switch
        {
            RecordDecision.GroundsChanged => null,
            RecordDecision.Repeated(SubmissionRecord earlier) => await RepeatAsync(earlier, cancellationToken),
            RecordDecision.Conflicting(SubmissionRecord other) => Conflict(verdict, statements, other),
            _ => Recorded(verdict, appended.Entries),
        };
    }

    private static Verdict Recorded(Verdict verdict, ImmutableArray<JournalEntry> entries)
    {
        Dictionary<Digest, JournalEntry> attestations = entries.Skip(1).ToDictionary(
            entry => ((AttestationRecorded)entry.Event()).Envelope);
        return verdict with
        {
            Receipt = ReceiptOf(((SubmissionRecorded)entries[0].Event()).Submission, entries[0]),
            Attestations =
            [
                .. verdict.Attestations.Select(attestation =>
                    attestations.TryGetValue(attestation.Envelope, out JournalEntry? entry)
                        ? attestation with
                        {
                            Receipt = ReceiptOf(((AttestationRecorded)entry.Event()).Attestation, entry),
                        }
                        : attestation with { IsRepeated = true }),
            ],
        };
    }

    private static async Task<Decision<RecordDecision>> DecideAsync(
        RegistryReads reads,
        Submission submission,
        SubmissionRecorded recorded,
        StatementSet statements,
        SubmissionContent content,
        Examination examination,
        CancellationToken cancellationToken)
    {
        // Also by a command before this one that is committed together with it, and so not yet observed.
        if (await reads.Organizations.TrustVersionAsync(cancellationToken) != examination.Policy.Version
            || await reads.Policies.VersionAsync(cancellationToken) != examination.PoliciesVersion)
        {
            return new RecordDecision.GroundsChanged();
        }

        var earlier = await reads.Submissions.ByIdAsync([recorded.Submission], cancellationToken);
        if (earlier.TryGetValue(recorded.Submission, out SubmissionRecord? same))
        {
            return new RecordDecision.Repeated(same);
        }

        SubmissionRecord? other = await FindConflictAsync(
            reads, examination, submission, statements, cancellationToken);
        return other is null
            ? new Decision<RecordDecision>(
                new RecordDecision.Appended(),
                [
                    new JournalDraft(recorded.Poster, recorded, content),
                    .. await NewAttestationsAsync(reads, recorded, examination, cancellationToken),
                ])
            : new RecordDecision.Conflicting(other);
    }

    /// <summary>
    /// Within one publisher, serial number and version name one sequence of bytes (CycloneDX: "serialNumber",
    /// "version").
    /// </summary>
    private static async Task<SubmissionRecord?> FindConflictAsync(
        RegistryReads reads,
        Examination examination,
        Submission submission,
        StatementSet statements,
        CancellationToken cancellationToken)
    {
        DocumentHeader header = statements.Header;
        if (header.SerialNumber is null || examination.Verdict.Status is SubmissionStatus.Quarantined)
        {
            return null;
        }

        string? author = examination.Verdict.Verification!.Author;
        var sameSerial = await reads.Submissions.BySerialNumberAsync(
            author ?? examination.Publisher ?? submission.Poster,
            header.SerialNumber,
            header.Version,
            cancellationToken);

        // What a stranger posted unsigned in a publisher's name does not keep the publisher, or who else posts for it,
        // from using its own number: what nobody signed binds who posted it.
        return sameSerial.FirstOrDefault(record =>
            record.Document != examination.Verdict.Document
            && record.Status is SubmissionStatus.Accepted or SubmissionStatus.AcceptedWithFindings
            && (record.Author is not null
                || (author is null && string.Equals(record.Poster, submission.Poster, StringComparison.Ordinal))));
    }

    /// <summary>
    /// The attestations that came with the document and that are not recorded yet. What is quarantined brings none:
    /// they come again with what is accepted.
    /// </summary>
    private static async Task<IEnumerable<JournalDraft>> NewAttestationsAsync(
        RegistryReads reads,
        SubmissionRecorded recorded,
        Examination examination,
        CancellationToken cancellationToken)
    {
        if (!recorded.IsActive() || examination.Attestations.IsEmpty)
        {
            return [];
        }

        JournalDraft[] drafts =
        [
            .. examination.Verdict.Attestations
                .Zip(examination.Attestations)
                .DistinctBy(pair => pair.First.Envelope)
                .Select(pair => AttestationDrafts.Of(
                    pair.First, pair.Second.Verification.Report.IsBuilderTrusted, recorded.Poster)),
        ];
        var known = await reads.Attestations.ByIdAsync(drafts.Select(IdOf), cancellationToken);
        return drafts.Where(draft => !known.ContainsKey(IdOf(draft)));

        static Digest IdOf(JournalDraft draft) => ((AttestationRecorded)draft.Event).Attestation;
    }

    private async Task<string?> BindAsync(string? name, CancellationToken cancellationToken) => name is null
        ? null
        : (await store.Reads.Organizations.ByNameAsync([name], cancellationToken)).GetValueOrDefault(name);

    private async Task<ArtifactReport> CheckArtifactsAsync(
        Submission submission,
        StatementSet statements,
        IEnumerable<ModelManifest> manifests,
        CancellationToken cancellationToken)
    {
        DeclaredFile[] files = [.. statements.Entities.SelectMany(entity => entity.Files)];
        ILookup<string, DeclaredFile> byName = files.ToLookup(file => file.Name, StringComparer.Ordinal);
        var observed = new List<ObservedArtifact>();
        foreach (PostedArtifact artifact in submission.Artifacts)
        {
            observed.Add(await ArtifactObservation.OfPostedAsync(
                store.Blobs, artifact, byName[artifact.Name], cancellationToken));
        }

        observed.AddRange(await ArtifactObservation.OfStoredAsync(store.Reads, files, observed, cancellationToken));
        return ArtifactVerifier.Verify([.. statements.Entities.Select(entity => entity.Files)], observed, manifests);
    }

    private static Verdict Conflict(Verdict verdict, StatementSet statements, SubmissionRecord other) => verdict with
    {
        Status = SubmissionStatus.Conflict,
        Findings =
        [
            .. verdict.Findings,
            new Finding(
                "record",
                Outcome.Failed,
                FindingCodes.SerialVersionConflict,
                Severity.Error,
                statements.Header.Version is null ? "" : "/serialNumber",
                statements.Header.Version is { } version
                    ? $"'{FindingLimits.Cut(statements.Header.SerialNumber)}' version {version} is recorded with other "
                        + "bytes; a changed document needs a new version."
                    : $"'{FindingLimits.Cut(statements.Header.SerialNumber)}' is recorded with other bytes; a changed "
                        + "document needs a new identifier.",
                Expected: other.Document.ToString(),
                Found: verdict.Document.ToString()),
        ],
    };

    private async Task<Verdict> RepeatAsync(SubmissionRecord record, CancellationToken cancellationToken)
    {
        SubmissionReport report = await store.ReadReportAsync(record.Report, cancellationToken);
        return new Verdict
        {
            Status = record.Status,
            Document = record.Document,
            Schema = report.Schema,
            Policies = report.Policies,
            Attestations = await RepeatAttestationsAsync(record, cancellationToken),
            Receipt = new Receipt(record.Submission, record.Sequence, record.At, record.EntryHash),
            Verification = new SignatureVerdict(
                record.Authenticity,
                record.Author,
                record.Signer,
                record.SignedAt,
                record.Author ?? record.Poster,
                record.Assurance),
            Findings = report.Findings,
            Artifacts = report.Artifacts,
            IsRepeated = true,
        };
    }

    private async Task<ImmutableArray<AttestationVerdict>> RepeatAttestationsAsync(
        SubmissionRecord record, CancellationToken cancellationToken)
    {
        var known = await store.Reads.Attestations.ByIdAsync(
            record.Bundles.Select(bundle => AttestationSubmission.Identify(bundle, record.Poster)), cancellationToken);
        var verdicts = ImmutableArray.CreateBuilder<AttestationVerdict>();
        foreach (AttestationRecord attestation in known.Values.OrderBy(attestation => attestation.Sequence))
        {
            verdicts.Add(AttestationVerdict.Repeated(
                attestation, await store.ReadAttestationReportAsync(attestation.Report, cancellationToken)));
        }

        return verdicts.ToImmutable();
    }

    private static Receipt ReceiptOf(Digest submission, JournalEntry entry) =>
        new(submission, entry.Sequence, entry.At, entry.Hash);

    /// <summary>A verdict that is not recorded yet, with what it rested on.</summary>
    private sealed record Examination(
        Verdict Verdict,
        string? Publisher,
        TrustPolicy Policy,
        long PoliciesVersion,
        bool IsRefusedByPolicy,
        ImmutableArray<Digest> Roots,
        ImmutableArray<PostedAttestation> Attestations,
        Voices Voices)
    {
        /// <summary>What would be recorded.</summary>
        public SubmissionCandidate CandidateOf(Submission submission, StatementSet statements) =>
            new(statements, Verdict.Verification?.Author ?? Publisher ?? submission.Poster, Voices);

        /// <summary>The signers that could have made an author, and the trusted roots.</summary>
        public ImmutableArray<Digest> TrustMaterial() =>
        [
            .. (Publisher is null ? [] : Policy.ByOrganization(Publisher)).Select(signer => signer.Id).Distinct(),
            .. Roots,
        ];
    }
}
