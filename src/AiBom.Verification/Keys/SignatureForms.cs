using System.Security.Cryptography;

namespace AiBom.Verification.Keys;

/// <summary>
/// The forms in which a signature may come. Signatures do not say which, and each is secure by itself; the key and the
/// standard, not the stranger, decide which are tried.
/// </summary>
internal sealed class SignatureForms
{
    private readonly DSASignatureFormat[] ecdsaFormats;
    private readonly RSASignaturePadding[] rsaPaddings;
    private readonly HashAlgorithmName[] rsaHashes;

    private SignatureForms(
        DSASignatureFormat[] ecdsaFormats, RSASignaturePadding[] rsaPaddings, HashAlgorithmName[] rsaHashes)
    {
        this.ecdsaFormats = ecdsaFormats;
        this.rsaPaddings = rsaPaddings;
        this.rsaHashes = rsaHashes;
    }

    /// <summary>
    /// DSSE by itself names no algorithm. DER first, as Sigstore has it; then r||s of fixed length (IEEE P1363), as
    /// JOSE and the DSSE test vector have it. PSS first: it is what signers of today make, and this project's own.
    /// </summary>
    public static SignatureForms Dsse { get; } = new(
        [DSASignatureFormat.Rfc3279DerSequence, DSASignatureFormat.IeeeP1363FixedFieldConcatenation],
        [RSASignaturePadding.Pss, RSASignaturePadding.Pkcs1],
        [HashAlgorithmName.SHA256, HashAlgorithmName.SHA384, HashAlgorithmName.SHA512]);

    /// <summary>Sigstore's algorithm registry: ECDSA in DER only, RSA with SHA-256 only.</summary>
    public static SignatureForms Sigstore { get; } = new(
        [DSASignatureFormat.Rfc3279DerSequence],
        [RSASignaturePadding.Pkcs1, RSASignaturePadding.Pss],
        [HashAlgorithmName.SHA256]);

    /// <summary>The hash as long as the curve; signers of P-384 and P-521 that know only SHA-256 occur.</summary>
    public static ReadOnlySpan<HashAlgorithmName> EcdsaHashes(KeyAlgorithm algorithm) => algorithm switch
    {
        KeyAlgorithm.EcdsaP384 => Hashes384,
        KeyAlgorithm.EcdsaP521 => Hashes512,
        _ => Hashes256,
    };

    /// <summary>The function that signatures under a key are made with by default.</summary>
    public static HashAlgorithmName HashOf(KeyAlgorithm algorithm) => EcdsaHashes(algorithm)[0];

    /// <summary>Verifies an ECDSA signature in each form in turn.</summary>
    public SignatureVerdict Verify(ECDsa key, KeyAlgorithm algorithm, SignedBytes content, byte[] signature) => TryEach(
        EcdsaHashes(algorithm),
        content,
        (_, hashed) => ecdsaFormats.Any(format => key.VerifyHash(hashed, signature, format)));

    /// <summary>Verifies an RSA signature in each form in turn.</summary>
    public SignatureVerdict Verify(RSA key, SignedBytes content, byte[] signature)
    {
        // RFC 8017 sections 8.1.2 and 8.2.2, step 1: a signature is exactly as long as the modulus. Asked first so that
        // a large payload is not hashed three times for a signature of another kind.
        if (signature.Length != (key.KeySize + 7) / 8)
        {
            return SignatureVerdict.DoesNotHold;
        }

        return TryEach(
            rsaHashes,
            content,
            (hash, hashed) => rsaPaddings.Any(padding => key.VerifyHash(hashed, signature, hash, padding)));
    }

    /// <summary>A signature over a hash that is not known may hold, so it is not called false.</summary>
    private static SignatureVerdict TryEach(
        ReadOnlySpan<HashAlgorithmName> hashes, SignedBytes content, Func<HashAlgorithmName, byte[], bool> holds)
    {
        SignatureVerdict verdict = SignatureVerdict.DoesNotHold;
        foreach (HashAlgorithmName hash in hashes)
        {
            byte[]? hashed = content.Hash(hash);
            if (hashed is null)
            {
                verdict = SignatureVerdict.Unsupported;
            }
            else if (holds(hash, hashed))
            {
                return SignatureVerdict.Holds;
            }
        }

        return verdict;
    }

    private static readonly HashAlgorithmName[] Hashes256 = [HashAlgorithmName.SHA256];
    private static readonly HashAlgorithmName[] Hashes384 = [HashAlgorithmName.SHA384, HashAlgorithmName.SHA256];
    private static readonly HashAlgorithmName[] Hashes512 = [HashAlgorithmName.SHA512, HashAlgorithmName.SHA256];
}
