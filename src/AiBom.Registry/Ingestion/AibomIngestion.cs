using System.Collections.Immutable;
using AiBom.Documents;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Registry.Organizations;
using AiBom.Storage;
using AiBom.Storage.Journal;
using AiBom.Storage.Reads;
using AiBom.Verification;
using AiBom.Verification.Artifacts;
using AiBom.Verification.Trust;

namespace AiBom.Registry.Ingestion;

/// <summary>
/// Takes submissions in: reads the document, checks the evidence, compares with the record, decides, and records the
/// verdict with all that it rested on. A rejected document changes nothing; an acknowledged one is durable.
/// </summary>
public sealed class AibomIngestion(
    AibomStore store, TrustRegister trust, LiveLineage lineage, TimeProvider clock, DocumentLimits limits)
{
    private readonly RecordRules rules = new(store);

    /// <summary>Decides on a submission and, unless it is refused or a dry run, records it.</summary>
    public async Task<Verdict> IngestAsync(Submission submission, CancellationToken cancellationToken)
    {
        var document = Digest.Of(submission.Document.Span);
        Digest id = submission.Identify(document);
        var earlier = await store.Reads.Submissions.ByIdAsync([id], cancellationToken);
        if (earlier.TryGetValue(id, out SubmissionRecord? record))
        {
            return await RepeatAsync(record, cancellationToken);
        }

        ReadResult read = DocumentReader.Read(submission.Document, submission.MediaType, limits);
        if (read.Statements is not { } statements)
        {
            return new Verdict { Status = SubmissionStatus.Rejected, Document = document, Findings = read.Findings };
        }

        while (true)
        {
            Examination examination =
                await ExamineAsync(submission, document, statements, read.Findings, cancellationToken);
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

    /// <summary>Everything that can be decided without the writer's lock.</summary>
    private async Task<Examination> ExamineAsync(
        Submission submission,
        Digest document,
        StatementSet statements,
        ImmutableArray<Finding> readerFindings,
        CancellationToken cancellationToken)
    {
        TrustPolicy policy = trust.Current;
        string? publisher = await BindAsync(statements.Header.Publisher, cancellationToken);
        VerificationReport verification = DocumentVerifier.Verify(
            submission.Document, document, submission.Bundles, publisher, policy, clock.GetUtcNow());
        ArtifactReport artifacts = await CheckArtifactsAsync(submission, statements, cancellationToken);
        Assurance assurance = verification.Author is null ? Assurance.Asserted : Assurance.Signed;
        RecordReport against = await rules.CheckAsync(
            statements,
            scope: verification.Author ?? publisher ?? submission.Poster,
            assurance,
            lineage.Current,
            cancellationToken);

        ImmutableArray<Finding> findings = FindingList.Bound(
        [
            .. readerFindings,
            .. PublisherFindings(statements.Header.Publisher, publisher),
            .. verification.Findings,
            .. artifacts.Findings,
            .. against.Findings,
        ]);
        bool isQuarantined = verification.IsQuarantined || artifacts.IsQuarantined;
        SubmissionStatus status = 0 switch
        {
            _ when isQuarantined => SubmissionStatus.Quarantined,
            _ when against.IsRefused => SubmissionStatus.Rejected,
            _ when findings.Any(finding => finding.Severity > Severity.Information) =>
                SubmissionStatus.AcceptedWithFindings,
            _ => SubmissionStatus.Accepted,
        };
        return new Examination(
            new Verdict
            {
                Status = status,
                Document = document,
                Verification = new SignatureVerdict(
                    verification.Authenticity,
                    verification.Author,
                    verification.Signer,
                    verification.Author ?? submission.Poster,
                    assurance),
                Findings = findings,
                Artifacts = artifacts.Checks,
            },
            publisher,
            policy);
    }

    /// <summary>
    /// Makes the bytes durable, then appends the entry that names them. Null where the trust that the verdict rested
    /// on changed meanwhile: it has to be decided anew.
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
            statements, new SubmissionReport(verdict.Findings, verdict.Artifacts, examination.TrustedKeys()));
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
            Publisher = examination.Publisher,
            StatementSet = content.StatementSet,
            Report = content.ReportDigest,
        };
        Appended<RecordDecision> appended = await store.Journal.DecideAsync<RecordDecision>(
            (reads, token) => DecideAsync(reads, submission, recorded, statements, content, examination, token),
            cancellationToken);
        return appended.Answer switch
        {
            RecordDecision.TrustChanged => null,
            RecordDecision.Repeated(SubmissionRecord earlier) => await RepeatAsync(earlier, cancellationToken),
            RecordDecision.Conflicting(SubmissionRecord other) => Conflict(verdict, statements, other),
            _ => verdict with { Receipt = ReceiptOf(id, appended.Entries[0]) },
        };
    }

    private async Task<Decision<RecordDecision>> DecideAsync(
        RegistryReads reads,
        Submission submission,
        SubmissionRecorded recorded,
        StatementSet statements,
        SubmissionContent content,
        Examination examination,
        CancellationToken cancellationToken)
    {
        if (!ReferenceEquals(examination.Policy, trust.Current)
            || await HasNewSignersAsync(reads, examination, cancellationToken))
        {
            return new RecordDecision.TrustChanged();
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
                new RecordDecision.Appended(), [new JournalDraft(recorded.Poster, recorded, content)])
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

        // What a stranger posted unsigned in a publisher's name does not keep the publisher from using its own number.
        return sameSerial.FirstOrDefault(record =>
            record.Document != examination.Verdict.Document
            && record.Status is SubmissionStatus.Accepted or SubmissionStatus.AcceptedWithFindings
            && (record.Author is not null || author is null));
    }

    /// <summary>
    /// Whether a signer of the publisher was registered that the policy does not know: by a command before this one
    /// that is committed together with it, and so not yet observed.
    /// </summary>
    private static async Task<bool> HasNewSignersAsync(
        RegistryReads reads, Examination examination, CancellationToken cancellationToken) =>
        examination.Publisher is { } publisher
        && (await reads.Organizations.SignersAsync([publisher], cancellationToken))[publisher].Count()
            != examination.Policy.Signers.Count(signer =>
                string.Equals(signer.Organization, publisher, StringComparison.Ordinal));

    private async Task<string?> BindAsync(string? name, CancellationToken cancellationToken) => name is null
        ? null
        : (await store.Reads.Organizations.ByNameAsync([name], cancellationToken)).GetValueOrDefault(name);

    private async Task<ArtifactReport> CheckArtifactsAsync(
        Submission submission, StatementSet statements, CancellationToken cancellationToken)
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
        return ArtifactVerifier.Verify(files, observed);
    }

    private static IEnumerable<Finding> PublisherFindings(string? name, string? publisher) =>
        name is null || publisher is not null
        ? []
        : [new Finding(
            "publisher",
            Outcome.NotReached,
            FindingCodes.PublisherUnregistered,
            Severity.Information,
            "",
            "The publisher that the document names is no registered organization, so the statements are the poster's.",
            Found: FindingLimits.Cut(name))];

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
                "/serialNumber",
                $"'{FindingLimits.Cut(statements.Header.SerialNumber)}' version {statements.Header.Version} is "
                + "recorded with other bytes; a changed document needs a new version.",
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
            Receipt = new Receipt(record.Submission, record.Sequence, record.At, record.EntryHash),
            Verification = new SignatureVerdict(
                record.Authenticity,
                record.Author,
                record.Signer,
                record.Author ?? record.Poster,
                record.Author is null ? Assurance.Asserted : Assurance.Signed),
            Findings = report.Findings,
            Artifacts = report.Artifacts,
            IsRepeated = true,
        };
    }

    private static Receipt ReceiptOf(Digest submission, JournalEntry entry) =>
        new(submission, entry.Sequence, entry.At, entry.Hash);

    /// <summary>A verdict that is not recorded yet, with what it rested on.</summary>
    private sealed record Examination(Verdict Verdict, string? Publisher, TrustPolicy Policy)
    {
        /// <summary>What would be recorded.</summary>
        public SubmissionCandidate CandidateOf(Submission submission, StatementSet statements) =>
            new(statements, Verdict.Verification?.Author ?? Publisher ?? submission.Poster);

        /// <summary>The keys that could have made an author: the publisher's.</summary>
        public ImmutableArray<Digest> TrustedKeys() =>
        [
            .. Policy.Signers
                .Where(signer => string.Equals(signer.Organization, Publisher, StringComparison.Ordinal))
                .Select(signer => signer.KeyId)
                .Distinct(),
        ];
    }

    /// <summary>What the record had to say under the writer's lock.</summary>
    private abstract record RecordDecision
    {
        private RecordDecision()
        {
        }

        public sealed record Appended : RecordDecision;

        public sealed record TrustChanged : RecordDecision;

        public sealed record Repeated(SubmissionRecord Earlier) : RecordDecision;

        public sealed record Conflicting(SubmissionRecord Other) : RecordDecision;
    }
}
