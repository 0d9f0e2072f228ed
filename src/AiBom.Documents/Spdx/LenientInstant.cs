using System.Globalization;
using AiBom.Documents.Drafts;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.Spdx;

/// <summary>
/// Reads instants (Core <c>DateTime</c>: <c>2026-01-31T00:00:00Z</c>). Days alone, and dates whose months or days lack
/// a digit, are taken with a finding.
/// </summary>
internal static class LenientInstant
{
    private static readonly string[] Forms =
        ["yyyy-M-d'T'H:m:s'Z'", "yyyy-M-d'T'H:m:s.FFFFFFF'Z'", "yyyy-M-d'T'H:m:s", "yyyy-M-d H:m:s", "yyyy-M-d"];

    public static DateTimeOffset? OfField(Part owner, string field, Report report)
    {
        if (owner.Text(field) is not { } text)
        {
            return null;
        }

        if (Instant.Parse(text) is { } instant)
        {
            return instant;
        }

        Pointer at = owner.At.To(field);
        const string Expected = "2026-01-31T00:00:00Z";
        if (DateTimeOffset.TryParseExact(
            text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset read))
        {
            report.Warn(
                FindingCodes.FormTolerated, at, "The instant is written otherwise in the standard.", Expected, text);
            return read.Truncate();
        }

        report.Warn(FindingCodes.ValueInvalid, at, "This is no instant; it was left out.", Expected, text);
        return null;
    }
}
