using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace AiBom.Testing.Sigstore;

/// <summary>What a log keeps of a signature: the bodies of Rekor's entries, with their members in order.</summary>
internal static class EntryBody
{
    public static JsonObject Of(EntryKind kind, Signed signed)
    {
        JsonObject spec = (kind.Name, kind.Version) switch
        {
            ("hashedrekord", "0.0.1") => HashedRekord1(signed),
            ("hashedrekord", "0.0.2") => HashedRekord2(signed),
            ("dsse", "0.0.1") => Dsse1(signed),
            ("dsse", "0.0.2") => Dsse2(signed),
            ("intoto", "0.0.2") => InToto2(signed),
            _ => throw new UnreachableException($"No log has entries of the kind {kind}."),
        };
        return new JsonObject { ["apiVersion"] = kind.Version, ["kind"] = kind.Name, ["spec"] = spec };
    }

    /// <summary>Who verifies it, as logs of the first version write it: PEM in base64.</summary>
    public static string VerifierInPem(byte[]? certificate, Key key)
    {
        string pem = certificate is null ? key.Pem : PemEncoding.WriteString("CERTIFICATE", certificate);
        return Base64(Encoding.UTF8.GetBytes(pem + "\n"));
    }

    /// <summary>Who verifies it, as logs of the second version write it.</summary>
    public static JsonObject Verifier(byte[]? certificate, Key key)
    {
        var bytes = new JsonObject { ["rawBytes"] = Base64(certificate ?? key.SubjectPublicKeyInfo) };
        string member = certificate is null ? "publicKey" : "x509Certificate";
        return new JsonObject { ["keyDetails"] = key.Details, [member] = bytes };
    }

    private static JsonObject HashedRekord1(Signed signed) => new()
    {
        ["data"] = new JsonObject { ["hash"] = Hash(signed.Hash, signed.Digest) },
        ["signature"] = new JsonObject
        {
            ["content"] = Base64(signed.Signature),
            ["publicKey"] = new JsonObject { ["content"] = VerifierInPem(signed.Certificate, signed.Key) },
        },
    };

    private static JsonObject HashedRekord2(Signed signed) => new()
    {
        ["hashedRekordV002"] = new JsonObject
        {
            ["data"] = new JsonObject
            {
                ["algorithm"] = Json.ProtocolName(signed.Hash),
                ["digest"] = Base64(signed.Digest),
            },
            ["signature"] = new JsonObject
            {
                ["content"] = Base64(signed.Signature),
                ["verifier"] = Verifier(signed.Certificate, signed.Key),
            },
        },
    };

    private static JsonObject Dsse1(Signed signed) => new()
    {
        ["envelopeHash"] = Hash(HashAlgorithmName.SHA256, SHA256.HashData(Json.Bytes(signed.Envelope()))),
        ["payloadHash"] = Hash(HashAlgorithmName.SHA256, SHA256.HashData(signed.Payload)),
        ["signatures"] = new JsonArray(new JsonObject
        {
            ["signature"] = Base64(signed.Signature),
            ["verifier"] = VerifierInPem(signed.Certificate, signed.Key),
        }),
    };

    private static JsonObject Dsse2(Signed signed) => new()
    {
        ["dsseV002"] = new JsonObject
        {
            ["payloadHash"] = new JsonObject
            {
                ["algorithm"] = Json.ProtocolName(HashAlgorithmName.SHA256),
                ["digest"] = Base64(SHA256.HashData(signed.Payload)),
            },
            ["signatures"] = new JsonArray(new JsonObject
            {
                ["content"] = Base64(signed.Signature),
                ["verifier"] = Verifier(signed.Certificate, signed.Key),
            }),
        },
    };

    private static JsonObject InToto2(Signed signed) => new()
    {
        ["content"] = new JsonObject
        {
            ["envelope"] = new JsonObject
            {
                ["payloadType"] = signed.PayloadType,
                ["signatures"] = new JsonArray(new JsonObject
                {
                    ["publicKey"] = VerifierInPem(signed.Certificate, signed.Key),
                    ["sig"] = Base64(Encoding.ASCII.GetBytes(Base64(signed.Signature))),
                }),
            },
            ["hash"] = Hash(HashAlgorithmName.SHA256, SHA256.HashData(Json.Bytes(signed.Envelope()))),
            ["payloadHash"] = Hash(HashAlgorithmName.SHA256, SHA256.HashData(signed.Payload)),
        },
    };

    private static JsonObject Hash(HashAlgorithmName algorithm, byte[] value) => new()
    {
        ["algorithm"] = Json.PlainName(algorithm),
        ["value"] = Convert.ToHexStringLower(value),
    };

    private static string Base64(byte[] bytes) => Convert.ToBase64String(bytes);
}
