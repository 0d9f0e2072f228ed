using System.Buffers;

namespace AiBom.Documents.Schema.Formats;

/// <summary>IP addresses as RFC 3986 section 3.2.2 writes them.</summary>
internal static class IpText
{
    /// <summary>The digits of a group.</summary>
    public static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    /// <summary>Four numbers up to 255 without leading zeros.</summary>
    public static bool IsVersion4(ReadOnlySpan<byte> text)
    {
        int parts = 0;
        foreach (Range range in text.Split((byte)'.'))
        {
            ReadOnlySpan<byte> part = text[range];
            if (++parts > 4
                || part.Length is 0 or > 3
                || part.ContainsAnyExceptInRange((byte)'0', (byte)'9')
                || (part.Length > 1 && part[0] == '0')
                || (part.Length == 3 && part.SequenceCompareTo("255"u8) > 0))
            {
                return false;
            }
        }

        return parts == 4;
    }

    /// <summary>Eight groups, of which <c>::</c> may stand for one or more, and the last two be a version 4.</summary>
    public static bool IsVersion6(ReadOnlySpan<byte> text)
    {
        int gap = text.IndexOf("::"u8);
        if (gap < 0)
        {
            return GroupsOf(text, mayEndInVersion4: true) == 8;
        }

        int before = gap == 0 ? 0 : GroupsOf(text[..gap], mayEndInVersion4: false);
        ReadOnlySpan<byte> rest = text[(gap + 2)..];
        int behind = rest.IsEmpty ? 0 : GroupsOf(rest, mayEndInVersion4: true);
        return before >= 0 && behind >= 0 && before + behind <= 7;
    }

    /// <summary>How many groups of 16 bits the text is; -1 where it is not made of groups.</summary>
    private static int GroupsOf(ReadOnlySpan<byte> text, bool mayEndInVersion4)
    {
        int groups = 0;
        foreach (Range range in text.Split((byte)':'))
        {
            ReadOnlySpan<byte> group = text[range];
            bool isLast = range.End.GetOffset(text.Length) == text.Length;
            if (isLast && mayEndInVersion4 && IsVersion4(group))
            {
                return groups + 2;
            }

            if (group.Length is 0 or > 4 || group.ContainsAnyExcept(HexDigits) || ++groups > 8)
            {
                return -1;
            }
        }

        return groups;
    }
}
