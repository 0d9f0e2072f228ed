using System.Collections;
using System.Text.Json;
using AiBom.Domain;

namespace AiBom.Documents.Json;

/// <summary>
/// An object of the document and where it stands. Reading a field of another type than asked for is a finding, and
/// the field counts as absent.
/// </summary>
internal readonly struct Part(JsonValue json, PartBounds bounds)
{
    /// <summary>The most objects and arrays within one another in a text that holds JSON.</summary>
    private const int DeepestPacked = 32;

    public JsonValue Json { get; } = json;

    /// <summary>Where it stands.</summary>
    public Pointer At => Json.At;

    public bool Has(string name) => Json.TryGetProperty(name, out _);

    /// <summary>
    /// The text of a field, without the credentials of addresses; null where it is absent, empty, or not a text.
    /// </summary>
    public string? Text(string name) => Lazy(name)?.GetString();

    /// <summary>The same; null where it has more bytes. Of a long text that many refer to no string is made.</summary>
    public string? Text(string name, int longest) =>
        Lazy(name) is { } value && value.Raw.Length <= longest ? value.GetString() : null;

    /// <summary>A number; null where the field is absent or not one.</summary>
    public double? Number(string name) =>
        TryGet(name, JsonValueKind.Number, out JsonValue value) && value.TryGetDouble(out double number)
            ? number
            : null;

    /// <summary>True or false; null where the field is absent or neither.</summary>
    public bool? Flag(string name)
    {
        if (Json.TryGetProperty(name, out JsonValue value) && value.ValueKind is JsonValueKind.False)
        {
            return false;
        }

        return TryGet(name, JsonValueKind.True, out _) ? true : null;
    }

    public Part? Object(string name) =>
        TryGet(name, JsonValueKind.Object, out JsonValue value) ? With(value) : null;

    /// <summary>The objects of an array field.</summary>
    public PartList Objects(string name) =>
        TryGet(name, JsonValueKind.Array, out JsonValue array) ? new PartList(this, array) : default;

    /// <summary>The items of an array field, of whatever type.</summary>
    public IEnumerable<(JsonValue Json, Pointer At)> Items(string name) =>
        TryGet(name, JsonValueKind.Array, out JsonValue array) ? ItemsOf(array) : [];

    /// <summary>The texts of an array field.</summary>
    public IEnumerable<(string Text, Pointer At)> Texts(string name) =>
        TryGet(name, JsonValueKind.Array, out JsonValue array) ? TextsOf(array) : [];

    /// <summary>An item as a text; null, with a finding, where it is none.</summary>
    public string? TextAt(JsonValue item, Pointer at)
    {
        if (item.ValueKind is not JsonValueKind.String)
        {
            WarnOfType(at, JsonValueKind.String, item);
            return null;
        }

        if (item.Raw.Length > bounds.LongestText)
        {
            WarnOfLength(at);
            return null;
        }

        return item.GetString();
    }

    /// <summary>
    /// The object that a text holds as JSON, as converters pack what the format has no field for; null, with a finding,
    /// where it holds none. All of it stands where the text stands.
    /// </summary>
    public Part? Unpack(string text, Pointer at)
    {
        if (Json.Unpack(text, DeepestPacked, at) is { ValueKind: JsonValueKind.Object } packed)
        {
            return With(packed);
        }

        bounds.Report.Warn(
            FindingCodes.ValueInvalid,
            at,
            "The text is no object in JSON; it was left out.",
            "an object in JSON",
            text);
        return null;
    }

    /// <summary>Something stands in another form than the standard gives it, and is read all the same.</summary>
    public void Tolerate(Pointer at, string message, string expected, string found) =>
        bounds.Report.Warn(FindingCodes.FormTolerated, at, message, expected, found);

    /// <summary>Another object of the same document.</summary>
    public Part With(JsonValue element) => new(element, bounds);

    /// <summary>
    /// A text field that is made a string only when it is asked for; null where it is absent, empty or not a text.
    /// </summary>
    public JsonValue? Lazy(string name)
    {
        if (!TryGet(name, JsonValueKind.String, out JsonValue value) || value.Raw.IsEmpty)
        {
            return null;
        }

        if (value.Raw.Length <= bounds.LongestText)
        {
            return value;
        }

        WarnOfLength(At.To(name));
        return null;
    }

    private bool TryGet(string name, JsonValueKind kind, out JsonValue value)
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

    private IEnumerable<(string Text, Pointer At)> TextsOf(JsonValue array)
    {
        int index = 0;
        foreach (JsonValue item in array.EnumerateArray())
        {
            Pointer place = array.At.To(index++);
            if (TextAt(item, place) is { } text)
            {
                yield return (text, place);
            }
        }
    }

    private static IEnumerable<(JsonValue Json, Pointer At)> ItemsOf(JsonValue array)
    {
        int index = 0;
        foreach (JsonValue item in array.EnumerateArray())
        {
            yield return (item, array.At.To(index++));
        }
    }

    private void WarnOfLength(Pointer pointer) =>
        bounds.Report.Warn(
            FindingCodes.ValueInvalid,
            pointer,
            $"The text is longer than {bounds.LongestText} bytes; it was left out.");

    private void WarnOfType(Pointer pointer, JsonValueKind expected, JsonValue found) =>
        bounds.Report.Warn(
            FindingCodes.TypeMismatch,
            pointer,
            "The field has another type than the standard gives it; it was left out.",
            expected.ToString(),
            found.ToExcerpt());

    /// <summary>The objects of an array; what else is in it is a finding.</summary>
    internal readonly struct PartList(Part owner, JsonValue array) : IEnumerable<Part>
    {
        private readonly bool _isPresent = true;

        /// <summary>How many items there are, objects or not.</summary>
        public int Most => _isPresent ? array.GetArrayLength() : 0;

        public Enumerator GetEnumerator() => new(owner, array, _isPresent);

        IEnumerator<Part> IEnumerable<Part>.GetEnumerator() => GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        internal struct Enumerator(Part owner, JsonValue array, bool isPresent) : IEnumerator<Part>
        {
            private JsonValue.Items.Enumerator _items = isPresent ? array.EnumerateArray().GetEnumerator() : default;
            private int _index = -1;

            public readonly Part Current => owner.With(_items.Current);

            readonly object IEnumerator.Current => Current;

            public bool MoveNext()
            {
                while (isPresent && _items.MoveNext())
                {
                    _index++;
                    if (_items.Current.ValueKind is JsonValueKind.Object)
                    {
                        return true;
                    }

                    owner.WarnOfType(array.At.To(_index), JsonValueKind.Object, _items.Current);
                }

                return false;
            }

            public readonly void Reset() => throw new NotSupportedException();

            public readonly void Dispose()
            {
            }
        }
    }
}

/// <summary>What every object of one document is read with.</summary>
/// <param name="Report">Takes what is wrong.</param>
/// <param name="LongestText">The most bytes of a text; a longer one is left out.</param>
internal sealed record PartBounds(Report Report, int LongestText);
