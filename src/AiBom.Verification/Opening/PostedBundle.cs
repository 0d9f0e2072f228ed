using AiBom.Verification.Dsse;
using AiBom.Verification.Keys;
using AiBom.Verification.Sigstore;
using AiBom.Verification.Sigstore.Bundles;

namespace AiBom.Verification.Opening;

/// <summary>A Sigstore bundle, read and not believed, and the document that it came with.</summary>
/// <param name="Json">The bundle's bytes.</param>
/// <param name="Bundle">What they say; empty where they cannot be read.</param>
/// <param name="Document">What a signature without an envelope should be over; null for nothing.</param>
internal sealed record PostedBundle(ReadOnlyMemory<byte> Json, SigstoreBundle Bundle, ReadOnlyMemory<byte>? Document)
{
    private SignedBytes? content;

    /// <summary>
    /// What Sigstore's checks compare with. An envelope says itself what it is about, and that is looked at later.
    /// </summary>
    public SigstoreArtifact Artifact { get; } = Bundle.Message is not null && Document is { } document
        ? SigstoreArtifact.Of(document)
        : SigstoreArtifact.Unbound;

    /// <summary>What the signature is over, hashed once however many keys are tried; null where unknown.</summary>
    public SignedBytes? Content => content ??= Bundle.Envelope is { } envelope
        ? PreAuthenticationEncoding.Of(envelope.PayloadType, envelope.Payload)
        : Artifact.Content;

    /// <summary>
    /// Whether the signature alone holds under a key; which other checks there are, it does not know.
    /// </summary>
    public SignatureVerdict Verify(PublicKey key, SignatureForms forms) =>
        Content is { } signed && Bundle.Signature is { } signature
            ? key.Verify(signed, signature, forms)
            : SignatureVerdict.DoesNotHold;

    /// <summary>The signed content, to be asked for once every check has passed.</summary>
    public SignedEvidence Opened(Signatory signer, DateTimeOffset? signedAt) => Bundle.Envelope is { } envelope
        ? new SignedEvidence(envelope.PayloadType, envelope.Payload, signer, signedAt)
        : new SignedEvidence(PayloadType: null, Document!.Value, signer, signedAt);
}
