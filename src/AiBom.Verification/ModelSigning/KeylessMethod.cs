using AiBom.Domain;
using AiBom.Verification.Dsse;
using AiBom.Verification.Sigstore;

namespace AiBom.Verification.ModelSigning;

/// <summary>
/// Signatures under a certificate of one signing that a log has seen (OpenSSF Model Signing 1.0, section 4.1,
/// <c>sigstore</c>): the whole of Sigstore's verification, and nothing beside it.
/// </summary>
internal static class KeylessMethod
{
    public static SignatureCheck Check(ReadOnlyMemory<byte> bundle, ModelTrust.ByIdentity trust)
    {
        // The model's files are compared afterwards, so there is no artifact yet that the bundle could be about.
        SigstoreReport report = new SigstoreVerifier(trust.Roots).Verify(
            bundle, SigstoreArtifact.Unbound, SigstorePolicy.ForIdentity(trust.Name, trust.Issuer));
        if (report.Verified is not { Envelope: { } envelope } verified)
        {
            Finding? stopped = report.Findings.FirstOrDefault(
                finding => finding.Outcome is not (Outcome.Passed or Outcome.NotReached));
            return SignatureCheck.Stopped(stopped is null
                ? ModelFindings.Failed(
                    ModelCheck.Signature, FindingCodes.EnvelopeMalformed, "What was signed is no envelope.")
                : stopped with
                {
                    Check = ModelFindings.NameOf(ModelCheck.Signature),
                    Message = $"Sigstore's check {stopped.Check}: {stopped.Message}",
                });
        }

        var opened = new SignedModel(
            new OpenedEnvelope(envelope.PayloadType, envelope.Payload, verified.Key),
            new ModelSigner(verified.Key.Id, verified.Identity),
            IsLegacyEncoding: false);
        return SignatureCheck.Trusted(
            opened,
            $"'{verified.Issuer}' vouched for '{verified.Identity}'.",
            $"The certificate was valid at {verified.Times[0].ToCanonicalText()}, when it was used.");
    }
}
