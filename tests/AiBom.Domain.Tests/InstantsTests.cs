namespace AiBom.Domain.Tests;

public sealed class InstantsTests
{
    [Theory]
    [InlineData("2026-07-01T09:00:00Z", "2026-07-01T09:00:00.000000Z")]
    [InlineData("2026-07-01T11:00:00.1234567+02:00", "2026-07-01T09:00:00.123456Z")]
    [InlineData("1969-12-31T23:59:59.9999999Z", "1969-12-31T23:59:59.999999Z")]
    public void An_instant_has_one_text_in_utc_with_whole_microseconds(string text, string expected) => Assert.Equal(
        expected,
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture).ToCanonicalText());
}
