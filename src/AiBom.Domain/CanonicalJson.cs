using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AiBom.Domain;

/// <summary>
/// The JSON Canonicalization Scheme (RFC 8785): one byte sequence for one JSON value, so that it can be hashed.
/// </summary>
public static class CanonicalJson
{
    /// <summary>
    /// How the record's own types become JSON: camelCase names, UPPER_SNAKE enums, instants in one spelling, null left
    /// out, unknown members ignored so that an older reader can follow a newer writer.
    /// </summary>
    public static JsonSerializerOptions Options { get; } = CreateOptions();

    /// <summary>Writes <paramref name="value"/> as canonical JSON.</summary>
    public static byte[] Serialize<T>(T value) =>
        Canonicalize(JsonSerializer.SerializeToUtf8Bytes(value, Options));

    /// <summary>Reads what <see cref="Serialize"/> wrote.</summary>
    /// <exception cref="JsonException">The bytes are not such a value: the record is damaged.</exception>
    public static T Deserialize<T>(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<T>(json, Options)
            ?? throw new JsonException($"Expected a {typeof(T).Name}, found null.");

    /// <summary>Rewrites any JSON text in canonical form.</summary>
    /// <exception cref="JsonException">
    /// It is not one JSON value in Unicode text, or an object has one name twice (RFC 8785 section 3.1).
    /// </exception>
    public static byte[] Canonicalize(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        using JsonDocument document = JsonDocument.ParseValue(ref reader);

        // The reader refuses what follows the value, once it is asked for more.
        reader.Read();
        return Canonicalize(document.RootElement, json.Length);
    }

    /// <summary>Writes a parsed value in canonical form.</summary>
    public static byte[] Canonicalize(JsonElement value) => Canonicalize(value, sizeHint: 256);

    /// <summary>
    /// Writes an object in canonical form around the value of one member: what comes before it, and what after. For
    /// signatures that stand inside what they sign.
    /// </summary>
    /// <param name="value">The object.</param>
    /// <param name="member">The member whose value is left open; it must be there.</param>
    /// <param name="leftOut">Members that are left out with name and value.</param>
    /// <exception cref="JsonException">It has no canonical form.</exception>
    public static (byte[] Before, byte[] After) CanonicalizeAround(
        JsonElement value, string member, IReadOnlySet<string> leftOut)
    {
        int split = 0;
        byte[] whole = Write(
            output => split = CanonicalJsonWriter.WriteAround(value, member, leftOut, output), sizeHint: 256);
        return (whole[..split], whole[split..]);
    }

    private static byte[] Canonicalize(JsonElement value, int sizeHint) =>
        Write(output => CanonicalJsonWriter.Write(value, output), sizeHint);

    private static byte[] Write(Action<ArrayBufferWriter<byte>> write, int sizeHint)
    {
        var output = new ArrayBufferWriter<byte>(Math.Max(sizeHint, 1));
        try
        {
            write(output);
        }
        catch (InvalidOperationException notText)
        {
            // How JsonElement reports an escape that is half of a surrogate pair.
            throw new JsonException("A string is not valid Unicode text.", notText);
        }

        return output.WrittenSpan.ToArray();
    }

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            AllowDuplicateProperties = false,

            // Canonical order puts other names before the one that tells the kind.
            AllowOutOfOrderMetadataProperties = true,
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper, allowIntegerValues: false));
        options.Converters.Add(new CanonicalInstantConverter());
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
