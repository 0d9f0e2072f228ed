using System.Runtime.InteropServices;
using System.Text;

namespace AiBom.Documents.Json;

/// <summary>
/// Makes strings of UTF-8, and short ones that come again only once: the names, types and algorithms of a document are
/// few. A place that is taken is taken over, so it never grows.
/// </summary>
internal sealed class StringCache
{
    private const int Longest = 24;
    private const int Places = 512;

    private readonly string?[] _kept = new string?[Places];

    public string Get(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return "";
        }

        if (text.Length > Longest)
        {
            return Encoding.UTF8.GetString(text);
        }

        ref string? kept = ref _kept[PlaceOf(text)];
        if (kept is not null && kept.Length == text.Length && Ascii.Equals(text, kept))
        {
            return kept;
        }

        kept = Encoding.UTF8.GetString(text);
        return kept;
    }

    private static uint PlaceOf(ReadOnlySpan<byte> text)
    {
        ulong ends = (ulong)text.Length;
        if (text.Length >= 8)
        {
            ends ^= MemoryMarshal.Read<ulong>(text) ^ ulong.RotateLeft(MemoryMarshal.Read<ulong>(text[^8..]), 29);
        }
        else
        {
            foreach (byte unit in text)
            {
                ends = (ends << 8) ^ unit;
            }
        }

        return (uint)((ends * 0x9E3779B97F4A7C15) >> 55);
    }
}
