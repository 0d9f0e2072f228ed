using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using AiBom.Domain;

namespace AiBom.Cli;

/// <summary>
/// How answers become lines of JSON: as the record's own types do, but every member is there, digests are
/// <c>sha256:…</c>, and all is ASCII, so that no text of a stranger reaches a terminal as it is.
/// </summary>
internal static class JsonLines
{
    /// <summary>The form.</summary>
    public static JsonSerializerOptions Options { get; } = CreateOptions();

    /// <summary>One value as a line.</summary>
    public static string Of<T>(T value) => JsonSerializer.Serialize(value, Options) + "\n";

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(CanonicalJson.Options)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.Never,
            Encoder = JavaScriptEncoder.Default,
        };
        options.Converters.Add(new DigestText());
        return options;
    }

    private sealed class DigestText : JsonConverter<DeclaredDigest>
    {
        public override DeclaredDigest Read(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            DeclaredDigest.TryParse(reader.GetString(), out DeclaredDigest? digest)
                ? digest
                : throw new JsonException("This is no digest.");

        public override void Write(Utf8JsonWriter writer, DeclaredDigest value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
