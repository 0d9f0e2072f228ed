using System.Text.Json;
using AiBom.Documents.Json;

namespace AiBom.Documents;

/// <summary>
/// A document inside what carries its signature: a DSSE envelope, or a Sigstore bundle of one. The payload is the
/// document, byte for byte; what is around it is evidence, which is not verified here.
/// </summary>
/// <param name="Payload">The document's bytes.</param>
/// <param name="MediaType">Their media type, by the envelope's payload type.</param>
public sealed record EnvelopedDocument(ReadOnlyMemory<byte> Payload, string MediaType)
{
    private const string InToto = "application/vnd.in-toto+json";

    private static readonly string[] PayloadTypes = [InToto, "application/vnd.cyclonedx+json", "application/spdx+json"];

    /// <summary>
    /// Opens an envelope; null for anything else, for a payload of a type that is no document, and for one that is an
    /// envelope again.
    /// </summary>
    /// <param name="bytes">The posted bytes, UTF-8.</param>
    /// <param name="limits">The bounds; those of bytes and depth are those of the envelope.</param>
    public static EnvelopedDocument? Open(ReadOnlyMemory<byte> bytes, DocumentLimits limits)
    {
        ReadOnlyMemory<byte> json = DocumentReader.WithoutByteOrderMark(bytes);
        if (bytes.Length > limits.Bytes
            || !IsNamed(json.Span, limits.Depth)
            || !JsonScan.IsSound(json.Span, limits.Depth, new Report()))
        {
            return null;
        }

        try
        {
            var options = new JsonDocumentOptions { MaxDepth = limits.Depth, AllowDuplicateProperties = false };
            using JsonDocument parsed = JsonDocument.Parse(json, options);
            return Open(parsed.RootElement, limits.Depth);
        }
        catch (JsonException)
        {
            // A name stands twice, so that readers would disagree on the payload; the reader says which it is.
            return null;
        }
    }

    private static EnvelopedDocument? Open(JsonElement root, int depth)
    {
        JsonElement envelope = root.TryGetProperty("dsseEnvelope", out JsonElement inner) ? inner : root;
        return envelope.ValueKind is JsonValueKind.Object
            && TextOf(envelope, "payloadType") is { } payloadType
            && DocumentTypeOf(payloadType) is { } mediaType
            && TextOf(envelope, "payload") is { } payload
            && PayloadOf(payload) is { } bytes
            && !IsNamed(bytes, depth)
                ? new EnvelopedDocument(bytes, mediaType)
                : null;
    }

    /// <summary>What a document begins with: a large one is not looked through for what it is not.</summary>
    private static bool IsOfDocument(ref Utf8JsonReader reader) => reader.ValueTextEquals("bomFormat"u8)
        || reader.ValueTextEquals("specVersion"u8)
        || reader.ValueTextEquals("@context"u8)
        || reader.ValueTextEquals("@graph"u8)
        || reader.ValueTextEquals("_type"u8);

    /// <summary>
    /// Whether one of the members stands on the first level, so that no document is parsed twice for the question.
    /// </summary>
    private static bool IsNamed(ReadOnlySpan<byte> json, int depth)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = depth });
        try
        {
            if (!reader.Read() || reader.TokenType is not JsonTokenType.StartObject)
            {
                return false;
            }

            while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("payloadType"u8) || reader.ValueTextEquals("dsseEnvelope"u8))
                {
                    return true;
                }

                if (IsOfDocument(ref reader))
                {
                    return false;
                }

                reader.Skip();
            }
        }
        catch (JsonException)
        {
            return false;
        }

        return false;
    }

    /// <summary>The media type of a payload that can be a document; parameters do not change it.</summary>
    private static string? DocumentTypeOf(string payloadType)
    {
        string type = payloadType.Split(';', 2)[0].Trim().ToLowerInvariant();
        return type.StartsWith("application/vnd.in-toto.", StringComparison.Ordinal)
            && type.EndsWith("+json", StringComparison.Ordinal)
                ? InToto
                : PayloadTypes.FirstOrDefault(known => known.Equals(type, StringComparison.Ordinal));
    }

    /// <summary>DSSE, "Protocol": base64, of which readers take both alphabets.</summary>
    private static byte[]? PayloadOf(string payload)
    {
        string digits = payload.TrimEnd('=').Replace('-', '+').Replace('_', '/');
        string standard = digits.PadRight((digits.Length + 3) / 4 * 4, '=');
        byte[] bytes = new byte[standard.Length / 4 * 3];
        return Convert.TryFromBase64String(standard, bytes, out int length) ? bytes[..length] : null;
    }

    private static string? TextOf(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out JsonElement value) && value.ValueKind is JsonValueKind.String
            ? value.GetString()
            : null;
}
