using System.Globalization;

namespace AiBom.EndToEnd.Tests.Hosting;

/// <summary>A clock that stands where a test puts it; at first, where the reference fixture has it.</summary>
internal sealed class SettableClock : TimeProvider
{
    public static DateTimeOffset FixtureNow { get; } = At("2026-07-01T09:00:00Z");

    public DateTimeOffset Now { get; set; } = FixtureNow;

    public override DateTimeOffset GetUtcNow() => Now;

    /// <summary>An instant as the fixture writes it: with or without seconds, or a date for its midnight.</summary>
    public static DateTimeOffset At(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
