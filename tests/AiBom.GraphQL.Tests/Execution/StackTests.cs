using System.Buffers;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Language;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Tests.Execution;

/// <summary>
/// The deepest documents that fit into the bounds, and deeper ones, on a stack that is much smaller than any that a
/// server has. A stack overflow would end the test's process.
/// </summary>
public sealed class StackTests
{
    private const int StackBytes = 256 * 1024;

    private static readonly GraphQLOptions Deep = new()
    {
        Limits = GraphQLLimits.Default with { MaxOperationDepth = 100, MaxCost = long.MaxValue },
    };

    [Theory]
    [InlineData("fields", 99)]
    [InlineData("lists", 99)]
    [InlineData("inline fragments", 99)]
    [InlineData("fragments", 98)]
    [InlineData("fragments and fields", 48)]
    public void What_is_as_deep_as_the_bound_is_answered(string kind, int depth) =>
        Assert.StartsWith("{\"data\"", OnSmallStack(Document(kind, depth)), StringComparison.Ordinal);

    [Theory]
    [InlineData("fields")]
    [InlineData("inline fragments")]
    [InlineData("fragments")]
    [InlineData("fragments and fields")]
    [InlineData("values")]
    [InlineData("objects")]
    [InlineData("types")]
    [InlineData("circle of fragments")]
    public void What_is_as_deep_as_the_tokens_allow_is_refused_by_its_bound(string kind)
    {
        string answer = OnSmallStack(Document(kind, 800));

        Assert.Contains("LIMIT_EXCEEDED", answer, StringComparison.Ordinal);
        Assert.Contains("(MaxDepth)", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void A_circle_of_fragments_within_the_bound_breaks_its_rule() => Assert.Contains(
        "Expected no cycle of fragments",
        OnSmallStack(Document("circle of fragments", 98)),
        StringComparison.Ordinal);

    private static string Document(string kind, int depth) => kind switch
    {
        "fields" => Nested(depth, "{ self", "{ leaf }", "}"),
        "lists" => Nested(depth, "{ list(first: 1)", "{ leaf }", "}"),
        "inline fragments" => Nested(depth, "{ ... on Query", "{ leaf }", "}"),
        "fragments" => Chain(depth, i => $"...f{i}", "leaf"),
        "fragments and fields" => Chain(depth, i => $"self {{ ...f{i} }}", "leaf"),
        "circle of fragments" => Chain(depth, i => $"...f{i}", "...f0"),
        "values" => $"{{ any(of: {Nested(depth, "[", "1", "]")}) }}",
        "objects" => $"{{ any(of: {Nested(depth, "{ a:", "1", "}")}) }}",
        "types" => $"query($v: {Nested(depth, "[", "Any", "]")}) {{ any(of: [$v]) }}",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, message: null),
    };

    private static string Chain(int length, Func<int, string> next, string last) =>
        $"{{ {next(0)} }} "
        + string.Join(' ', Enumerable.Range(0, length).Select(i => $"fragment f{i} on Query {{ {next(i + 1)} }}"))
        + $" fragment f{length} on Query {{ {last} }}";

    private static string Nested(int depth, string open, string inner, string close) =>
        string.Concat(Enumerable.Repeat($"{open} ", depth)) + inner
        + string.Concat(Enumerable.Repeat($" {close}", depth));

    private static string OnSmallStack(string document)
    {
        var engine = new GraphQLEngine(Schema(), Deep);
        string answer = "";
        var thread = new Thread(() => answer = Answer(engine, document), StackBytes);
        thread.Start();
        thread.Join();
        return answer;
    }

    private static string Answer(GraphQLEngine engine, string document)
    {
        PreparedOperation prepared = engine.Prepare(document);
        ExecutionResult result = prepared.IsOk
            ? engine.ExecuteAsync(prepared.Plan).AsTask().GetAwaiter().GetResult()
            : new ExecutionResult(prepared.Errors);
        var output = new ArrayBufferWriter<byte>();
        result.WriteTo(output);
        return System.Text.Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static Schema Schema()
    {
        bool Parse(LeafInput input, out object? value, out string? reason)
        {
            (value, reason) = (input.Text, null);
            return true;
        }

        var builder = new SchemaBuilder();
        var any = new ScalarType("Any", "Whatever comes.", Parse, value => value.ToString());
        ObjectType<object> query = builder.Query;
        query.Field("leaf", "A number.", Scalars.Int).Resolve((_, _) => 1);
        query.Field("self", "The same again.", query).Resolve((_, self) => self);
        query.Field("list", "One.", query.List())
            .Argument("first", "How many.", Scalars.Int)
            .Resolve((_, self) => new[] { self });
        query.Field("any", "Nothing.", Scalars.Int).Argument("of", "Any.", any).Resolve((_, _) => 1);
        return builder.Build();
    }
}
