using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using AiBom.Documents.Schema.Values;
using AiBom.Domain;

namespace AiBom.Documents.Json;

/// <summary>
/// The tokens of a JSON text in one flat array, made in one pass: a value is an index, its children follow it, and its
/// next sibling is one look away. Beside them stands where each object and array is, so that its pointer can be told.
/// </summary>
internal sealed class JsonTape : IDisposable
{
    /// <summary>Of an object with more members, one is not looked for by looking at each.</summary>
    private const int FewMembers = 64;

    private readonly ReadOnlyMemory<byte> _json;
    private Token[] _tokens;
    private ContainerLink[] _links;
    private int _count;
    private int _linkCount;
    private List<JsonTape>? _packed;
    private Dictionary<int, Dictionary<ulong, int>>? _members;

    /// <param name="json">The text.</param>
    /// <param name="strings">The strings of the document around it, where it is packed in a text of one.</param>
    private JsonTape(ReadOnlyMemory<byte> json, StringCache? strings)
    {
        _json = json;
        Strings = strings ?? new StringCache();

        // A document may hold many short texts that are packed.
        _tokens = ArrayPool<Token>.Shared.Rent(Math.Min(256, json.Length + 1));
        _links = ArrayPool<ContainerLink>.Shared.Rent(Math.Min(64, json.Length + 1));
    }

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

    /// <summary>The whole value.</summary>
    public JsonValue Root => new(this, 0);

    /// <summary>Where the text stands that holds this one; null of a document.</summary>
    public string? Place { get; private init; }

    /// <summary>Short texts that were made into strings, so that what is repeated is made once.</summary>
    public StringCache Strings { get; }

    /// <summary>Reads UTF-8 that is known to be well-formed as such.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static JsonTape? Read(ReadOnlyMemory<byte> json, int depth, int most, out Flaw flaw) =>
        Read(json, around: null, place: null, depth, most, out flaw);

