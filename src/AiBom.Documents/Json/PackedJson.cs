using System.Text;
using System.Text.Json;

namespace AiBom.Documents.Json;

/// <summary>Reads JSON that a text of a document holds, as converters pack what the format has no field for.</summary>
internal static class PackedJson
{
    /// <summary>The most objects and arrays within one another.</summary>
    private const int Depth = 32;

    /// <summary>The most values and names.</summary>
    private const int Values = 64 << 10;

    /// <summary>The object that a text holds; null where it holds none. It is good for as long as the document.</summary>
    public static JsonValue? Read(JsonTape document, string text, Pointer at)
    {
        JsonTape? packed;
        try
        {
            packed = JsonTape.Read(Encoding.UTF8.GetBytes(text), Depth, Values, out _);
        }
        catch (JsonException)
        {
            return null;
        }

        if (packed is null)
        {
            return null;
        }

        document.Keep(packed, at.ToString());
        return packed.Root.ValueKind is JsonValueKind.Object && !packed.HasDuplicateNames() ? packed.Root : null;
    }
}
