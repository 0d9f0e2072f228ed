using System.Buffers;
using System.Text.Json;
using AiBom.Domain;
using AiBom.Verification.Keys;

namespace AiBom.Verification.Dsse;

/// <summary>Makes what <see cref="DocumentVerifier"/> accepts.</summary>
public static class DsseSigner
{
    /// <summary>Signs a CycloneDX document in JSON: the envelope's payload is the document, byte for byte.</summary>
    public static byte[] SignDocument(ReadOnlyMemory<byte> document, SigningKey key) =>
        Sign(PayloadTypes.CycloneDx, document, key);

    /// <summary>Signs a document of any media type, byte for byte: the type is the envelope's payload type.</summary>
    public static byte[] SignDocument(ReadOnlyMemory<byte> document, string mediaType, SigningKey key) =>
        Sign(mediaType, document, key);

    /// <summary>
    /// Signs an in-toto Statement v1 that a document of the CycloneDX predicate type is its subject; for documents too
    /// large to travel twice.
    /// </summary>
    /// <param name="name">The document's name, for people.</param>
    /// <param name="document">The document's SHA-256.</param>
    /// <param name="key">The signer.</param>
    public static byte[] SignStatement(string name, Digest document, SigningKey key)
    {
        byte[] statement = CanonicalJson.Serialize(new
        {
            _type = "https://in-toto.io/Statement/v1",
            subject = new[] { new { name, digest = new { sha256 = document.Hex } } },
            predicateType = PayloadTypes.CycloneDxPredicate,
            predicate = new { },
        });
        return Sign(PayloadTypes.InToto, statement, key);
    }

    /// <summary>Signs a whole in-toto Statement, byte for byte.</summary>
    public static byte[] SignStatement(ReadOnlyMemory<byte> statement, SigningKey key) =>
        Sign(PayloadTypes.InToto, statement, key);

    private static byte[] Sign(string payloadType, ReadOnlyMemory<byte> payload, SigningKey key)
    {
        byte[] signature = key.Sign(PreAuthenticationEncoding.Of(payloadType, payload));
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartObject();
            writer.WriteString("payloadType", payloadType);
            writer.WriteBase64String("payload", payload.Span);
            writer.WriteStartArray("signatures");
            writer.WriteStartObject();
            writer.WriteString("keyid", key.PublicKey.Id.Hex);
            writer.WriteBase64String("sig", signature);
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }
}
