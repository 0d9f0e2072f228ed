using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AiBom.Verification.Dsse;

namespace AiBom.Verification.Sigstore.Logs;

/// <summary>What a log says was signed, by whom, and with which signature: the body of an entry, read.</summary>
/// <param name="Kind">The kind, as the body says it.</param>
/// <param name="Version">The version of that kind, as the body says it.</param>
/// <param name="Signatures">The logged signatures, each with the DER of its certificate or public key.</param>
/// <param name="DigestAlgorithm">The function of <paramref name="Digest"/>; null for one that is not known.</param>
/// <param name="Digest">The digest of what was signed, or of the payload in it.</param>
internal sealed record LogEntryBody(
    string Kind,
    string Version,
    ImmutableArray<LoggedSignature> Signatures,
    HashAlgorithmName? DigestAlgorithm,
    byte[] Digest)
{
    private static readonly JsonDocumentOptions Strict =
        new() { AllowDuplicateProperties = false, MaxDepth = VerificationLimits.JsonDepth };

    /// <summary>The kinds of body that are read, with their versions.</summary>
    public static bool IsSupported(string kind, string version) =>
        (kind, version) is ("hashedrekord", "0.0.1" or "0.0.2") or ("dsse", "0.0.1") or ("intoto", "0.0.2");

    /// <summary>Whether the digest is over the payload of an envelope rather than over what was signed.</summary>
    public bool IsOfPayload => Kind is "dsse" or "intoto";

    /// <summary>Reads a body by what it says of itself; null where it says nothing that can be read.</summary>
    public static LogEntryBody? Read(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            JsonElement root = document.RootElement;
            (string kind, string version) = (Text(root, "kind"), Text(root, "apiVersion"));
            JsonElement spec = root.GetProperty("spec");
            return (kind, version) switch
            {
                ("hashedrekord", "0.0.1") => ReadHashedRekordV1(kind, version, spec),
                ("hashedrekord", "0.0.2") => ReadHashedRekordV2(kind, version, spec.GetProperty("hashedRekordV002")),
                ("dsse", "0.0.1") => ReadDsse(kind, version, spec),
                ("intoto", "0.0.2") => ReadInToto(kind, version, spec.GetProperty("content")),
                _ => new LogEntryBody(kind, version, [], null, []),
            };
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException
            or KeyNotFoundException or FormatException)
        {
            // How JsonElement says that a member is absent or of another type.
            return null;
        }
    }

    /// <summary>The function of a name as Rekor v1 and v2 write it.</summary>
    public static HashAlgorithmName? AlgorithmOf(string name) => name switch
    {
        "sha256" or "SHA2_256" => HashAlgorithmName.SHA256,
        "sha384" or "SHA2_384" => HashAlgorithmName.SHA384,
        "sha512" or "SHA2_512" => HashAlgorithmName.SHA512,
        _ => null,
    };

    private static LogEntryBody ReadHashedRekordV1(string kind, string version, JsonElement spec)
    {
        JsonElement signature = spec.GetProperty("signature");
        var logged = new LoggedSignature(
            Bytes(signature, "content"), FromPem(Bytes(signature.GetProperty("publicKey"), "content")));
        return WithHexDigest(kind, version, [logged], spec.GetProperty("data").GetProperty("hash"));
    }

    private static LogEntryBody ReadHashedRekordV2(string kind, string version, JsonElement spec)
    {
        JsonElement data = spec.GetProperty("data");
        JsonElement signature = spec.GetProperty("signature");
        JsonElement verifier = signature.GetProperty("verifier");
        bool isCertificate = verifier.TryGetProperty("x509Certificate", out JsonElement certificate);
        byte[] der = Bytes(isCertificate ? certificate : verifier.GetProperty("publicKey"), "rawBytes");
        return new LogEntryBody(
            kind,
            version,
            [new LoggedSignature(Bytes(signature, "content"), der)],
            AlgorithmOf(Text(data, "algorithm")),
            Bytes(data, "digest"));
    }

    private static LogEntryBody ReadDsse(string kind, string version, JsonElement spec)
    {
        IEnumerable<LoggedSignature> logged = spec.GetProperty("signatures").EnumerateArray()
            .Take(VerificationLimits.EnvelopeSignatures)
            .Select(one => new LoggedSignature(Bytes(one, "signature"), FromPem(Bytes(one, "verifier"))));
        return WithHexDigest(kind, version, [.. logged], spec.GetProperty("payloadHash"));
    }

    private static LogEntryBody ReadInToto(string kind, string version, JsonElement content)
    {
        // This kind has the signature in base64 twice.
        IEnumerable<LoggedSignature> logged = content.GetProperty("envelope").GetProperty("signatures").EnumerateArray()
            .Take(VerificationLimits.EnvelopeSignatures)
            .Select(one => new LoggedSignature(Decode(Bytes(one, "sig")), FromPem(Bytes(one, "publicKey"))));
        return WithHexDigest(kind, version, [.. logged], content.GetProperty("payloadHash"));
    }

    private static LogEntryBody WithHexDigest(
        string kind, string version, ImmutableArray<LoggedSignature> signatures, JsonElement hash) => new(
            kind,
            version,
            signatures,
            AlgorithmOf(Text(hash, "algorithm")),
            Convert.FromHexString(Text(hash, "value")));

    private static string Text(JsonElement parent, string name) =>
        parent.GetProperty(name).GetString() ?? throw new FormatException($"'{name}' is null.");

    private static byte[] Bytes(JsonElement parent, string name) => Decode(Encoding.UTF8.GetBytes(Text(parent, name)));

    private static byte[] Decode(byte[] base64) => StrictBase64.TryDecode(base64, out byte[]? decoded)
        ? decoded
        : throw new FormatException("A value is not in base64.");

    /// <summary>The DER in one PEM block, whatever its label says it is.</summary>
    private static byte[] FromPem(byte[] pem)
    {
        string text = Encoding.UTF8.GetString(pem);
        return pem.Length <= VerificationLimits.CertificateBytes && PemEncoding.TryFind(text, out PemFields fields)
            ? Convert.FromBase64String(text[fields.Base64Data])
            : throw new FormatException("A verifier is not in PEM.");
    }
}

/// <summary>A signature as it was logged.</summary>
/// <param name="Signature">Its bytes.</param>
/// <param name="Verifier">The certificate, or the SubjectPublicKeyInfo, in DER.</param>
internal sealed record LoggedSignature(byte[] Signature, byte[] Verifier);
