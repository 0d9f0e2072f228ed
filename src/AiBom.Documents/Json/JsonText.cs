using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace AiBom.Documents.Json;

/// <summary>The text of JSON strings as bytes: escapes are resolved only where there are any.</summary>
internal static class JsonText
{
    /// <summary>Whether half of a surrogate pair is written as an escape (RFC 8259 section 8.2).</summary>
    public static bool HasLoneSurrogate(ReadOnlySpan<byte> escaped)
    {
        while (!escaped.IsEmpty)
        {
            int next = escaped.IndexOf("\\u"u8);
            if (next < 0)
            {
                return false;
            }

            // An escaped backslash before a 'u' is no escape of a code unit.
            int backslashes = 0;
            for (int before = next - 1; before >= 0 && escaped[before] == '\\'; before--)
            {
                backslashes++;
            }

            if ((backslashes & 1) == 1)
            {
                escaped = escaped[(next + 2)..];
                continue;
            }

            int unit = UnitAt(escaped, next);
            bool isPair = char.IsHighSurrogate((char)unit) && char.IsLowSurrogate((char)UnitAt(escaped, next + 6));
            if (char.IsSurrogate((char)unit) && !isPair)
            {
                return true;
            }

            escaped = escaped[(next + (isPair ? 12 : 6))..];
        }

        return false;
    }

    /// <summary>
    /// Writes a string's text with its escapes resolved; never longer than the escaped text. Half of a surrogate pair
    /// must not be in it.
    /// </summary>
    /// <returns>The bytes written.</returns>
    public static int Unescape(ReadOnlySpan<byte> escaped, Span<byte> text)
    {
        int written = 0;
        while (!escaped.IsEmpty)
        {
            int plain = escaped.IndexOf((byte)'\\');
            if (plain < 0)
            {
                escaped.CopyTo(text[written..]);
                return written + escaped.Length;
            }

            escaped[..plain].CopyTo(text[written..]);
            written += plain;
            escaped = escaped[plain..];
            if (escaped[1] == 'u')
            {
                int unit = UnitAt(escaped, 0);
                bool isPair = char.IsHighSurrogate((char)unit);
                var rune = isPair ? new Rune((char)unit, (char)UnitAt(escaped, 6)) : new Rune((char)unit);
                written += rune.EncodeToUtf8(text[written..]);
                escaped = escaped[(isPair ? 12 : 6)..];
            }
            else
            {
                text[written++] = escaped[1] switch
                {
                    (byte)'b' => (byte)'\b',
                    (byte)'f' => (byte)'\f',
                    (byte)'n' => (byte)'\n',
                    (byte)'r' => (byte)'\r',
                    (byte)'t' => (byte)'\t',
                    byte itself => itself,
                };
                escaped = escaped[2..];
            }
        }

        return written;
    }

    /// <summary>The code points of UTF-8 text: the bytes that do not continue one.</summary>
    public static int CodePoints(ReadOnlySpan<byte> text)
    {
        int count = 0;
        foreach (byte unit in text)
        {
            count += (unit & 0xC0) != 0x80 ? 1 : 0;
        }

        return count;
    }

    /// <summary>The code unit of the escape at <paramref name="at"/>; -1 where there is none.</summary>
    private static int UnitAt(ReadOnlySpan<byte> escaped, int at) =>
        escaped.Length >= at + 6
        && escaped.Slice(at, 2).SequenceEqual("\\u"u8)
        && Utf8Parser.TryParse(escaped.Slice(at + 2, 4), out ushort unit, out int used, 'x')
        && used == 4
            ? unit
            : -1;
}

/// <summary>The text of one string without escapes; a copy is made, and given back, only where it has any.</summary>
internal ref struct PlainText : IDisposable
{
    private byte[]? _rented;

    public PlainText(in JsonView view, int value)
    {
        ReadOnlySpan<byte> raw = view.RawOf(value);
        if (!view.Tokens[value].IsEscaped)
        {
            Bytes = raw;
            return;
        }

        _rented = ArrayPool<byte>.Shared.Rent(raw.Length);
        Bytes = _rented.AsSpan(0, JsonText.Unescape(raw, _rented));
    }

    /// <summary>The text, UTF-8.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    public void Dispose()
    {
        if (_rented is not null)
        {
            ArrayPool<byte>.Shared.Return(_rented);
            _rented = null;
        }
    }
}
