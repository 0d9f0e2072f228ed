using System.Buffers.Text;
using System.Collections;
using System.Text;
using System.Text.Json;

namespace AiBom.Documents.Json;

/// <summary>A value of a document; good as long as the tape that it stands on.</summary>
internal readonly struct JsonValue(JsonTape tape, int token)
{
    /// <summary>Its token on the tape.</summary>
    public int Token => token;

    public JsonValueKind ValueKind => tape.TokenAt(token).Kind switch
    {
        TokenKind.Object => JsonValueKind.Object,
        TokenKind.Array => JsonValueKind.Array,
        TokenKind.String or TokenKind.Name => JsonValueKind.String,
        TokenKind.Number => JsonValueKind.Number,
        TokenKind.True => JsonValueKind.True,
        TokenKind.False => JsonValueKind.False,
        _ => JsonValueKind.Null,
    };

    /// <summary>Where it stands; of a value that is no object or array, where what is around it stands.</summary>
    public Pointer At => new(tape, token);

    /// <summary>The bytes of a scalar's text as they stand, without quotation marks.</summary>
    public ReadOnlySpan<byte> Raw => tape.RawOf(token);

    /// <summary>The item of an array.</summary>
    public JsonValue this[int index]
    {
        get
        {
            foreach (JsonValue item in EnumerateArray())
            {
                if (index-- == 0)
                {
                    return item;
                }
            }

            throw new ArgumentOutOfRangeException(nameof(index));
        }
    }

    /// <summary>A member of an object; false where it is none, or has none of that name (ASCII).</summary>
    public bool TryGetProperty(string name, out JsonValue value)
    {
        int member = tape.TokenAt(token).Kind is TokenKind.Object ? tape.MemberOf(token, name) : -1;
        value = member < 0 ? default : new JsonValue(tape, member);
        return member >= 0;
    }

    /// <summary>The text of a string; null of anything else.</summary>
    public string? GetString() =>
        tape.TokenAt(token).Kind is TokenKind.String or TokenKind.Name ? tape.TextOf(token) : null;

    /// <summary>Whether it is a string of that text (ASCII); no string is made.</summary>
    /// <param name="text">The text.</param>
    /// <param name="skipped">How many bytes before it do not count.</param>
    public bool IsText(ReadOnlySpan<char> text, int skipped = 0) => tape.IsText(token, text, skipped);

    /// <summary>Whether its text, as it stands, begins so (ASCII).</summary>
    public bool StartsWith(string text) => Raw.Length >= text.Length && Ascii.Equals(Raw[..text.Length], text);

    /// <summary>A number as an integer of 32 bits.</summary>
    public bool TryGetInt32(out int number) =>
        Utf8Parser.TryParse(Raw, out number, out int used) && used == Raw.Length
        && tape.TokenAt(token).Kind is TokenKind.Number;

    /// <summary>A number as a double.</summary>
    public bool TryGetDouble(out double number) =>
        Utf8Parser.TryParse(Raw, out number, out int used) && used == Raw.Length
        && tape.TokenAt(token).Kind is TokenKind.Number;

    /// <summary>The beginning of the value as a finding may repeat it.</summary>
    public string ToExcerpt() => Excerpt.Of(tape.View.ExcerptOf(token, Excerpt.Bytes));

    /// <summary>How many items an array, or members an object has.</summary>
    public int GetArrayLength() => tape.TokenAt(token).IsContainer ? tape.TokenAt(token).Length : 0;

    /// <summary>Whether it is the name of a member.</summary>
    public bool IsName => tape.TokenAt(token).Kind is TokenKind.Name;

    /// <summary>
    /// The value that a text of this document holds as JSON; all of it stands where the text stands. Null where it is
    /// no JSON, or too deep, or an object of it has one name twice.
    /// </summary>
    public JsonValue? Unpack(string text, int depth, Pointer place) => tape.Unpack(text, depth, place);

    /// <summary>Another value of the same document.</summary>
    public JsonValue Other(int other) => new(tape, other);

    /// <summary>The items of an array.</summary>
    public Items EnumerateArray() => new(tape, token);

    /// <summary>The members of an object.</summary>
    public Members EnumerateObject() => new(tape, token);

    /// <summary>The members of an object.</summary>
    public readonly struct Members(JsonTape tape, int owner) : IEnumerable<JsonMember>
    {
        public Enumerator GetEnumerator() => new(tape, owner);

        IEnumerator<JsonMember> IEnumerable<JsonMember>.GetEnumerator() => GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public struct Enumerator(JsonTape tape, int owner) : IEnumerator<JsonMember>
        {
            private readonly int _end = tape.TokenAt(owner).End;
            private int _at = -1;

            public readonly JsonMember Current => new(tape, _at);

            readonly object IEnumerator.Current => Current;

            public bool MoveNext()
            {
                _at = _at < 0 ? owner + 1 : tape.TokenAt(_at + 1).End;
                return _at < _end;
            }

            public readonly void Reset() => throw new NotSupportedException();

            public readonly void Dispose()
            {
            }
        }
    }

    /// <summary>The items of an array.</summary>
    public readonly struct Items(JsonTape tape, int array) : IEnumerable<JsonValue>
    {
        public Enumerator GetEnumerator() => new(tape, array);

        IEnumerator<JsonValue> IEnumerable<JsonValue>.GetEnumerator() => GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public struct Enumerator(JsonTape tape, int array) : IEnumerator<JsonValue>
        {
            private readonly int _end = tape.TokenAt(array).End;
            private int _at = -1;

            public readonly JsonValue Current => new(tape, _at);

            readonly object IEnumerator.Current => Current;

            public bool MoveNext()
            {
                _at = _at < 0 ? array + 1 : tape.TokenAt(_at).End;
                return _at < _end;
            }

            public readonly void Reset() => throw new NotSupportedException();

            public readonly void Dispose()
            {
            }
        }
    }
}

/// <summary>A member of an object.</summary>
internal readonly struct JsonMember(JsonTape tape, int name)
{
    /// <summary>Its name's token on the tape.</summary>
    public int Token => name;

    public string Name => tape.TextOf(name);

    public JsonValue Value => new(tape, name + 1);

    public bool NameEquals(string text) => tape.IsText(name, text);
}
