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

    internal PublicKey(KeyAlgorithm algorithm, byte[] subjectPublicKeyInfo, AsymmetricAlgorithm imported)
    {
        this.subjectPublicKeyInfo = subjectPublicKeyInfo;
        Algorithm = algorithm;
        Id = Digest.Of(subjectPublicKeyInfo);
        Pem = PemEncoding.WriteString(PublicKeyReader.PemLabel, subjectPublicKeyInfo);
        idle.Add(imported);
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

    /// <summary>
    /// Whether the signature over the content holds. DSSE names no algorithm, so each form that a key of this kind
    /// makes is tried in turn.
    /// </summary>
    internal bool Verifies(SignedBytes content, byte[] signature)
    {
        AsymmetricAlgorithm key = idle.TryTake(out AsymmetricAlgorithm? imported)
            ? imported
            : PublicKeyReader.Import(Algorithm, subjectPublicKeyInfo);
        try
        {
            return key switch
            {
                ECDsa ecdsa => SignatureForms.HoldsEcdsa(ecdsa, Algorithm, content, signature),
                RSA rsa => SignatureForms.HoldsRsa(rsa, content, signature),
                _ => throw new UnreachableException($"A key of type '{key.GetType()}' was imported."),
            };
        }
        finally
        {
            idle.Add(key);
        }
    }
}
