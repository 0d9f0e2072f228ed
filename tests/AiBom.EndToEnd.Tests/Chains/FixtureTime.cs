using System.Globalization;

namespace AiBom.EndToEnd.Tests.Chains;

/// <summary>Instants as the reference fixture has them.</summary>
internal static class FixtureTime
{
    /// <summary>The instant at which the stories are told.</summary>
    public static DateTimeOffset Now { get; } = At("2026-07-01T09:00:00Z");

    /// <summary>Reads an instant with or without seconds, or a date for its midnight.</summary>
    public static DateTimeOffset At(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
