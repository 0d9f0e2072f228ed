using System.Text;
using System.Text.Json;
using AiBom.Documents.Json;
using AiBom.Documents.Schema.Rules;
using AiBom.Documents.Schema.Values;

namespace AiBom.Documents.Schema.Compilation;

/// <summary>Reads <c>enum</c> and <c>const</c>.</summary>
internal static class ConstantReader
{
    private const int Depth = 64;
    private const int MostShown = 20;

    public static EnumRule Const(SchemaPlace place) => Rule(place, [place.Json]);

    public static EnumRule Enum(SchemaPlace place) => Rule(place, [.. place.Json.EnumerateArray()]);

    private static EnumRule Rule(SchemaPlace place, JsonElement[] values)
    {
        HashSet<string> strings = new(StringComparer.Ordinal);
        HashSet<UInt128> others = [];
        foreach (JsonElement value in values)
        {
            if (value.ValueKind is JsonValueKind.String)
            {
                strings.Add(value.GetString()!);
            }
            else
            {
                others.Add(HashOf(value));
            }
        }

        string shown = string.Join(", ", values.Take(MostShown).Select(value => value.GetRawText()));
        string expected = values.Length == 1 ? shown : $"one of {values.Length}: {shown}";
        var complaint = values.Length == 1
            ? new Complaint(place.Location, "The value is not the one allowed.", expected, Tells.Owner)
            : new Complaint(place.Location, "The value is not one of those listed.", expected, Tells.Value);
        return new EnumRule(strings, others, complaint);
    }

    private static UInt128 HashOf(JsonElement value)
    {
        byte[] json = Encoding.UTF8.GetBytes(value.GetRawText());
        using JsonTape tape = JsonTape.Read(json, Depth, json.Length + 1, out _)
            ?? throw new SchemaException($"A constant nests deeper than {Depth} levels or is no Unicode.");
        return ValueHash.Of(tape.View, 0);
    }
}
