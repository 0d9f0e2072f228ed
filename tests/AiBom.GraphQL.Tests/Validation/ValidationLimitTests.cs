using AiBom.GraphQL.Language;
using AiBom.GraphQL.Types;
using AiBom.GraphQL.Validation;

namespace AiBom.GraphQL.Tests.Validation;

/// <summary>The worst documents within the usual number of tokens; what is exponential would take days.</summary>
public sealed class ValidationLimitTests
{
    private const string Sdl = "type Query { a(x: Int): Query  b: Query  leaf: Int } type Subscription { a: Int }";

    [Fact]
    public void One_field_over_and_over_is_bounded() =>
        Assert.StartsWith("Expected at most 100000 comparisons", Only(Repeat("leaf ", 9_000, "{", "}")));

    [Fact]
    public void Nested_fields_that_repeat_are_bounded() =>
        Assert.StartsWith("Expected at most 100000 comparisons", Only(Nested(10)));

    [Fact]
    public void Fragments_that_spread_one_another_twice_are_compared_once()
    {
        IEnumerable<string> fragments = Enumerable.Range(0, 200)
            .Select(i => $"fragment f{i} on Query {{ a {{ ...f{i + 1} }} b {{ ...f{i + 1} }} a {{ ...f{i + 1} }} }}");
        Assert.Empty(Validate($"{{ ...f0 }} {string.Join(' ', fragments)} fragment f200 on Query {{ leaf }}"));
    }

    [Fact]
    public void Many_fragments_in_one_selection_are_bounded()
    {
        string spreads = string.Concat(Enumerable.Range(0, 900).Select(i => $"...f{i} "));
        string fragments = string.Concat(Enumerable.Range(0, 900).Select(i => $"fragment f{i} on Query {{ leaf }} "));
        Assert.StartsWith("Expected at most 100000 comparisons", Only($"{{ {spreads} }} {fragments}"));
    }

    [Theory]
    [InlineData("query", "Query")]
    [InlineData("subscription", "Subscription")]
    public void A_chain_of_fragments_as_long_as_the_document_ends(string operation, string type)
    {
        IEnumerable<string> chain = Enumerable.Range(0, 1_200)
            .Select(i => $"fragment f{i} on {type} {{ ...f{i + 1} }}");
        string last = type is "Query" ? "leaf" : "a";
        string query = $"{operation} {{ ...f0 }} {string.Join(' ', chain)} fragment f1200 on {type} {{ {last} }}";
        Assert.Empty(Validate(query));
        Assert.NotEmpty(Validate($"{query[..^3]}...f0 }}"));
    }

    [Fact]
    public void Every_operation_that_uses_every_fragment_ends()
    {
        string fragments = string.Concat(
            Enumerable.Range(0, 600).Select(i => $"fragment f{i} on Query {{ ...f{i + 1} }} "));
        string operations = string.Concat(Enumerable.Range(0, 500).Select(i => $"query q{i} {{ ...f0 }} "));
        Assert.Empty(Validate($"{operations} {fragments} fragment f600 on Query {{ a(x: 1) {{ leaf }} }}"));
    }

    [Fact]
    public void Conflicts_beyond_the_bound_are_not_looked_for()
    {
        string fields = string.Concat(Enumerable.Range(0, 800).Select(i => $"x: a(x: {i}) {{ leaf }} "));
        GraphQLError[] errors = Validate($"{{ {fields} }}");
        Assert.Equal(GraphQLLimits.Default.MaxErrors + 1, errors.Length);
        Assert.Contains("(MaxErrors)", errors[^1].Message, StringComparison.Ordinal);
    }

    private static string Repeat(string text, int times, string before, string after) =>
        before + string.Concat(Enumerable.Repeat(text, times)) + after;

    private static string Nested(int depth) =>
        depth == 0 ? "{ leaf }" : $"{{ a {Nested(depth - 1)} a {Nested(depth - 1)} }}";

    private static string Only(string query) => Assert.Single(Validate(query)).Message;

    private static GraphQLError[] Validate(string query)
    {
        Schema schema = SdlSchema.Build(Sdl);
        ParseResult<DocumentNode> parsed = GraphQLParser.Parse(query);
        Assert.True(parsed.IsOk, parsed.Error?.Message);
        return [.. DocumentValidator.Validate(schema, parsed.Node)];
    }
}
