using AiBom.Domain.Journal;
using AiBom.Storage.Journal;

namespace AiBom.Registry.Ingestion;

/// <summary>Makes the journal's entry of an attestation whose bytes are stored.</summary>
internal static class AttestationDrafts
{
    public static JournalDraft Of(AttestationVerdict verdict, bool isBuilderTrusted, string poster)
    {
        var content = AttestationContent.Of(new AttestationReport(verdict.Facts, verdict.Findings, isBuilderTrusted));
        return new JournalDraft(
            poster,
            new AttestationRecorded
            {
                Attestation = AttestationSubmission.Identify(verdict.Envelope, poster),
                Envelope = verdict.Envelope,
                Poster = poster,
                Status = verdict.Status,
                Authenticity = verdict.Authenticity,
                Authors = verdict.Authors,
                Signer = verdict.Signer,
                SignedAt = verdict.SignedAt,
                Report = content.ReportDigest,
            },
            content);
    }
}
