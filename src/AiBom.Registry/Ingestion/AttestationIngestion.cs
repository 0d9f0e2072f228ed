using System.Collections.Immutable;
using System.Globalization;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Registry.Organizations;
using AiBom.Storage;
using AiBom.Storage.Journal;
using AiBom.Storage.Reads;
using AiBom.Verification.Attestations;
using AiBom.Verification.Trust;

namespace AiBom.Registry.Ingestion;

/// <summary>
/// Takes signed attestations in. What they prove of recorded statements is derived when they are committed, and of
/// later statements when those are: the order does not matter. A bill of materials that somebody signed is taken in as
/// the document that it is.
/// </summary>
public sealed class AttestationIngestion(
    AibomStore store,
    TrustRegister trust,
    TrustedRootRegister roots,
    AibomIngestion documents,
    TimeProvider clock)
{
    /// <summary>Decides on each attestation of a post and, unless it is a dry run, records them together.</summary>
    /// <remarks>Where one of them cannot be read, none is recorded.</remarks>
    public async Task<AttestationPosting> IngestAsync(
        AttestationSubmission submission, CancellationToken cancellationToken)
    {
        if (!AttestationContainer.TrySplit(submission.Content, out var contents, out Finding? refusal))
        {
            return new AttestationPosting { Status = SubmissionStatus.Rejected, Findings = [refusal] };
        }

        ImmutableArray<Digest> envelopes = [.. contents.Select(content => Digest.Of(content.Span))];
        while (true)
        {
            TrustPolicy policy = trust.Current;
            var verifier = new AttestationVerifier(policy, roots.Current);
            DateTimeOffset now = clock.GetUtcNow();
            ImmutableArray<AttestationVerification> verifications =
                [.. contents.Select(content => verifier.Verify(content, now))];
            if (verifications.Any(one => one.IsMalformed))
            {
                return Reject(verifications);
            }

            AttestationVerdict[] verdicts = [.. envelopes.Zip(verifications, AttestationVerdict.Of)];
            if (submission.IsDryRun
                || await RecordAsync(submission, contents, verifications, verdicts, policy, cancellationToken))
            {
                await IngestDocumentsAsync(submission, contents, verifications, verdicts, cancellationToken);
                return new AttestationPosting
                {
                    Status = verdicts.Max(verdict => verdict.Status),
                    Attestations = [.. verdicts],
                };
            }
        }
    }

    /// <summary>Says which of a post cannot be read; the others are not recorded either.</summary>
    private static AttestationPosting Reject(ImmutableArray<AttestationVerification> verifications) => new()
    {
        Status = SubmissionStatus.Rejected,
        Findings = FindingList.Bound(
        [
            .. verifications.SelectMany((one, i) => one.IsMalformed
                ? one.Report.Findings.Select(finding => finding with
                {
                    Pointer = string.Create(CultureInfo.InvariantCulture, $"/{i}{finding.Pointer}"),
                })
                : []),
        ]),
    };

    /// <summary>Records what is no bill of materials; false where the trust changed meanwhile.</summary>
    private async Task<bool> RecordAsync(
        AttestationSubmission submission,
        ImmutableArray<ReadOnlyMemory<byte>> contents,
        ImmutableArray<AttestationVerification> verifications,
        AttestationVerdict[] verdicts,
        TrustPolicy policy,
        CancellationToken cancellationToken)
    {
        int[] own = [.. Enumerable.Range(0, verdicts.Length).Where(i => !verifications[i].IsBillOfMaterials)];
        if (own.Length == 0)
        {
            return true;
        }

        foreach (int i in own)
        {
            await store.Blobs.WriteAsync(contents[i], cancellationToken);
        }

        JournalDraft[] drafts =
        [
            .. own.Select(i => AttestationDrafts.Of(
                verdicts[i], verifications[i].Report.IsBuilderTrusted, submission.Poster)),
        ];
        Dictionary<Digest, AttestationRecord> known = [];
        Appended<bool> appended = await store.Journal.DecideAsync<bool>(
            async (reads, token) =>
            {
                if (await reads.Organizations.TrustVersionAsync(token) != policy.Version)
                {
                    return false;
                }

                known = new(await reads.Attestations.ByIdAsync(drafts.Select(IdOf), token));
                return new Decision<bool>(
                    true, [.. drafts.Where(draft => !known.ContainsKey(IdOf(draft))).DistinctBy(IdOf)]);
            },
            cancellationToken);
        if (!appended.Answer)
        {
            return false;
        }

        Dictionary<Digest, JournalEntry> entries = appended.Entries.ToDictionary(
            entry => ((AttestationRecorded)entry.Event()).Attestation);
        foreach ((int i, JournalDraft draft) in own.Zip(drafts))
        {
            Digest id = IdOf(draft);
            verdicts[i] = entries.TryGetValue(id, out JournalEntry? entry)
                ? verdicts[i] with { Receipt = new Receipt(id, entry.Sequence, entry.At, entry.Hash) }
                : AttestationVerdict.Repeated(
                    known[id], await store.ReadAttestationReportAsync(known[id].Report, cancellationToken));
        }

        return true;

        static Digest IdOf(JournalDraft draft) => ((AttestationRecorded)draft.Event).Attestation;
    }

    private async Task IngestDocumentsAsync(
        AttestationSubmission submission,
        ImmutableArray<ReadOnlyMemory<byte>> contents,
        ImmutableArray<AttestationVerification> verifications,
        AttestationVerdict[] verdicts,
        CancellationToken cancellationToken)
    {
        for (int i = 0; i < verdicts.Length; i++)
        {
            AttestationVerification verification = verifications[i];
            if (!verification.IsBillOfMaterials)
            {
                continue;
            }

            if (await FindDocumentAsync(verification, submission.Poster, cancellationToken) is not { } document)
            {
                verdicts[i] = verdicts[i] with
                {
                    Status = SubmissionStatus.Rejected,
                    Findings = verdicts[i].Findings.Add(DocumentUnknown(verification)),
                };
                continue;
            }

            verdicts[i] = AttestationVerdict.OfDocument(
                verdicts[i].Envelope,
                verification,
                await documents.IngestAsync(
                    document with { Bundles = [contents[i]], IsDryRun = submission.IsDryRun }, cancellationToken));
        }
    }

    /// <summary>The signed document itself, or the recorded one whose digest was signed; null for neither.</summary>
    private async Task<Submission?> FindDocumentAsync(
        AttestationVerification verification, string poster, CancellationToken cancellationToken)
    {
        if (verification.Document is { } carried)
        {
            return new Submission(carried, verification.DocumentMediaType!, poster);
        }

        IEnumerable<Digest> subjects = (verification.Report.Facts?.Subjects ?? [])
            .SelectMany(subject => subject.Digests)
            .Where(digest => digest.Function is HashFunction.Sha256)
            .Select(digest => Digest.Parse(digest.ToString()));
        var recorded = await store.Reads.Submissions.ByDocumentAsync(subjects, cancellationToken);
        if (recorded.SelectMany(group => group).FirstOrDefault() is not { } known)
        {
            return null;
        }

        byte[] document = await store.Blobs.ReadAllAsync(
            known.Document, checked((int)known.Length), cancellationToken)
            ?? throw new InvalidDataException($"The document {known.Document} is not in the blob store.");
        return new Submission(document, known.MediaType, poster);
    }

    private static Finding DocumentUnknown(AttestationVerification verification) => new(
        "record",
        Outcome.Failed,
        FindingCodes.DocumentUnknown,
        Severity.Error,
        "/subject",
        "The digest of a bill of materials was signed that is not recorded; post the document with this bundle.",
        Found: verification.Report.Facts?.Subjects is [{ Digests: [var digest, ..] }, ..] ? digest.ToString() : null);
}
