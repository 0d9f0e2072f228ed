using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using AiBom.Domain;

namespace AiBom.Verification.Keys;

/// <summary>
/// A public key under which signatures can be verified. Importing a key costs three times a verification, so keep the
/// object (in a <see cref="Trust.TrustPolicy"/>) rather than its text. Safe for concurrent use.
/// </summary>
public sealed class PublicKey
{
    private readonly byte[] subjectPublicKeyInfo;

    // The platform's key objects are not promised to be thread-safe, so each verification borrows one of its own.
    private readonly ConcurrentBag<AsymmetricAlgorithm> idle = [];

    private readonly Ed25519Key? edwards;

    internal PublicKey(KeyAlgorithm algorithm, byte[] subjectPublicKeyInfo, AsymmetricAlgorithm imported)
        : this(algorithm, subjectPublicKeyInfo) => idle.Add(imported);

    internal PublicKey(byte[] subjectPublicKeyInfo, Ed25519Key imported)
        : this(KeyAlgorithm.Ed25519, subjectPublicKeyInfo) => edwards = imported;

    private PublicKey(KeyAlgorithm algorithm, byte[] subjectPublicKeyInfo)
    {
        this.subjectPublicKeyInfo = subjectPublicKeyInfo;
        Algorithm = algorithm;
        Id = Digest.Of(subjectPublicKeyInfo);
        Pem = PemEncoding.WriteString(PublicKeyReader.PemLabel, subjectPublicKeyInfo);
    }

    /// <summary>SHA-256 of the SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7) in DER.</summary>
    public Digest Id { get; }

    /// <summary>The kind of key.</summary>
    public KeyAlgorithm Algorithm { get; }

    /// <summary>The SubjectPublicKeyInfo in PEM (RFC 7468), in one spelling.</summary>
    public string Pem { get; }

    /// <summary>
    /// Reads a public key that someone wants to register: exactly one PEM block "PUBLIC KEY" that holds a
    /// SubjectPublicKeyInfo in DER of a supported algorithm.
    /// </summary>
    /// <param name="pem">The text. It is never repeated in a message: it may be a private key.</param>
    /// <param name="key">The key, where it can be used.</param>
    /// <param name="refusal">What is wrong with it otherwise.</param>
    public static bool TryParse(
        string? pem, [NotNullWhen(true)] out PublicKey? key, [NotNullWhen(false)] out Finding? refusal) =>
        PublicKeyReader.TryRead(pem, out key, out refusal);

    /// <summary>The SubjectPublicKeyInfo in DER.</summary>
    internal byte[] ExportSubjectPublicKeyInfo() => subjectPublicKeyInfo;

    /// <summary>Verifies a signature over the content in each of the forms in turn.</summary>
    internal SignatureVerdict Verify(SignedBytes content, byte[] signature, SignatureForms forms)
    {
        if (edwards is not null)
        {
            return edwards.Verify(content, signature);
        }

        return Borrow(key => key switch
        {
            ECDsa ecdsa => forms.Verify(ecdsa, Algorithm, content, signature),
            RSA rsa => forms.Verify(rsa, content, signature),
            _ => throw new UnreachableException($"A key of type '{key.GetType()}' was imported."),
        });
    }

    /// <summary>
    /// Whether the signature over the content holds in the one form that JOSE gives the algorithm (RFC 7518 section 3):
    /// ECDSA as r||s of fixed length, PSS with salt as long as the hash. A key of another kind never fits.
    /// </summary>
    internal SignatureVerdict Verify(SignedBytes content, byte[] signature, JoseAlgorithm algorithm)
    {
        if (algorithm.Key != Algorithm)
        {
            return SignatureVerdict.DoesNotHold;
        }

        if (edwards is not null)
        {
            return edwards.Verify(content, signature);
        }

        byte[]? hash = content.Hash(algorithm.Hash);
        bool holds = hash is not null && Borrow(key => key switch
        {
            ECDsa ecdsa => ecdsa.VerifyHash(hash, signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation),
            RSA rsa => rsa.VerifyHash(hash, signature, algorithm.Hash, algorithm.Padding!),
            _ => throw new UnreachableException($"A key of type '{key.GetType()}' was imported."),
        });
        return holds ? SignatureVerdict.Holds : SignatureVerdict.DoesNotHold;
    }

    private T Borrow<T>(Func<AsymmetricAlgorithm, T> use)
    {
        AsymmetricAlgorithm key = idle.TryTake(out AsymmetricAlgorithm? imported)
            ? imported
            : PublicKeyReader.Import(Algorithm, subjectPublicKeyInfo);
        try
        {
            return use(key);
        }
        finally
        {
            idle.Add(key);
        }
    }
}
