using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace AiBom.Testing.Signing;

/// <summary>
/// Someone who signs soundly: DSSE 1.0 over a document or over an in-toto Statement. Keys are made anew each run; what
/// a test expects never depends on which.
/// </summary>
public sealed class Signer
{
    private readonly AsymmetricAlgorithm? key;
    private readonly byte[] publicKey;
    private readonly Func<byte[], byte[]> sign;

    private Signer(AsymmetricAlgorithm key, Func<byte[], byte[]> sign)
        : this(key.ExportSubjectPublicKeyInfo(), sign) => this.key = key;

    private Signer(byte[] publicKey, Func<byte[], byte[]> sign)
    {
        this.publicKey = publicKey;
        this.sign = sign;
    }

    /// <summary>The public key in PEM.</summary>
    public string Pem => PemEncoding.WriteString("PUBLIC KEY", publicKey);

    /// <summary>The private key in PEM, to be given where it must be refused.</summary>
    /// <exception cref="InvalidOperationException">The key is of no kind that the platform has.</exception>
    public string PrivatePem => key?.ExportPkcs8PrivateKeyPem()
        ?? throw new InvalidOperationException("The platform has no private keys of this kind.");

    /// <summary>The public key as a JSON Web Key in canonical form; null for a kind that has none here.</summary>
    public string? Jwk => key switch
    {
        ECDsa pair => EcdsaJwk(pair.ExportParameters(includePrivateParameters: false), pair.KeySize),
        RSA pair => RsaJwk(pair.ExportParameters(includePrivateParameters: false)),
        null => $$"""{"crv":"Ed25519","kty":"OKP","x":"{{Base64Url.EncodeToString(publicKey.AsSpan(12))}}"}""",
        _ => null,
    };

    /// <summary>SHA-256 of the SubjectPublicKeyInfo, in lowercase hexadecimal.</summary>
    public string KeyId => Convert.ToHexStringLower(SHA256.HashData(publicKey));

    /// <summary>ECDSA on a curve, with a hash, in one of the two forms.</summary>
    public static Signer Ecdsa(
        ECCurve? curve = null,
        HashAlgorithmName? hash = null,
        DSASignatureFormat format = DSASignatureFormat.Rfc3279DerSequence)
    {
        var pair = ECDsa.Create(curve ?? ECCurve.NamedCurves.nistP256);
        return new Signer(pair, data => pair.SignData(data, hash ?? HashAlgorithmName.SHA256, format));
    }

    /// <summary>A key that also stands in a certificate, with SHA-256.</summary>
    public static Signer Of(ECDsa pair, DSASignatureFormat format = DSASignatureFormat.Rfc3279DerSequence) =>
        new(pair, data => pair.SignData(data, HashAlgorithmName.SHA256, format));

    /// <summary>Someone who computes HMAC-SHA-256 from bytes that are no secret.</summary>
    public static Signer OfMac(byte[] secret) => new(secret, data => HMACSHA256.HashData(secret, data));

    /// <summary>RSA of a size, with a hash and a padding.</summary>
    public static Signer Rsa(int bits, HashAlgorithmName hash, RSASignaturePadding padding)
    {
        var pair = RSA.Create(bits);
        return new Signer(pair, data => pair.SignData(data, hash, padding));
    }

    /// <summary>Ed25519, with the same key for the same seed.</summary>
    public static Signer Ed25519(string seed)
    {
        var signer = Ed25519Signer.FromSeed(seed);
        return new Signer(signer.ExportSubjectPublicKeyInfo(), data => signer.Sign(data));
    }

    /// <summary>Signs any payload.</summary>
    public Envelope Sign(string payloadType, byte[] payload) => new(
        payloadType,
        Convert.ToBase64String(payload),
        KeyId,
        Convert.ToBase64String(sign(Encode(payloadType, payload))));

    /// <summary>Signs a CycloneDX document: the payload is the document.</summary>
    public Envelope SignDocument(byte[] document) => Sign("application/vnd.cyclonedx+json", document);

    /// <summary>Signs a Statement whose subject is a document.</summary>
    public Envelope SignStatement(
        byte[] document,
        string predicateType = "https://cyclonedx.org/bom",
        string type = "https://in-toto.io/Statement/v1",
        string? digest = null) => Sign("application/vnd.in-toto+json", Encoding.UTF8.GetBytes(
            $$$"""
            {"_type":"{{{type}}}","subject":[{"name":"bom.json","digest":{"sha256":"{{{digest ?? HexOf(document)}}}"}}],
             "predicateType":"{{{predicateType}}}","predicate":{}}
            """));

    /// <summary>Signs a Statement.</summary>
    public Envelope Attest(string statement) =>
        Sign("application/vnd.in-toto+json", Encoding.UTF8.GetBytes(statement));

    /// <summary>Signs bytes as they are, without the encoding that DSSE demands.</summary>
    public Envelope SignWithoutEncoding(string payloadType, byte[] payload) => new(
        payloadType, Convert.ToBase64String(payload), KeyId, Convert.ToBase64String(sign(payload)));

    /// <summary>Signs bytes as they are, and gives the signature alone.</summary>
    public byte[] SignBytes(byte[] content) => sign(content);

    private static string EcdsaJwk(ECParameters key, int bits)
    {
        (string x, string y) = (Base64Url.EncodeToString(key.Q.X), Base64Url.EncodeToString(key.Q.Y));
        return $$"""{"crv":"P-{{bits}}","kty":"EC","x":"{{x}}","y":"{{y}}"}""";
    }

    private static string RsaJwk(RSAParameters key)
    {
        (string e, string n) = (Base64Url.EncodeToString(key.Exponent), Base64Url.EncodeToString(key.Modulus));
        return $$"""{"e":"{{e}}","kty":"RSA","n":"{{n}}"}""";
    }

    private static string HexOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The pre-authentication encoding, as the DSSE protocol writes it.</summary>
    private static byte[] Encode(string payloadType, byte[] payload) =>
    [
        .. Encoding.UTF8.GetBytes($"DSSEv1 {Encoding.UTF8.GetByteCount(payloadType)} {payloadType} {payload.Length} "),
        .. payload,
    ];
}
