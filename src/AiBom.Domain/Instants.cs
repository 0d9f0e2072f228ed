using System.Globalization;

namespace AiBom.Domain;

/// <summary>
/// Instants as the record keeps them: UTC, whole microseconds, so that every database gives back what was put in.
/// </summary>
public static class Instants
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    /// <summary>Cuts to whole microseconds, in UTC.</summary>
    public static DateTimeOffset Truncate(this DateTimeOffset instant)
    {
        DateTimeOffset utc = instant.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    /// <summary>The one spelling of an instant that is hashed: UTC with six decimals and <c>Z</c> (RFC 3339).</summary>
    public static string ToCanonicalText(this DateTimeOffset instant) =>
        instant.Truncate().ToString(Form, CultureInfo.InvariantCulture);
}
