using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using AiBom.Domain;
using AiBom.Verification.Keys;
using AiBom.Verification.ModelSigning;
using AiBom.Verification.Sigstore;
using AiBom.Verification.Sigstore.Certificates;
using AiBom.Verification.Trust;
using PublicKey = AiBom.Verification.Keys.PublicKey;

namespace AiBom.Verification.Opening;

/// <summary>
/// Opens a bundle whose certificate is of an authority that was registered for an organization, and not of Sigstore. Of
/// Sigstore's checks those of the bundle's form, of logs and of times are made; the chain may stand in any version.
/// </summary>
internal static class CertificateEvidence
{
    private static readonly ImmutableArray<SigstoreCheck> Checks =
    [
        .. SigstoreChecks.All.Where(check => check.Name is "B1" or "B2" or "B3" or "B5" or "D2" or "D3" or "D4" or "D5"
            || (check.Name[0] is 'A' or 'C' && check.Name is not "A3")),
    ];

    /// <summary>Opens the bundle; null where its certificate is of no registered signer.</summary>
    public static EvidenceReading? Open(
        PostedBundle posted, PublisherTrust trust, TrustedRoots roots, SigstoreStops stops)
    {
        if (trust.Policy.CertificateSigners.IsEmpty
            || ReadLeaf(posted, out PublicKey? key) is not { } subject)
        {
            return null;
        }

        SigstorePolicy policy = SigstorePolicy.ForAnyIdentity() with
        {
            LogEntries = 0,
            Times = 0,
            CertificateTimestamps = 0,
        };
        SigstoreReport report = new SigstoreVerifier(roots, Checks).Verify(posted.Json, posted.Artifact, policy);
        DateTimeOffset? signedAt = report.Verified?.Times is [var first, ..] ? first : null;
        if (Find(posted, subject, trust.Policy, trust.TimeOf(signedAt)) is not { } signer)
        {
            return null;
        }

        if (report.Findings.Any(check => check.Outcome is not (Outcome.Passed or Outcome.NotReached)))
        {
            return stops.Read(report);
        }

        Finding signature = CheckSignature(posted, key);
        return new EvidenceReading(
            SigstoreStops.Readable,
            signature,
            signature.Outcome is Outcome.Passed ? posted.Opened(signer, signedAt) : null,
            report.Findings);
    }

    private static CertificateSubject? ReadLeaf(PostedBundle posted, out PublicKey? key)
    {
        key = null;
        if (posted.Bundle.Leaf is not { } der)
        {
            return null;
        }

        using X509Certificate2? leaf = CertificateReader.Read(der);
        if (leaf is null || !CertificateSubject.TryRead(leaf.SubjectName, out CertificateSubject? subject))
        {
            return null;
        }

        key = CertificateReader.ReadKey(leaf);
        return subject;
    }

    /// <summary>Whoever is registered under the subject, by an authority to which the certificate leads.</summary>
    private static Signatory? Find(
        PostedBundle posted, CertificateSubject subject, TrustPolicy policy, DateTimeOffset time)
    {
        IReadOnlyList<byte[]> chain = posted.Bundle.CertificateChain is { } whole
            ? whole
            : [posted.Bundle.Certificate!];
        ILookup<CertificateStanding, TrustedSigner> standing = policy.CertificateSigners
            .Where(entry => entry.Subject!.Is(subject))
            .Take(VerificationLimits.KeysTried)
            .ToLookup(entry => entry.Authorities!.Check(chain, time));
        TrustedSigner[] current = [.. standing[CertificateStanding.Trusted]];
        TrustedSigner[] others = [.. standing[CertificateStanding.OutsideValidity]];
        return (current, others) switch
        {
            ({ Length: > 0 }, _) => new Signatory(subject.ToString(), [.. current]),
            (_, { Length: > 0 }) => new Signatory(subject.ToString(), [.. others], IsCurrent: false),
            _ => null,
        };
    }

    private static Finding CheckSignature(PostedBundle posted, PublicKey? key)
    {
        if (key is null)
        {
            return Findings.Unsupported(
                BundleCheck.Signature, "No signature is verified under a key of the certificate's kind.", null, null);
        }

        return posted.Verify(key, SignatureForms.Dsse) switch
        {
            SignatureVerdict.Holds =>
                Findings.Passed(BundleCheck.Signature, $"The signature holds under the key '{key.Id}'."),
            SignatureVerdict.Unsupported => Findings.Untold(key),
            _ => Findings.Failed(
                BundleCheck.Signature,
                FindingCodes.SignatureInvalid,
                "The signature does not hold under the key of the certificate that the bundle carries."),
        };
    }
}
