using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Tests.Language;

public sealed class ParserLimitTests
{
    private const string TooDeep =
        "1:9 Expected at most 2 levels of selections, values or types inside one another (MaxDepth), found level 3.";

    [Theory]
    [InlineData("{ a b c }", 5, null)]
    [InlineData("{ a b c }", 4, "1:9 Expected at most 4 tokens (MaxTokens); the text has 9 characters and is over the "
        + "bound after 8 of them.")]
    [InlineData("{ a } # b c d e", 3, null)]
    [InlineData("{ a ,,,, }", 3, null)]
    public void Tokens_are_bounded(string source, int most, string? expected) =>
        Assert.Equal(expected, ErrorOf(source, new GraphQLLimits { MaxTokens = most }));

    [Theory]
    [InlineData("{ a { b } }", 2, null)]
    [InlineData("{ a { b { c } } }", 2, TooDeep)]
    [InlineData("{ a(b: [1]) }", 2, null)]
    [InlineData("{ a(b: [[1]]) }", 2, TooDeep)]
    [InlineData("{ a(b: [[], [], []], c: {}) { b } c { d } }", 3, null)]
    public void Depth_is_bounded(string source, int most, string? expected) =>
        Assert.Equal(expected, ErrorOf(source, new GraphQLLimits { MaxDepth = most }));

    [Theory]
    [InlineData("{a")]
    [InlineData("{...{")]
    [InlineData("{a(b:[")]
    [InlineData("{a(b:{c:")]
    [InlineData("query($a:[")]
    [InlineData("[")]
    [InlineData("\"\"\"")]
    [InlineData("@a(b:{c:[")]
    public void Ten_thousand_levels_are_an_error_and_no_stack_overflow(string level)
    {
        string source = string.Concat(Enumerable.Repeat(level, 10_000));
        Assert.NotNull(ErrorOf(source, GraphQLLimits.Default));
        Assert.NotNull(ErrorOf("{ a(b: " + source, GraphQLLimits.Trusted));
        Assert.NotNull(GraphQLParser.ParseType(source, GraphQLLimits.Trusted).Error);
        Assert.NotNull(GraphQLParser.ParseValue(source, GraphQLLimits.Trusted).Error);
    }

    [Fact]
    public void A_document_of_the_usual_size_is_within_the_usual_bounds()
    {
        string fields = string.Join(' ', Enumerable.Range(0, 1_200).Select(i => $"a{i}: b(c: {i})"));
        Assert.Null(ErrorOf($"{{ {fields} }}", GraphQLLimits.Default));
    }

    private static string? ErrorOf(string source, GraphQLLimits limits) =>
        GraphQLParser.Parse(source, limits).Error is { } error
            ? $"{error.Locations[0].Line}:{error.Locations[0].Column} {error.Message}"
            : null;
}
