using System.Text.Json;
using System.Text.Json.Serialization;

namespace AiBom.Domain;

/// <summary>Writes instants in the one spelling of <see cref="Instants.ToCanonicalText"/>.</summary>
internal sealed class CanonicalInstantConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetDateTimeOffset().Truncate();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToCanonicalText());
}
