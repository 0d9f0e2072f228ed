using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using AiBom.Domain;

namespace AiBom.Documents.Json;

/// <summary>
/// An object of the document and where it stands. Reading a field of another type than asked for is a finding, and
/// the field counts as absent.
/// </summary>
internal readonly struct Part(JsonElement json, Pointer at, Report report, int longestText)
{
    public JsonElement Json { get; } = json;

    public Pointer At { get; } = at;

    public bool Has(string name) => Json.TryGetProperty(name, out _);

    /// <summary>The text of a field; null where it is absent, empty, or not a text.</summary>
    public string? Text(string name)
    {
        if (!TryGet(name, JsonValueKind.String, out JsonElement value))
        {
            return null;
        }

        if (TextOf(value) is { } text)
        {
            return text.Length > 0 ? text : null;
        }

        WarnOfLength(At.To(name));
        return null;
    }

    /// <summary>A number; null where the field is absent or not one.</summary>
    public double? Number(string name) =>
        TryGet(name, JsonValueKind.Number, out JsonElement value) && value.TryGetDouble(out double number)
            ? number
            : null;

    /// <summary>True or false; null where the field is absent or neither.</summary>
    public bool? Flag(string name)
    {
        if (Json.TryGetProperty(name, out JsonElement value) && value.ValueKind is JsonValueKind.False)
        {
            return false;
        }

        return TryGet(name, JsonValueKind.True, out _) ? true : null;
    }

    public Part? Object(string name) =>
        TryGet(name, JsonValueKind.Object, out JsonElement value) ? With(value, At.To(name)) : null;

    /// <summary>The objects of an array field.</summary>
    public IEnumerable<Part> Objects(string name) =>
        TryGet(name, JsonValueKind.Array, out JsonElement array) ? ObjectsOf(array, At.To(name)) : [];

    /// <summary>The items of an array field, of whatever type.</summary>
    public IEnumerable<(JsonElement Json, Pointer At)> Items(string name) =>
        TryGet(name, JsonValueKind.Array, out JsonElement array) ? ItemsOf(array, At.To(name)) : [];

    /// <summary>The texts of an array field.</summary>
    public IEnumerable<(string Text, Pointer At)> Texts(string name)
    {
        foreach ((JsonElement item, Pointer place) in Items(name))
        {
            if (TextAt(item, place) is { } text)
            {
                yield return (text, place);
            }
        }
    }

    /// <summary>An item as a text; null, with a finding, where it is none.</summary>
    public string? TextAt(JsonElement item, Pointer at)
    {
        if (item.ValueKind is not JsonValueKind.String)
        {
            WarnOfType(at, JsonValueKind.String, item);
            return null;
        }

        string? text = TextOf(item);
        if (text is null)
        {
            WarnOfLength(at);
        }

        return text;
    }

    public Part With(JsonElement element, Pointer pointer) => new(element, pointer, report, longestText);

    private bool TryGet(string name, JsonValueKind kind, out JsonElement value)
    {
        if (!Json.TryGetProperty(name, out value))
        {
            return false;
        }

        if (value.ValueKind == kind)
        {
            return true;
        }

        WarnOfType(At.To(name), kind, value);
        return false;
    }

    private IEnumerable<Part> ObjectsOf(JsonElement array, Pointer at)
    {
        foreach ((JsonElement item, Pointer pointer) in ItemsOf(array, at))
        {
            if (item.ValueKind is JsonValueKind.Object)
            {
                yield return With(item, pointer);
            }
            else
            {
                WarnOfType(pointer, JsonValueKind.Object, item);
            }
        }
    }

    private static IEnumerable<(JsonElement Json, Pointer At)> ItemsOf(JsonElement array, Pointer at)
    {
        int index = 0;
        foreach (JsonElement item in array.EnumerateArray())
        {
            yield return (item, at.To(index++));
        }
    }

    private string? TextOf(JsonElement value) =>
        JsonMarshal.GetRawUtf8Value(value).Length <= longestText ? value.GetString() : null;

    private void WarnOfLength(Pointer pointer) =>
        report.Warn(
            FindingCodes.ValueInvalid, pointer, $"The text is longer than {longestText} bytes; it was left out.");

    private void WarnOfType(Pointer pointer, JsonValueKind expected, JsonElement found)
    {
        // Only the beginning is decoded: the rest may be megabytes.
        ReadOnlySpan<byte> raw = JsonMarshal.GetRawUtf8Value(found);
        string excerpt = Encoding.UTF8.GetString(raw[..Math.Min(raw.Length, 4 * FindingLimits.Excerpt)]);
        report.Warn(
            FindingCodes.TypeMismatch,
            pointer,
            "The field has another type than the standard gives it; it was left out.",
            expected.ToString(),
            excerpt);
    }
}
