using System.Text.Json;

namespace AiBom.Documents.Writing;

/// <summary>What writers of JSON documents say often.</summary>
internal static class JsonWriting
{
    /// <summary>Writes a text where there is one.</summary>
    public static void WriteText(this Utf8JsonWriter json, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            json.WriteString(name, text);
        }
    }

    /// <summary>Writes a list of texts where there is one.</summary>
    public static void WriteTexts(this Utf8JsonWriter json, string name, IReadOnlyCollection<string> texts)
    {
        if (texts.Count > 0)
        {
            json.WriteStartArray(name);
            foreach (string text in texts)
            {
                json.WriteStringValue(text);
            }

            json.WriteEndArray();
        }
    }
}
