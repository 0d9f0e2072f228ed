using AiBom.Verification.Attestations;
using AiBom.Verification.Dsse;
using AiBom.Verification.Sigstore;
using AiBom.Verification.Trust;

namespace AiBom.Verification.Opening;

/// <summary>Opens a posted bundle of whichever kind.</summary>
/// <param name="trust">Who is registered, and for whom the bundle should speak.</param>
/// <param name="roots">The operator's trusted roots; may be none.</param>
internal sealed class EvidenceOpener(PublisherTrust trust, TrustedRoots roots)
{
    private readonly DsseOpener envelopes = new(trust);
    private readonly SigstoreOpener bundles = new(trust, roots);

    /// <summary>Opens a bundle.</summary>
    /// <param name="bundle">The bytes.</param>
    /// <param name="document">What a signature without an envelope should be over; null for nothing.</param>
    public EvidenceReading Open(ReadOnlyMemory<byte> bundle, ReadOnlyMemory<byte>? document) =>
        AttestationContainer.FormOf(bundle) switch
        {
            AttestationForm.SigstoreBundle or AttestationForm.ArtifactSignature =>
                bundles.Open(bundle, document),
            AttestationForm.Statement => EvidenceReading.Unread(Findings.Malformed(
                BundleCheck.Envelope, "The bundle is an in-toto Statement that nobody signed.")),
            AttestationForm.Several => EvidenceReading.Unread(Findings.Unsupported(
                BundleCheck.Envelope,
                "The bundle holds several envelopes; each must be posted by itself, to get a verdict of its own.",
                expected: "one DSSE envelope or Sigstore bundle",
                found: null)),
            _ => envelopes.Open(bundle),
        };
}
