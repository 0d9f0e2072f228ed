using AiBom.Domain;
using AiBom.Verification.Keys;
using AiBom.Verification.Opening;
using AiBom.Verification.Trust;

namespace AiBom.Verification.Dsse;

/// <summary>
/// Opens a DSSE envelope under the registered keys. Evidence that does not hold is a <see cref="Finding"/>, never an
/// exception: a forged signature is this class's normal input.
/// </summary>
/// <param name="trust">Whose keys are tried.</param>
internal sealed class DsseOpener(PublisherTrust trust)
{
    /// <summary>Reads the envelope, then looks for the key.</summary>
    public EvidenceReading Open(ReadOnlyMemory<byte> bundle)
    {
        // One signature, strict base64, no name twice, everything bounded (DSSE 1.0, envelope).
        EnvelopeReading reading = DsseEnvelopeReader.Read(bundle);
        if (reading is not EnvelopeReading.Envelope { Value: { } envelope })
        {
            string problem = (reading as EnvelopeReading.Malformed)?.Problem ?? "It is of another kind.";
            return EvidenceReading.Unread(Findings.Malformed(
                BundleCheck.Envelope, $"The bundle is no DSSE envelope. {FindingLimits.Cut(problem)}"));
        }

        // DSSE 1.0 protocol: the signature is over the pre-authentication encoding, and the verified bytes are the
        // bytes that are parsed next. A stranger's payload is not read before.
        Finding signature = CheckSignature(envelope, out OpenedEnvelope? opened);
        return new EvidenceReading(
            Findings.Passed(BundleCheck.Envelope, "The bundle is a DSSE envelope with one signature."),
            signature,
            opened is null
                ? null
                : new SignedEvidence(
                    opened.PayloadType,
                    opened.Payload,
                    new Signatory(opened.Signer.Id.ToString(), trust.Policy.ById(opened.Signer.Id)),
                    SignedAt: null),
            []);
    }

    private Finding CheckSignature(DsseEnvelope envelope, out OpenedEnvelope? opened)
    {
        opened = null;
        Digest? named = KeyHint.Read(envelope.KeyId);
        PublicKey? untold = null;
        foreach (PublicKey key in trust.Candidates(named, envelope.Length))
        {
            switch (envelope.Open(key, out opened))
            {
                case SignatureVerdict.Holds:
                    return Findings.Passed(BundleCheck.Signature, $"The signature holds under the key '{key.Id}'.");
                case SignatureVerdict.Unsupported:
                    untold ??= key;
                    break;
                default:
                    break;
            }
        }

        // It may hold under this key, so it is not called false; and it is not believed.
        return untold is not null && (named is null || trust.Policy.FindKey(named) == untold.Id)
            ? Findings.Untold(untold)
            : trust.Unfitting(named, envelope.KeyId);
    }
}