    private static JsonTape? Read(
        ReadOnlyMemory<byte> json, JsonTape? around, string? place, int depth, int most, out Flaw flaw)
    {
        var tape = new JsonTape(json, around?.Strings) { Place = place };
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

    /// <summary>The value that a text of this one holds as JSON; it lives as long as this tape.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "This tape owns it, and disposes it with itself.")]
    public JsonValue? Unpack(string text, int depth, Pointer place)
    {
        byte[] json = Encoding.UTF8.GetBytes(text);
        try
        {
            if (Read(json, this, Place ?? place.ToString(), depth, json.Length + 1, out _) is not { } packed)
            {
                return null;
            }

            (_packed ??= []).Add(packed);
            return packed.HasDuplicateNames() ? null : packed.Root;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public Token TokenAt(int value) => _tokens[value];

    /// <summary>The text of a scalar or name as it stands, escapes included.</summary>
    public ReadOnlySpan<byte> RawOf(int value)
    {
        ref readonly Token token = ref _tokens[value];
        return _json.Span.Slice(token.Offset, token.Length);
    }

    /// <summary>The index of a member's value; -1 where the object has none of that name.</summary>
    public int MemberOf(int owner, ReadOnlySpan<char> name)
    {
        ReadOnlySpan<byte> json = _json.Span;
        ReadOnlySpan<Token> tokens = _tokens.AsSpan(0, _count);
        if (tokens[owner].Length > FewMembers)
        {
            return MemberOfMany(owner, name);
        }

        int end = tokens[owner].End;
        for (int at = owner + 1; at < end; at = tokens[at + 1].End)
        {
            ref readonly Token member = ref tokens[at];
            if (member.IsEscaped
                ? IsCalled(at, name, 0)
                : member.Length == name.Length && Ascii.Equals(json.Slice(member.Offset, member.Length), name))
            {
                return at + 1;
            }
        }

        return -1;
    }

    /// <summary>Whether a string or name has that text (ASCII), without the first bytes.</summary>
    public bool IsText(int value, ReadOnlySpan<char> text, int skipped = 0)
    {
        ref readonly Token token = ref _tokens[value];
        if (token.Kind is not (TokenKind.String or TokenKind.Name) || token.Length < skipped)
        {
            return false;
        }

        return token.IsEscaped
            ? IsCalled(value, text, skipped)
            : token.Length - skipped == text.Length && Ascii.Equals(RawOf(value)[skipped..], text);
    }

    /// <summary>The text of a string or name, as a string, without the credentials of addresses.</summary>
    public string TextOf(int value)
    {
        ReadOnlySpan<byte> raw = RawOf(value);
        if (!_tokens[value].IsEscaped)
        {
            return UrlCredentials.Mask(Strings.Get(raw));
        }

        using var plain = new PlainText(View, value);
        return UrlCredentials.Mask(Encoding.UTF8.GetString(plain.Bytes));
    }

    /// <summary>Whether an object has two members of one name.</summary>
    public bool HasDuplicateNames()
    {
        Span<ulong> hashes = stackalloc ulong[32];
        for (int link = 0; link < _linkCount; link++)
        {
            int owner = _links[link].Token;
            ref readonly Token token = ref _tokens[owner];
            if (token.Kind is TokenKind.Object && token.Length > 1
                && (token.Length <= hashes.Length ? HasDuplicates(owner, hashes) : HasDuplicates(owner)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Writes the RFC 6901 pointer to an object or array.</summary>
    public void AppendPointer(ref DefaultInterpolatedStringHandler text, int container)
    {
        if (Place is not null)
        {
            text.AppendLiteral(Place);
            return;
        }

        if (container == 0)
        {
            return;
        }

        ContainerLink link = _links[LinkOf(container)];
        AppendPointer(ref text, link.Parent);
        text.AppendLiteral("/");
        if (_tokens[link.Parent].Kind is TokenKind.Array)
        {
            text.AppendFormatted(link.Ordinal);
        }
        else
        {
            text.AppendLiteral(Pointer.Escape(TextOf(container - 1)));
        }
    }

    public void Dispose()
    {
        _packed?.ForEach(packed => packed.Dispose());
        _packed = null;
        _members = null;
        ArrayPool<Token>.Shared.Return(_tokens);
        ArrayPool<ContainerLink>.Shared.Return(_links);
        _tokens = [];
        _links = [];
        _count = 0;
        _linkCount = 0;
    }

    /// <summary>
    /// What is looked for once is mostly looked for again, for each of the things in the object or that refer to it.
    /// </summary>
    private int MemberOfMany(int owner, ReadOnlySpan<char> name)
    {
        _members ??= [];
        if (!_members.TryGetValue(owner, out Dictionary<ulong, int>? members))
        {
            JsonView view = View;
            members = new Dictionary<ulong, int>(view.Tokens[owner].Length);
            for (int at = owner + 1; at < view.Tokens[owner].End; at = view.Tokens[at + 1].End)
            {
                members.TryAdd(ValueHash.OfText(view, at), at + 1);
            }

            _members.Add(owner, members);
        }

        byte[] text = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(name.Length));
        int length = Encoding.UTF8.GetBytes(name, text);
        int found = members.GetValueOrDefault(ValueHash.OfText(text.AsSpan(0, length)), -1);
        ArrayPool<byte>.Shared.Return(text);
        return found;
    }

    private bool IsCalled(int value, ReadOnlySpan<char> expected, int skipped)
    {
        using var text = new PlainText(View, value);
        return text.Bytes.Length >= skipped && Ascii.Equals(text.Bytes[skipped..], expected);
    }

    /// <summary>
    /// Equal hashes are equal names: they are keyed, so that nobody can make two that only look equal.
    /// </summary>
    private bool HasDuplicates(int owner, Span<ulong> hashes)
    {
        JsonView view = View;
        int count = 0;
        for (int at = owner + 1; at < view.Tokens[owner].End; at = view.Tokens[at + 1].End)
        {
            ulong hash = ValueHash.OfText(view, at);
            if (hashes[..count].Contains(hash))
            {
                return true;
            }

            hashes[count++] = hash;
        }

        return false;
    }

    private bool HasDuplicates(int owner)
    {
        JsonView view = View;
        var hashes = new HashSet<ulong>(view.Tokens[owner].Length);
        for (int at = owner + 1; at < view.Tokens[owner].End; at = view.Tokens[at + 1].End)
        {
            if (!hashes.Add(ValueHash.OfText(view, at)))
            {
                return true;
            }
        }

        return false;
    }

    private int LinkOf(int container)
    {
        int low = 0;
        int high = _linkCount - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = _links[middle].Token <= container ? (middle, high) : (low, middle - 1);
        }

        return low;
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
                AppendLink(new ContainerLink(_count, container.Token, container.Count - 1));
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
            Grow(ref _tokens);
        }

        _tokens[_count++] = new Token(offset, length, _count, kind, isEscaped);
    }

    private void AppendLink(ContainerLink link)
    {
        if (_linkCount == _links.Length)
        {
            Grow(ref _links);
        }

        _links[_linkCount++] = link;
    }

    // What was not known when it was opened.
    private void Close(Container container) => _tokens[container.Token] = new Token(
        _tokens[container.Token].Offset,
        container.Count,
        _count,
        container.IsArray ? TokenKind.Array : TokenKind.Object,
        IsEscaped: false);

    private static void Grow<T>(ref T[] rented)
    {
        T[] larger = ArrayPool<T>.Shared.Rent(2 * rented.Length);
        rented.AsSpan().CopyTo(larger);
        ArrayPool<T>.Shared.Return(rented);
        rented = larger;
    }

    /// <summary>An object or array that is not closed yet.</summary>
    private struct Container(int token, bool isArray)
    {
        public int Count;

        public readonly int Token => token;

        public readonly bool IsArray => isArray;
    }

    /// <summary>Where an object or array is.</summary>
    /// <param name="Token">Its token.</param>
    /// <param name="Parent">The token of what is around it.</param>
    /// <param name="Ordinal">Which item it is, where that is an array.</param>
    private readonly record struct ContainerLink(int Token, int Parent, int Ordinal);
}
