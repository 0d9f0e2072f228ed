using System.Formats.Asn1;
using AiBom.Domain;
using AiBom.Verification.Keys;

namespace AiBom.Verification.Sigstore.Roots;

/// <summary>The key of a log (sigstore_common.proto, PublicKey), imported once.</summary>
/// <param name="Key">The key; null where it cannot be read.</param>
/// <param name="SubjectPublicKeyInfo">It in DER, from which its key hint comes; empty where it cannot be read.</param>
/// <param name="Outcome">Whether it is as the file says.</param>
/// <param name="Problem">Why it must not be used, read or not; null where it may.</param>
internal sealed record LogKey(PublicKey? Key, byte[] SubjectPublicKeyInfo, Outcome Outcome, string? Problem)
{
    /// <summary>Whether it may be used.</summary>
    public bool IsUsable => Problem is null;

    /// <summary>Where the file has no key.</summary>
    public static LogKey None { get; } = Unusable(Outcome.Malformed, "The log has no key.");

    /// <summary>Reads a key as its details say it is encoded (PublicKeyDetails).</summary>
    public static LogKey Read(byte[] rawBytes, string details)
    {
        KeyAlgorithm? algorithm = AlgorithmOf(details);
        if (algorithm is null)
        {
            return Unusable(Outcome.Unsupported, $"Keys of the kind '{FindingLimits.Cut(details)}' are not verified.");
        }

        bool isPkcs1 = details.StartsWith("PKCS1_RSA_", StringComparison.Ordinal);
        if (isPkcs1 && !IsDer(rawBytes))
        {
            return Unusable(Outcome.Malformed, "The log's key is not in DER.");
        }

        byte[] der = isPkcs1 ? WrapPkcs1(rawBytes) : rawBytes;
        if (!PublicKeyReader.TryRead(der, out PublicKey? key, out Finding? refusal))
        {
            return Unusable(refusal.Outcome, refusal.Message);
        }

        return key.Algorithm == algorithm
            ? new LogKey(key, der, Outcome.Passed, null)
            : new LogKey(key, der, Outcome.Malformed, $"The log's key is of kind {key.Algorithm}, not '{details}'.");
    }

    private static LogKey Unusable(Outcome outcome, string problem) => new(null, [], outcome, problem);

    private static KeyAlgorithm? AlgorithmOf(string details) => details switch
    {
        "PKIX_ECDSA_P256_SHA_256" => KeyAlgorithm.EcdsaP256,
        "PKIX_ECDSA_P384_SHA_384" or "PKIX_ECDSA_P384_SHA_256" => KeyAlgorithm.EcdsaP384,
        "PKIX_ECDSA_P521_SHA_512" or "PKIX_ECDSA_P521_SHA_256" => KeyAlgorithm.EcdsaP521,
        "PKIX_ED25519" => KeyAlgorithm.Ed25519,
        "PKCS1_RSA_PKCS1V5" or "PKIX_RSA_PKCS1V5" => KeyAlgorithm.Rsa,
        "PKIX_RSA_PKCS1V15_2048_SHA256" or "PKIX_RSA_PKCS1V15_3072_SHA256" or "PKIX_RSA_PKCS1V15_4096_SHA256" =>
            KeyAlgorithm.Rsa,
        _ => null,
    };

    private static bool IsDer(byte[] bytes) =>
        AsnDecoder.TryReadEncodedValue(bytes, AsnEncodingRules.DER, out _, out _, out _, out int read)
        && read == bytes.Length;

    /// <summary>Puts an RSAPublicKey (RFC 8017 appendix A.1.1) into a SubjectPublicKeyInfo.</summary>
    private static byte[] WrapPkcs1(byte[] key)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.2.840.113549.1.1.1");
                writer.WriteNull();
            }

            writer.WriteBitString(key);
        }

        return writer.Encode();
    }
}
