using System.Text;
using System.Text.Json;

namespace AiBom.Testing.Signing;

/// <summary>A DSSE envelope as its fields stand in JSON, so that a test can break one of them.</summary>
/// <param name="PayloadType">The payload's type.</param>
/// <param name="Payload">The payload in base64.</param>
/// <param name="KeyId">The key id; null leaves it out.</param>
/// <param name="Signature">The signature in base64.</param>
public sealed record Envelope(string PayloadType, string Payload, string? KeyId, string Signature)
{
    /// <summary>The envelope as JSON.</summary>
    public string ToJson()
    {
        string keyId = KeyId is null ? "" : $"\"keyid\":{Quote(KeyId)},";
        return $$"""
            {"payloadType":{{Quote(PayloadType)}},"payload":{{Quote(Payload)}},"signatures":[{{{keyId}}"sig":{{Quote(Signature)}}}]}
            """;
    }

    /// <summary>The envelope as bytes.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(ToJson());

    private static string Quote(string text) => JsonSerializer.Serialize(text);
}
