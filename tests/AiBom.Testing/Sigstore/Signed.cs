using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace AiBom.Testing.Sigstore;

/// <summary>What was signed, by whom: all that logs and timestamp authorities are shown.</summary>
/// <param name="Recipe">What it was made by.</param>
/// <param name="Key">The signer's key.</param>
/// <param name="Certificate">The certificate; null where a managed key signs.</param>
/// <param name="Signature">The signature.</param>
public sealed record Signed(Recipe Recipe, Key Key, byte[]? Certificate, byte[] Signature)
{
    /// <summary>The hash that the signer used.</summary>
    public HashAlgorithmName Hash => Recipe.Hash ?? Key.Hash;

    /// <summary>The hash of what should have been signed.</summary>
    public byte[] Digest => CryptographicOperations.HashData(Hash, Recipe.ToBeSigned());

    /// <summary>The envelope's payload.</summary>
    public byte[] Payload => Recipe.PayloadBytes();

    /// <summary>The envelope's payload type.</summary>
    public string PayloadType => Recipe.PayloadType;

    /// <summary>The signature as an envelope.</summary>
    public JsonObject Envelope() => new()
    {
        ["payload"] = Convert.ToBase64String(Payload),
        ["payloadType"] = PayloadType,
        ["signatures"] = new JsonArray(new JsonObject { ["sig"] = Convert.ToBase64String(Signature) }),
    };

    /// <summary>The signature as a message's.</summary>
    public JsonObject MessageSignature() => new()
    {
        ["messageDigest"] = new JsonObject
        {
            ["algorithm"] = Json.ProtocolName(Hash),
            ["digest"] = Convert.ToBase64String(CryptographicOperations.HashData(Hash, Recipe.Artifact)),
        },
        ["signature"] = Convert.ToBase64String(Signature),
    };
}
