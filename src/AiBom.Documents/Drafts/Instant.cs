using System.Globalization;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.Drafts;

/// <summary>
/// Reads instants (RFC 3339 <c>date-time</c>). A day alone is taken where our own properties give it: as its beginning,
/// or as its last microsecond where it ends a period.
/// </summary>
internal static class Instant
{
    private const string Day = "yyyy-MM-dd";

    /// <summary>A field of the standard, which demands date, time and offset.</summary>
    public static DateTimeOffset? OfField(Part owner, string field, Report report) =>
        owner.Text(field) is { } text ? OrWarn(Parse(text), text, owner.At.To(field), report) : null;

    /// <summary>The first property of ours with that name.</summary>
    public static DateTimeOffset? OfProperty(Entry entry, string name, Report report, bool isEnd = false)
    {
        if (entry.First(name) is not { } property)
        {
            return null;
        }

        DateTimeOffset? instant = Parse(property.Value) ?? ParseDay(property.Value, isEnd);
        return OrWarn(instant, property.Value, property.At, report);
    }

    private static DateTimeOffset? OrWarn(DateTimeOffset? instant, string text, Pointer at, Report report)
    {
        if (instant is null)
        {
            report.Warn(
                FindingCodes.ValueInvalid,
                at,
                "This is no instant; it was left out.",
                "RFC 3339, such as 2026-01-31T00:00:00Z",
                text);
        }

        return instant;
    }

    /// <summary>An instant with date, time and offset; null where the text is none.</summary>
    public static DateTimeOffset? Parse(string text)
    {
        // Without an offset the instant would be the reader's guess; without the T it is another format.
        bool hasForm = text.Length >= 20
            && text[10] is 'T' or 't'
            && (text[^1] is 'Z' or 'z' || (text[^6] is '+' or '-' && text[^3] is ':'));
        return hasForm
            && char.IsAsciiDigit(text[0])
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset read)
                ? read.Truncate()
                : null;
    }

    private static DateTimeOffset? ParseDay(string text, bool isEnd)
    {
        if (!DateTimeOffset.TryParseExact(
            text, Day, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset day))
        {
            return null;
        }

        return isEnd && day.Year < DateTime.MaxValue.Year ? day.AddDays(1).AddMicroseconds(-1) : day;
    }
}
