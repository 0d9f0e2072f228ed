using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Verification.Dsse;
using AiBom.Verification.Opening;
using AiBom.Verification.Sigstore;
using AiBom.Verification.Trust;

namespace AiBom.Verification.Attestations;

/// <summary>
/// Decides who signed an attestation, and reads what it says where the signature holds. What was signed decides what it
/// means: a bill of materials makes an author, a provenance vouches for a run, and neither stands for the other.
/// </summary>
/// <param name="trust">Who may speak for which organization.</param>
/// <param name="roots">The operator's trusted roots; may be none.</param>
public sealed class AttestationVerifier(TrustPolicy trust, TrustedRoots roots)
{
    /// <summary>Verifies one attestation. Never throws for what a stranger sent.</summary>
    /// <param name="attestation">
    /// A DSSE envelope, a Sigstore bundle of an envelope, or a Statement that nobody signed: one, as
    /// <see cref="AttestationContainer"/> gives them.
    /// </param>
    /// <param name="at">When it was posted, by the caller's clock.</param>
    public AttestationVerification Verify(ReadOnlyMemory<byte> attestation, DateTimeOffset at)
    {
        AttestationForm form = AttestationContainer.FormOf(attestation);
        if (form is AttestationForm.Statement)
        {
            return ReadUnsigned(attestation);
        }

        if (form is AttestationForm.ArtifactSignature)
        {
            return Malformed("The bundle signs an artifact, and says nothing about it.");
        }

        var nobody = new PublisherTrust(publisher: null, trust, at);
        EvidenceReading reading = new EvidenceOpener(nobody, roots).Open(attestation, document: null);
        if (reading.Opened is { } opened)
        {
            return AttestationJudge.Judge(opened, nobody.TimeOf(opened.SignedAt)) with { Details = reading.Details };
        }

        Finding stopped = reading.Envelope.Outcome is Outcome.Passed ? reading.Signature : reading.Envelope;
        return new AttestationVerification
        {
            Authenticity = BundleReport.AuthenticityOf(stopped),
            IsMalformed = reading.Envelope.Outcome is not Outcome.Passed,
            Report = new AttestationReport(
                Facts: null, [stopped, .. BundleReport.FailedOf(reading.Details, stopped.Severity)]),
            Details = reading.Details,
        };
    }

    /// <summary>Nobody signed it, so nothing of it is read but that it is a Statement.</summary>
    private static AttestationVerification ReadUnsigned(ReadOnlyMemory<byte> statement)
    {
        string? problem = $"It has more than {VerificationLimits.BundleBytes} bytes.";
        bool isStatement = statement.Length <= VerificationLimits.BundleBytes
            && InTotoStatement.Read(statement, out problem) is not null;
        return isStatement
            ? new AttestationVerification
            {
                Authenticity = Authenticity.Missing,
                Report = new AttestationReport(Facts: null, []),
            }
            : Malformed($"It is no in-toto Statement. {FindingLimits.Cut(problem)}");
    }

    private static AttestationVerification Malformed(string problem) => new()
    {
        Authenticity = Authenticity.Invalid,
        IsMalformed = true,
        Report = new AttestationReport(Facts: null, [Findings.Malformed(BundleCheck.Envelope, problem)]),
    };
}
