using AiBom.Domain;
using AiBom.Verification.Keys;

namespace AiBom.Verification.ModelSigning;

/// <summary>
/// Signatures under a certificate of an authority that the caller names (OpenSSF Model Signing 1.0, section 4.1,
/// <c>certificate</c>).
/// </summary>
internal static class CertificateMethod
{
    public static SignatureCheck Check(ModelBundle bundle, CertificateAuthorities authorities, DateTimeOffset at)
    {
        if (bundle.Material is not ModelMaterial.Chain chain)
        {
            return SignatureCheck.Stopped(ModelFindings.Failed(
                ModelCheck.Signature,
                FindingCodes.SignerUnknown,
                "A certificate chain was asked for, and the bundle has none."));
        }

        if (!CertificateAuthorities.TryKeyOf(chain.Certificates[0], out PublicKey? key, out string subject))
        {
            return SignatureCheck.Stopped(ModelFindings.Malformed(
                ModelCheck.Signature, FindingCodes.EnvelopeMalformed, "The signer's certificate cannot be read."));
        }

        if (key is null)
        {
            return SignatureCheck.Stopped(ModelFindings.Unsupported(
                ModelCheck.Signature, "No signature is verified under a key of the certificate's kind.", subject));
        }

        (SignatureVerdict verdict, SignedModel? opened) = SignedModel.Open(bundle.Envelope, key, subject);
        if (opened is null)
        {
            return SignatureCheck.Stopped(verdict is SignatureVerdict.Unsupported
                ? ModelFindings.Unsupported(
                    ModelCheck.Signature, "Signatures of this kind cannot be verified on this platform.")
                : ModelFindings.Failed(
                    ModelCheck.Signature,
                    FindingCodes.SignatureInvalid,
                    "The signature does not hold under the certificate's key.",
                    subject));
        }

        // Section 8.2: the leaf is within its validity period. That is a question about now where no time of the
        // signing is proven; that the certificate itself says when it began, as the reference implementation takes
        // it, proves nothing.
        return authorities.Check(chain.Certificates, at) switch
        {
            CertificateStanding.Trusted => SignatureCheck.Trusted(
                opened,
                "The certificate leads to an authority that the caller named.",
                $"The certificates are valid at {at.ToCanonicalText()}."),
            CertificateStanding.OutsideValidity => new SignatureCheck(
                SignatureCheck.Holds(opened),
                ModelFindings.Passed(
                    ModelCheck.Signer, "The certificate leads to an authority that the caller named."),
                ModelFindings.Failed(
                    ModelCheck.Validity,
                    FindingCodes.SignerExpired,
                    $"A certificate of the chain is not valid at {at.ToCanonicalText()}.",
                    subject),
                opened),
            CertificateStanding.NotForSigning => SignatureCheck.Untrusted(
                opened, "The certificate is for neither digital signatures nor code signing.", subject),
            _ => SignatureCheck.Untrusted(
                opened, "The certificate leads to no authority that the caller named.", subject),
        };
    }
}
