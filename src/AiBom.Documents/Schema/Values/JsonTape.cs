using System.Buffers;
using System.Text.Json;

namespace AiBom.Documents.Schema.Values;

/// <summary>
/// The tokens of a JSON text in one flat array, made in one pass: a value is an index, its children follow it, and its
/// next sibling is one look away.
/// </summary>
internal sealed class JsonTape : IDisposable
{
    private readonly ReadOnlyMemory<byte> _json;
    private Token[] _tokens = ArrayPool<Token>.Shared.Rent(256);
    private int _count;

    private JsonTape(ReadOnlyMemory<byte> json) => _json = json;

    /// <summary>How a text came to be no tape.</summary>
    public enum Flaw
    {
        None,
        Depth,
        Values,
        LoneSurrogate,
    }

    /// <summary>The text and its tokens.</summary>
    public JsonView View => new(_json.Span, _tokens.AsSpan(0, _count));

    /// <summary>Reads UTF-8 that is known to be well-formed as such.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static JsonTape? Read(ReadOnlyMemory<byte> json, int depth, int most, out Flaw flaw)
    {
        var tape = new JsonTape(json);
        try
        {
            flaw = tape.Fill(depth, most);
        }
        catch (JsonException)
        {
            tape.Dispose();
            throw;
        }

        if (flaw is Flaw.None)
        {
            return tape;
        }

        tape.Dispose();
        return null;
    }

    public void Dispose()
    {
        ArrayPool<Token>.Shared.Return(_tokens);
        _tokens = [];
        _count = 0;
    }

    private Flaw Fill(int depth, int most)
    {
        // One level more than may be, so that the bound is ours to report and not the tokenizer's.
        var reader = new Utf8JsonReader(_json.Span, new JsonReaderOptions { MaxDepth = depth + 1 });
        Span<Container> open = depth < 256 ? stackalloc Container[depth] : new Container[depth];
        var container = default(Container);
        int level = 0;
        while (reader.Read())
        {
            JsonTokenType type = reader.TokenType;
            if (type is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                Close(container);
                container = open[--level];
                continue;
            }

            if (_count == most)
            {
                return Flaw.Values;
            }

            bool isName = type is JsonTokenType.PropertyName;
            container.Count += isName || container.IsArray ? 1 : 0;
            if (type is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                if (level == depth)
                {
                    return Flaw.Depth;
                }

                open[level++] = container;
                container = new Container(_count, type is JsonTokenType.StartArray);
                Append((int)reader.TokenStartIndex, 0, TokenKind.Null, isEscaped: false);
                continue;
            }

            if (reader.ValueIsEscaped && JsonText.HasLoneSurrogate(reader.ValueSpan))
            {
                return Flaw.LoneSurrogate;
            }

            int quote = isName || type is JsonTokenType.String ? 1 : 0;
            Append(
                (int)reader.TokenStartIndex + quote, reader.ValueSpan.Length, KindOf(type), reader.ValueIsEscaped);
        }

        return Flaw.None;
    }

    private static TokenKind KindOf(JsonTokenType type) => type switch
    {
        JsonTokenType.PropertyName => TokenKind.Name,
        JsonTokenType.String => TokenKind.String,
        JsonTokenType.Number => TokenKind.Number,
        JsonTokenType.True => TokenKind.True,
        JsonTokenType.False => TokenKind.False,
        _ => TokenKind.Null,
    };

    private void Append(int offset, int length, TokenKind kind, bool isEscaped)
    {
        if (_count == _tokens.Length)
        {
            Grow();
        }

        _tokens[_count++] = new Token(offset, length, _count, kind, isEscaped);
    }

    // What was not known when it was opened.
    private void Close(Container container) => _tokens[container.Token] = new Token(
        _tokens[container.Token].Offset,
        container.Count,
        _count,
        container.IsArray ? TokenKind.Array : TokenKind.Object,
        IsEscaped: false);

    private void Grow()
    {
        Token[] larger = ArrayPool<Token>.Shared.Rent(2 * _tokens.Length);
        _tokens.AsSpan().CopyTo(larger);
        ArrayPool<Token>.Shared.Return(_tokens);
        _tokens = larger;
    }

    /// <summary>An object or array that is not closed yet.</summary>
    private struct Container(int token, bool isArray)
    {
        public int Count;

        public readonly int Token => token;

        public readonly bool IsArray => isArray;
    }
}

/// <summary>A JSON text with its tokens.</summary>
internal readonly ref struct JsonView(ReadOnlySpan<byte> json, ReadOnlySpan<Token> tokens)
{
    public ReadOnlySpan<byte> Json { get; } = json;

    public ReadOnlySpan<Token> Tokens { get; } = tokens;

    /// <summary>The text of a scalar or name as it stands, escapes included.</summary>
    public ReadOnlySpan<byte> RawOf(int value)
    {
        ref readonly Token token = ref Tokens[value];
        return Json.Slice(token.Offset, token.Length);
    }

    /// <summary>At most <paramref name="most"/> bytes of a value as it stands in the text.</summary>
    public ReadOnlySpan<byte> ExcerptOf(int value, int most)
    {
        ref readonly Token token = ref Tokens[value];
        int start = token.Kind is TokenKind.String or TokenKind.Name ? token.Offset - 1 : token.Offset;
        int end = Json.Length;
        if (!token.IsContainer)
        {
            end = token.Offset + token.Length + (token.Offset - start);
        }
        else if (token.End < Tokens.Length)
        {
            end = Tokens[token.End].Offset;
        }

        return Json[start..Math.Min(end, start + most)];
    }
}
