using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace AiBom.Testing.Signing;

/// <summary>A DSSE envelope as its fields stand in JSON, so that a test can break one of them.</summary>
/// <param name="PayloadType">The payload's type.</param>
/// <param name="Payload">The payload in base64.</param>
/// <param name="KeyId">The key id; null leaves it out.</param>
/// <param name="Signature">The signature in base64.</param>
public sealed record Envelope(string PayloadType, string Payload, string? KeyId, string Signature)
{
    private static readonly JsonSerializerOptions Plain =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The envelope as JSON.</summary>
    public string ToJson()
    {
        string keyId = KeyId is null ? "" : $"\"keyid\":{Quote(KeyId)},";
        string signature = $"{{{keyId}\"sig\":{Quote(Signature)}}}";
        return $"{{\"payloadType\":{Quote(PayloadType)},\"payload\":{Quote(Payload)},\"signatures\":[{signature}]}}";
    }

    /// <summary>The envelope as bytes.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes(ToJson());

    private static string Quote(string text) => JsonSerializer.Serialize(text, Plain);
}
