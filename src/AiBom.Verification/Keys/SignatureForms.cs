using System.Security.Cryptography;

namespace AiBom.Verification.Keys;

/// <summary>
/// The forms in which a signature may come. An envelope does not say which, and each is secure by itself; the key, not
/// the stranger, decides which are tried.
/// </summary>
internal static class SignatureForms
{
    private static readonly HashAlgorithmName[] RsaHashes =
        [HashAlgorithmName.SHA256, HashAlgorithmName.SHA384, HashAlgorithmName.SHA512];

    // PSS first: it is what signers of today make, and what this project's own signer makes.
    private static readonly RSASignaturePadding[] RsaPaddings = [RSASignaturePadding.Pss, RSASignaturePadding.Pkcs1];

    // DER first, as Sigstore has it; then r||s of fixed length (IEEE P1363), as JOSE and the DSSE test vector have it.
    private static readonly DSASignatureFormat[] EcdsaFormats =
        [DSASignatureFormat.Rfc3279DerSequence, DSASignatureFormat.IeeeP1363FixedFieldConcatenation];

    public static bool HoldsEcdsa(ECDsa key, KeyAlgorithm algorithm, SignedBytes content, byte[] signature)
    {
        foreach (HashAlgorithmName hash in EcdsaHashes(algorithm))
        {
            byte[] hashed = content.Hash(hash);
            if (EcdsaFormats.Any(format => key.VerifyHash(hashed, signature, format)))
            {
                return true;
            }
        }

        return false;
    }

    public static bool HoldsRsa(RSA key, SignedBytes content, byte[] signature)
    {
        // RFC 8017 sections 8.1.2 and 8.2.2, step 1: a signature is exactly as long as the modulus. Asked first so that
        // a large payload is not hashed three times for a signature of another kind.
        if (signature.Length != (key.KeySize + 7) / 8)
        {
            return false;
        }

        return RsaPaddings.Any(padding =>
            RsaHashes.Any(hash => key.VerifyHash(content.Hash(hash), signature, hash, padding)));
    }

    /// <summary>The hash as long as the curve; signers of P-384 and P-521 that know only SHA-256 occur.</summary>
    private static HashAlgorithmName[] EcdsaHashes(KeyAlgorithm algorithm) => algorithm switch
    {
        KeyAlgorithm.EcdsaP384 => [HashAlgorithmName.SHA384, HashAlgorithmName.SHA256],
        KeyAlgorithm.EcdsaP521 => [HashAlgorithmName.SHA512, HashAlgorithmName.SHA256],
        _ => [HashAlgorithmName.SHA256],
    };
}
