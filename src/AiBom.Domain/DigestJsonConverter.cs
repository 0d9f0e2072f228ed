using System.Text.Json;
using System.Text.Json.Serialization;

namespace AiBom.Domain;

/// <summary>Writes a <see cref="Digest"/> as <c>sha256:&lt;hex&gt;</c>.</summary>
internal sealed class DigestJsonConverter : JsonConverter<Digest>
{
    public override Digest Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Digest.TryParse(reader.GetString(), out Digest? digest)
            ? digest
            : throw new JsonException("Expected a digest of the form sha256:<64 lowercase hex>.");

    public override void Write(Utf8JsonWriter writer, Digest value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
