using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using AiBom.Testing.Signing;

namespace AiBom.Testing.Sigstore;

/// <summary>A key pair of someone in the virtual Sigstore, made anew each run.</summary>
public sealed class Key
{
    private readonly Func<byte[], HashAlgorithmName, DSASignatureFormat, byte[]> sign;

    private Key(
        string details,
        HashAlgorithmName hash,
        byte[] subjectPublicKeyInfo,
        AsymmetricAlgorithm? pair,
        Func<byte[], HashAlgorithmName, DSASignatureFormat, byte[]> sign)
    {
        Details = details;
        Hash = hash;
        SubjectPublicKeyInfo = subjectPublicKeyInfo;
        Pair = pair;
        this.sign = sign;
    }

    /// <summary>The key's kind by its name in <c>sigstore_common.proto</c>.</summary>
    public string Details { get; }

    /// <summary>The hash that belongs to the kind.</summary>
    public HashAlgorithmName Hash { get; }

    /// <summary>The public key in DER.</summary>
    public byte[] SubjectPublicKeyInfo { get; }

    /// <summary>SHA-256 of <see cref="SubjectPublicKeyInfo"/>.</summary>
    public byte[] Id => SHA256.HashData(SubjectPublicKeyInfo);

    /// <summary>The public key in PEM.</summary>
    public string Pem => PemEncoding.WriteString("PUBLIC KEY", SubjectPublicKeyInfo);

    /// <summary>The public key as a trusted root holds it: DER, for RSA without its frame (PKCS #1).</summary>
    public byte[] TrustedForm => Pair is RSA rsa ? rsa.ExportRSAPublicKey() : SubjectPublicKeyInfo;

    /// <summary>The platform's key; null for Ed25519, which it does not have.</summary>
    internal AsymmetricAlgorithm? Pair { get; }

    /// <summary>ECDSA on P-256 with SHA-256.</summary>
    public static Key P256() =>
        Ecdsa(ECCurve.NamedCurves.nistP256, "PKIX_ECDSA_P256_SHA_256", HashAlgorithmName.SHA256);

    /// <summary>ECDSA on P-384 with SHA-384.</summary>
    public static Key P384() =>
        Ecdsa(ECCurve.NamedCurves.nistP384, "PKIX_ECDSA_P384_SHA_384", HashAlgorithmName.SHA384);

    /// <summary>ECDSA on P-521 with SHA-512.</summary>
    public static Key P521() =>
        Ecdsa(ECCurve.NamedCurves.nistP521, "PKIX_ECDSA_P521_SHA_512", HashAlgorithmName.SHA512);

    /// <summary>RSA of 2,048 bits, PKCS #1 v1.5 with SHA-256.</summary>
    [SuppressMessage("Security", "S5542", Justification = "What a certificate transparency log signs with.")]
    public static Key Rsa()
    {
        var pair = RSA.Create(2048);
        return new Key(
            "PKCS1_RSA_PKCS1V5",
            HashAlgorithmName.SHA256,
            pair.ExportSubjectPublicKeyInfo(),
            pair,
            (data, hash, _) => pair.SignData(data, hash, RSASignaturePadding.Pkcs1));
    }

    /// <summary>Pure Ed25519.</summary>
    public static Key Ed25519()
    {
        var signer = new Ed25519Signer(RandomNumberGenerator.GetBytes(32));
        return new Key(
            "PKIX_ED25519",
            HashAlgorithmName.SHA512,
            signer.ExportSubjectPublicKeyInfo(),
            null,
            (data, _, _) => signer.Sign(data));
    }

    /// <summary>Signs in the way of the key's kind, or with another hash or in another form.</summary>
    public byte[] Sign(
        byte[] data,
        HashAlgorithmName? hash = null,
        DSASignatureFormat format = DSASignatureFormat.Rfc3279DerSequence) => sign(data, hash ?? Hash, format);

    /// <summary>The id of a log of this key and name; its first four bytes begin a checkpoint's signature.</summary>
    internal byte[] IdUnder(string name)
    {
        if (Pair is not null)
        {
            return Id;
        }

        // C2SP signed-note: the key id of Ed25519 covers the name, a line feed, the algorithm and the key.
        byte[] raw = SubjectPublicKeyInfo[^32..];
        return SHA256.HashData([.. Encoding.UTF8.GetBytes(name), 0x0A, 0x01, .. raw]);
    }

    /// <summary>The public key as a certificate request takes it.</summary>
    internal PublicKey ForCertificate() => PublicKey.CreateFromSubjectPublicKeyInfo(SubjectPublicKeyInfo, out _);

    private static Key Ecdsa(ECCurve curve, string details, HashAlgorithmName hash)
    {
        var pair = ECDsa.Create(curve);
        return new Key(
            details,
            hash,
            pair.ExportSubjectPublicKeyInfo(),
            pair,
            (data, by, format) => pair.SignData(data, by, format));
    }
}
