using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace AiBom.Verification.Keys;

/// <summary>A private key that signs for this process. It is written nowhere but where its holder keeps it.</summary>
public sealed class SigningKey : IDisposable
{
    private readonly AsymmetricAlgorithm key;

    private SigningKey(AsymmetricAlgorithm key)
    {
        this.key = key;
        PublicKey = PublicKey.TryParse(key.ExportSubjectPublicKeyInfoPem(), out PublicKey? known, out _)
            ? known
            : throw new ArgumentException("The key is of a kind under which nothing is verified.", nameof(key));

        // A pair that does not fit, or a public key alone, would be noticed only by those who verify.
        var probe = new SignedBytes("pairwise consistency"u8.ToArray());
        if (PublicKey.Verify(probe, Sign(probe), SignatureForms.Dsse) is not SignatureVerdict.Holds)
        {
            throw new ArgumentException("The private key does not fit its public key.", nameof(key));
        }
    }

    /// <summary>The public half, to be registered.</summary>
    public PublicKey PublicKey { get; }

    /// <summary>Makes a new ECDSA key on P-256.</summary>
    public static SigningKey Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>Reads an unencrypted private key in PEM: PKCS #8, SEC 1 (EC) or PKCS #1 (RSA).</summary>
    /// <returns>False where it is none, or of a kind under which nothing is verified.</returns>
    public static bool TryParse(string? pem, [NotNullWhen(true)] out SigningKey? key)
    {
        key = TryImport(ECDsa.Create(), pem) ?? TryImport(RSA.Create(), pem);
        return key is not null;
    }

    /// <summary>
    /// The private key in PEM (PKCS #8, unencrypted), for its holder to keep where nobody else reads.
    /// </summary>
    public string ExportPem() => key.ExportPkcs8PrivateKeyPem();

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();

    /// <summary>Signs: ECDSA in DER with the hash as long as the curve, RSA in PSS with SHA-256.</summary>
    internal byte[] Sign(SignedBytes content)
    {
        HashAlgorithmName hash = PublicKey.Algorithm switch
        {
            KeyAlgorithm.EcdsaP384 => HashAlgorithmName.SHA384,
            KeyAlgorithm.EcdsaP521 => HashAlgorithmName.SHA512,
            _ => HashAlgorithmName.SHA256,
        };
        byte[] hashed = content.Hash(hash)!;
        return key switch
        {
            ECDsa ecdsa => ecdsa.SignHash(hashed, DSASignatureFormat.Rfc3279DerSequence),
            RSA rsa => rsa.SignHash(hashed, hash, RSASignaturePadding.Pss),
            _ => throw new UnreachableException($"A key of type '{key.GetType()}' was imported."),
        };
    }

    private static SigningKey? TryImport(AsymmetricAlgorithm empty, string? pem)
    {
        try
        {
            empty.ImportFromPem(pem);
            return new SigningKey(empty);
        }
        catch (Exception refused) when (refused is ArgumentException or CryptographicException)
        {
            empty.Dispose();
            return null;
        }
    }
}
