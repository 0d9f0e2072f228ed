using System.Runtime.InteropServices;
using System.Security.Cryptography;
using AiBom.Documents.Json;

namespace AiBom.Documents.Schema.Values;

/// <summary>
/// Tells values apart by number: equal values (numbers as numbers, members in any order, escapes resolved) have equal
/// hashes. The keys are drawn anew in each process, so that nobody can make values whose hashes are equal.
/// </summary>
internal static class ValueHash
{
    private static readonly ulong FirstKey = DrawKey();
    private static readonly ulong SecondKey = DrawKey();

    /// <summary>
    /// A hash of the whole value. Two values are taken to be equal when theirs are: at 128 bits under a secret key, no
    /// document has enough values for a mistake.
    /// </summary>
    public static UInt128 Of(in JsonView view, int value) =>
        new(Deep(view, value, FirstKey), Deep(view, value, SecondKey));

    /// <summary>A hash of the value's own text and direct scalars: cheap, and different for most values.</summary>
    public static ulong Shallow(in JsonView view, int value)
    {
        ref readonly Token token = ref view.Tokens[value];
        if (!token.IsContainer)
        {
            return Scalar(view, value, FirstKey);
        }

        ulong sum = Start(token, FirstKey);
        int name = token.Kind is TokenKind.Object ? 1 : 0;
        for (int child = value + 1 + name; child < token.End; child = view.Tokens[child].End + name)
        {
            ref readonly Token inner = ref view.Tokens[child];
            sum += inner.IsContainer ? Start(inner, FirstKey) : Scalar(view, child, FirstKey);
        }

        return sum;
    }

    /// <summary>A hash of a string's or name's text, its escapes resolved.</summary>
    public static ulong OfText(in JsonView view, int value) => Text(view, value, FirstKey);

    /// <summary>The same of a text that has no escapes.</summary>
    public static ulong OfText(ReadOnlySpan<byte> text) => Bytes(text, FirstKey);

    /// <summary>The two halves of the product, folded: every bit of the result hangs on every bit of both.</summary>
    public static ulong Mix(ulong left, ulong right)
    {
        ulong high = Math.BigMul(left, right, out ulong low);
        return high ^ low;
    }

    private static ulong Deep(in JsonView view, int value, ulong key)
    {
        ref readonly Token token = ref view.Tokens[value];
        if (!token.IsContainer)
        {
            return Scalar(view, value, key);
        }

        ulong hash = Start(token, key);
        if (token.Kind is TokenKind.Array)
        {
            for (int item = value + 1; item < token.End; item = view.Tokens[item].End)
            {
                hash = Mix(hash ^ Deep(view, item, key), key);
            }

            return hash;
        }

        // A sum, so that the order of members is nothing.
        for (int name = value + 1; name < token.End; name = view.Tokens[name + 1].End)
        {
            hash += Mix(Text(view, name, key), Deep(view, name + 1, key) | 1);
        }

        return Mix(hash, key);
    }

    private static ulong Start(in Token container, ulong key) =>
        Mix(key ^ (ulong)container.Length, key + (ulong)container.Kind);

    private static ulong Scalar(in JsonView view, int value, ulong key)
    {
        TokenKind kind = view.Tokens[value].Kind;
        return kind switch
        {
            TokenKind.String => Text(view, value, key),
            TokenKind.Number => new JsonNumber(view.RawOf(value)).Hash(key + (ulong)kind),
            _ => Mix(key, key + (ulong)kind),
        };
    }

    private static ulong Text(in JsonView view, int value, ulong key)
    {
        if (!view.Tokens[value].IsEscaped)
        {
            return Bytes(view.RawOf(value), key);
        }

        using var text = new PlainText(view, value);
        return Bytes(text.Bytes, key);
    }

    private static ulong Bytes(ReadOnlySpan<byte> text, ulong key)
    {
        ulong hash = Mix(key ^ (ulong)text.Length, key + (ulong)TokenKind.String);
        while (text.Length >= 16)
        {
            ulong left = MemoryMarshal.Read<ulong>(text) ^ hash;
            hash = Mix(left, MemoryMarshal.Read<ulong>(text[8..]) ^ key) ^ ulong.RotateLeft(left, 23);
            text = text[16..];
        }

        (ulong first, ulong second) = Rest(text);
        ulong last = first ^ hash;
        return Mix(last, second ^ key) ^ ulong.RotateLeft(last, 23);
    }

    /// <summary>At most 16 bytes in two numbers; together with their number they tell texts apart.</summary>
    private static (ulong First, ulong Second) Rest(ReadOnlySpan<byte> text)
    {
        switch (text.Length)
        {
            case >= 8:
                return (MemoryMarshal.Read<ulong>(text), MemoryMarshal.Read<ulong>(text[^8..]));
            case >= 4:
                return (MemoryMarshal.Read<uint>(text), MemoryMarshal.Read<uint>(text[^4..]));
            default:
                ulong few = 0;
                foreach (byte unit in text)
                {
                    few = (few << 8) | unit;
                }

                return (few, 0);
        }
    }

    private static ulong DrawKey()
    {
        Span<byte> key = stackalloc byte[8];
        RandomNumberGenerator.Fill(key);
        return MemoryMarshal.Read<ulong>(key) | 1;
    }
}
