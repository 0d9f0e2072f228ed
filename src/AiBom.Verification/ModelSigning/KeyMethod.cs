using System.Collections.Immutable;
using System.Text;
using AiBom.Domain;
using AiBom.Verification.Dsse;
using AiBom.Verification.Keys;

namespace AiBom.Verification.ModelSigning;

/// <summary>
/// Signatures under long-lived keys (OpenSSF Model Signing 1.0, section 4.1, <c>key</c>). The caller's keys decide;
/// the bundle's own word on its key only tells a false signature from a stranger's.
/// </summary>
internal static class KeyMethod
{
    public static SignatureCheck Check(ModelBundle bundle, ImmutableArray<PublicKey> accepted)
    {
        bool isUnsupported = false;
        foreach (PublicKey key in accepted.Take(VerificationLimits.KeysTried))
        {
            (SignatureVerdict verdict, SignedModel? opened) = SignedModel.Open(bundle.Envelope, key, name: null);
            if (opened is not null)
            {
                return SignatureCheck.Trusted(
                    opened, "The key is one of those that the caller named.", "A bare key has no end of validity.");
            }

            isUnsupported |= verdict is SignatureVerdict.Unsupported && Names(bundle.Material, key);
        }

        return SignatureCheck.Stopped(0 switch
        {
            _ when isUnsupported => ModelFindings.Unsupported(
                ModelCheck.Signature, "Signatures of this kind cannot be verified on this platform."),
            _ when accepted.Any(key => Names(bundle.Material, key)) => ModelFindings.Failed(
                ModelCheck.Signature,
                FindingCodes.SignatureInvalid,
                "The signature does not hold under the key that the bundle names."),
            _ => ModelFindings.Failed(
                ModelCheck.Signature,
                FindingCodes.SignerUnknown,
                "The signature holds under no key that the caller named.",
                (bundle.Material as ModelMaterial.Key)?.Hint),
        });
    }

    /// <summary>
    /// Whether a bundle says that it was signed by this key. A hint is the SHA-256 of the key's PEM text with its last
    /// line break, as the reference implementation makes it, or of the key itself.
    /// </summary>
    private static bool Names(ModelMaterial material, PublicKey key) => material switch
    {
        ModelMaterial.Key { Hint: { Length: > 0 } hint } => KeyHint.Read(hint) is { } named
            && (named == key.Id || named == Digest.Of(Encoding.ASCII.GetBytes(key.Pem + "\n"))),
        ModelMaterial.Key { Pem: { } pem } =>
            PublicKey.TryParse(Encoding.UTF8.GetString(pem), out PublicKey? whole, out _) && whole.Id == key.Id,
        ModelMaterial.Chain chain =>
            CertificateAuthorities.TryKeyOf(chain.Certificates[0], out PublicKey? leaf, out _) && leaf?.Id == key.Id,
        _ => false,
    };
}
