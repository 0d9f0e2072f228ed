namespace AiBom.Documents.Schema.Formats;

/// <summary>Dates and times as RFC 3339 section 5.6 writes them.</summary>
internal static class DateTimes
{
    private const int DateLength = 10;

    /// <summary><c>2026-01-31T08:30:00Z</c>.</summary>
    public static bool IsDateTime(ReadOnlySpan<byte> text) =>
        text.Length > DateLength
        && text[DateLength] is (byte)'T' or (byte)'t'
        && IsDate(text[..DateLength])
        && IsTime(text[(DateLength + 1)..]);

    /// <summary><c>2026-01-31</c>: a day that is in the calendar.</summary>
    public static bool IsDate(ReadOnlySpan<byte> text) =>
        text.Length == DateLength
        && text[4] == '-'
        && text[7] == '-'
        && TryRead(text[..2], out int century)
        && TryRead(text[2..4], out int year)
        && TryRead(text[5..7], out int month)
        && TryRead(text[8..], out int day)
        && month is >= 1 and <= 12
        && day >= 1
        && day <= DaysIn((100 * century) + year, month);

    /// <summary><c>08:30:00.5+01:00</c>; an offset there must be. A leap second is at 23:59:60 UTC only.</summary>
    public static bool IsTime(ReadOnlySpan<byte> text)
    {
        if (text.Length < 9
            || text[2] != ':'
            || text[5] != ':'
            || !TryRead(text[..2], out int hour)
            || !TryRead(text[3..5], out int minute)
            || !TryRead(text[6..8], out int second)
            || hour > 23
            || minute > 59
            || second > 60)
        {
            return false;
        }

        text = text[8..];
        if (text[0] == '.')
        {
            int end = text[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            if (end <= 0)
            {
                return false;
            }

            text = text[(end + 1)..];
        }

        if (!TryReadOffset(text, out int offset))
        {
            return false;
        }

        const int Day = 24 * 60;
        int utc = (((60 * hour) + minute - offset) % Day + Day) % Day;
        return second < 60 || utc == Day - 1;
    }

    private static bool TryReadOffset(ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        if (text.Length == 1)
        {
            return text[0] is (byte)'Z' or (byte)'z';
        }

        if (text.Length != 6
            || text[0] is not ((byte)'+' or (byte)'-')
            || text[3] != ':'
            || !TryRead(text[1..3], out int hour)
            || !TryRead(text[4..], out int minute)
            || hour > 23
            || minute > 59)
        {
            return false;
        }

        minutes = ((60 * hour) + minute) * (text[0] == '-' ? -1 : 1);
        return true;
    }

    // Year 0 is a leap year of the calendar that RFC 3339 uses, but not of .NET's.
    private static int DaysIn(int year, int month) =>
        year > 0 ? DateTime.DaysInMonth(year, month) : DateTime.DaysInMonth(2000, month);

    private static bool TryRead(ReadOnlySpan<byte> twoDigits, out int number)
    {
        int tens = twoDigits[0] - '0';
        int ones = twoDigits[1] - '0';
        number = (10 * tens) + ones;
        return tens is >= 0 and <= 9 && ones is >= 0 and <= 9;
    }
}
