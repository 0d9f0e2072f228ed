using System.Text.Json;
using System.Text.Json.Nodes;

namespace AiBom.EndToEnd.Tests.Chains;

/// <summary>Changes one thing in a document that is otherwise as its producer wrote it.</summary>
internal static class Tampering
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static byte[] Edit(byte[] document, Action<JsonNode> change)
    {
        JsonNode bom = JsonNode.Parse(document)!;
        change(bom);
        return JsonSerializer.SerializeToUtf8Bytes(bom, Indented);
    }

    /// <summary>The subject of a document.</summary>
    public static JsonNode Subject(JsonNode bom) => bom["metadata"]!["component"]!;
}
