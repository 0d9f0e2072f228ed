namespace AiBom.Domain.Tests;

public sealed class ClaimedTests
{
    [Theory]
    [InlineData("Asserted 1", "Signed 2", "Signed 2")]
    [InlineData("Verified 1", "Signed 2", "Verified 1")]
    [InlineData("Signed 1", "Signed 2", "Signed 2")]
    [InlineData("Asserted 1", "", "Asserted 1")]
    [InlineData("", "", "")]
    public void The_better_proved_claim_is_read_and_of_equals_the_later(string left, string right, string expected)
    {
        Assert.Equal(expected, Text(Claimed.Better(Claim(left), Claim(right))));
        Assert.Equal(expected, Text(Claimed.Better(Claim(right), Claim(left))));
    }

    [Theory]
    [InlineData("Asserted Complete 1", "Signed Unknown 2", "Signed Unknown 2")]
    [InlineData("Asserted Unknown 1", "Signed Complete 2", "Signed Complete 2")]
    [InlineData("Signed Complete 1", "Signed Incomplete 2", "Signed Incomplete 2")]
    [InlineData("Signed Unknown 1", "Signed Complete 2", "Signed Unknown 1")]
    [InlineData("Signed NotSpecified 1", "Signed Complete 2", "Signed NotSpecified 1")]
    [InlineData("Signed Unknown 1", "Signed Unknown 2", "Signed Unknown 1")]
    [InlineData("Signed Complete 1", "", "Signed Complete 1")]
    public void Of_equally_proved_completeness_the_worse_is_read(string left, string right, string expected)
    {
        Assert.Equal(expected, TextOf(Claimed.Worse(Completeness(left), Completeness(right))));
        Assert.Equal(expected, TextOf(Claimed.Worse(Completeness(right), Completeness(left))));
    }

    private static Claimed<int>? Claim(string text) => text.Split(' ') is [var assurance, var sequence]
        ? new Claimed<int>(0, Enum.Parse<Assurance>(assurance), Number(sequence))
        : null;

    private static Claimed<Completeness>? Completeness(string text) =>
        text.Split(' ') is [var assurance, var value, var sequence]
            ? new Claimed<Completeness>(
                Enum.Parse<Completeness>(value), Enum.Parse<Assurance>(assurance), Number(sequence))
            : null;

    private static long Number(string text) => long.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static string Text(Claimed<int>? claim) => claim is { } it ? $"{it.Assurance} {it.Sequence}" : "";

    private static string TextOf(Claimed<Completeness>? claim) =>
        claim is { } it ? $"{it.Assurance} {it.Value} {it.Sequence}" : "";
}
