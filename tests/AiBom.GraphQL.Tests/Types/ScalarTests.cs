using System.Text.Json;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Tests.Types;

public sealed class ScalarTests
{
    [Theory]
    [InlineData("7", "7")]
    [InlineData("-7", "-7")]
    [InlineData("7.0", "7")]
    [InlineData("1e3", "1000")]
    [InlineData("9007199254740993", "9007199254740993")]
    [InlineData("12345678901234567890123", "12345678901234567890123")]
    [InlineData("1e308", "1e308")]
    [InlineData("\"é\"", "é")]
    [InlineData("1.5", null)]
    [InlineData("1e999", null)]
    [InlineData("true", null)]
    [InlineData("[1]", null)]
    [InlineData("{}", null)]
    public void An_identifier_is_a_string_or_a_whole_number_however_it_is_written(string json, string? expected)
    {
        bool isRead = Scalars.Id.TryParse(LeafInput.Of(JsonElement.Parse(json)), out object? value, out _);
        Assert.Equal(expected is not null, isRead);
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("2147483647", 2147483647)]
    [InlineData("-2147483648", -2147483648)]
    [InlineData("1e3", 1000)]
    [InlineData("2147483648", null)]
    [InlineData("1e308", null)]
    [InlineData("12345678901234567890123", null)]
    [InlineData("1.5", null)]
    [InlineData("\"1\"", null)]
    [InlineData("true", null)]
    public void A_whole_number_has_32_bits(string json, int? expected)
    {
        bool isRead = Scalars.Int.TryParse(LeafInput.Of(JsonElement.Parse(json)), out object? value, out _);
        Assert.Equal(expected is not null, isRead);
        Assert.Equal(expected, value);
    }
}
