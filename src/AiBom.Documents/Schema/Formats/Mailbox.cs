using System.Buffers;

namespace AiBom.Documents.Schema.Formats;

/// <summary>
/// A mailbox (RFC 5321 section 4.1.2), and an international one (RFC 6531 section 3.3), where what is not ASCII may
/// stand for a letter.
/// </summary>
internal static class Mailbox
{
    private const int LongestLocalPart = 64;
    private const int LongestDomain = 255;
    private const int LongestLabel = 63;

    private static readonly SearchValues<byte> Atom = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~"u8);

    private static readonly SearchValues<byte> Letters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-"u8);

    public static bool Is(ReadOnlySpan<byte> text, bool isInternational)
    {
        int at = text.LastIndexOf((byte)'@');
        return at > 0
            && (isInternational || !text.ContainsAnyInRange((byte)0x80, (byte)0xFF))
            && IsLocalPart(text[..at])
            && IsDomain(text[(at + 1)..]);
    }

    private static bool IsLocalPart(ReadOnlySpan<byte> text)
    {
        if (text.Length > LongestLocalPart)
        {
            return false;
        }

        if (text.Length >= 2 && text[0] == '"' && text[^1] == '"')
        {
            return IsQuoted(text[1..^1]);
        }

        foreach (Range range in text.Split((byte)'.'))
        {
            ReadOnlySpan<byte> atom = text[range];
            if (atom.IsEmpty || HasOther(atom, Atom))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsQuoted(ReadOnlySpan<byte> text)
    {
        bool isEscaped = false;
        foreach (byte character in text)
        {
            if (character is < 0x20 or 0x7F || (character == '"' && !isEscaped))
            {
                return false;
            }

            isEscaped = character == '\\' && !isEscaped;
        }

        return !isEscaped;
    }

    private static bool IsDomain(ReadOnlySpan<byte> text)
    {
        if (text.Length is 0 or > LongestDomain)
        {
            return false;
        }

        if (text[0] == '[')
        {
            return text[^1] == ']' && IsAddress(text[1..^1]);
        }

        foreach (Range range in text.Split((byte)'.'))
        {
            ReadOnlySpan<byte> label = text[range];
            if (label.Length is 0 or > LongestLabel || label[0] == '-' || label[^1] == '-' || HasOther(label, Letters))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsAddress(ReadOnlySpan<byte> text) =>
        text.StartsWith("IPv6:"u8) ? IpText.IsVersion6(text[5..]) : IpText.IsVersion4(text);

    // What is not ASCII was let in or refused before.
    private static bool HasOther(ReadOnlySpan<byte> text, SearchValues<byte> characters)
    {
        for (int at = text.IndexOfAnyExcept(characters); at >= 0;)
        {
            if (text[at] < 0x80)
            {
                return true;
            }

            int next = text[(at + 1)..].IndexOfAnyExcept(characters);
            at = next < 0 ? -1 : at + 1 + next;
        }

        return false;
    }
}
