using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Tests.Types;

/// <summary>A schema with scalars of its own: documents in, JSON out.</summary>
public sealed class CustomScalarTests
{
    [Theory]
    [InlineData("{ half(of: 8) }", """{"data":{"half":"4 of 2"}}""")]
    [InlineData("{ half(of: -2) }", """{"data":{"half":"-1 of 2"}}""")]
    [InlineData("{ half(of: TWO) }", """{"data":{"half":"1 of 2"}}""")]
    [InlineData("{ half(of: null) }", """{"data":{"half":null}}""")]
    [InlineData("{ half }", """{"data":{"half":"5 of 2"}}""")]
    public async Task A_literal_reaches_the_resolver_as_the_scalar_reads_it(string query, string expected) =>
        Assert.Equal(expected, await AnswerAsync(query));

    [Theory]
    [InlineData("{ half(of: 7) }", "Expected a value of type Even: 7 is odd.")]
    [InlineData("{ half(of: \"8\") }", "Expected a value of type Even: Even cannot represent \"8\".")]
    [InlineData("{ half(of: [8]) }", "Expected a value of type Even: Even cannot represent [8].")]
    [InlineData("{ half(of: { a: $b }) }", "Expected a value of type Even: Even cannot represent { a: $b }.")]
    public async Task A_literal_that_the_scalar_refuses_breaks_a_rule(string query, string expected) =>
        Assert.Equal(expected, await FirstErrorAsync(query, "VALIDATION_ERROR"));

    [Theory]
    [InlineData("8", """{"data":{"half":"4 of 2"}}""")]
    [InlineData("8.0", """{"data":{"half":"4 of 2"}}""")]
    [InlineData("null", """{"data":{"half":null}}""")]
    public async Task A_variable_reaches_the_resolver_as_the_scalar_reads_it(string value, string expected) =>
        Assert.Equal(expected, await AnswerAsync("query($v: Even) { half(of: $v) }", $"{{\"v\":{value}}}"));

    [Theory]
    [InlineData("7", "Variable \"$v\" has an invalid value: 7 is odd.")]
    [InlineData("8.5", "Variable \"$v\" has an invalid value: Even cannot represent 8.5.")]
    [InlineData("\"TWO\"", "Variable \"$v\" has an invalid value: Even cannot represent \"TWO\".")]
    [InlineData("{\"a\":[1]}", "Variable \"$v\" has an invalid value: Even cannot represent {\"a\":[1]}.")]
    public async Task A_variable_that_the_scalar_refuses_is_an_error(string value, string expected) => Assert.Equal(
        expected,
        await FirstErrorAsync("query($v: Even) { half(of: $v) }", "INVALID_VARIABLES", $"{{\"v\":{value}}}"));

    [Fact]
    public async Task An_item_that_the_scalar_refuses_is_told_by_its_place() => Assert.Equal(
        "Variable \"$v\" has an invalid value at \"v[1]\": 3 is odd.",
        await FirstErrorAsync("query($v: [Even!]) { count(of: $v) }", "INVALID_VARIABLES", """{"v":[2,3]}"""));

    [Fact]
    public async Task Null_in_place_of_a_scalar_that_cannot_be_null_is_not_the_scalars_to_judge() => Assert.Equal(
        "Variable \"$v\" has an invalid value at \"v[0]\": Expected value of non-null type \"Even!\" not to be null.",
        await FirstErrorAsync("query($v: [Even!]) { count(of: $v) }", "INVALID_VARIABLES", """{"v":[null]}"""));

    [Theory]
    [InlineData("{ echo(json: { a: [1, 2.5, \"s\", true, null, RED], b: {} }) }", "{}",
        """{"a":[1,2.5,"s",true,null,"RED"],"b":{}}""")]
    [InlineData("query($v: Int, $w: Even) { echo(json: { a: [$v], b: $w }) }", """{"v":3,"w":4}""",
        """{"a":[3],"b":"2 of 2"}""")]
    [InlineData("query($v: Json) { echo(json: $v) }", """{"v":{"a":[1e3,{"b":null}]}}""",
        """{"a":[1000,{"b":null}]}""")]
    [InlineData("query($v: Json) { echo(json: [$v, 9007199254740993]) }", """{"v":9007199254740993}""",
        """[9007199254740993,9007199254740993]""")]
    public async Task A_scalar_may_take_lists_and_objects_with_variables_in_them(
        string query,
        string variables,
        string expected) =>
        Assert.Equal($$$"""{"data":{"echo":{{{expected}}}}}""", await AnswerAsync(query, variables));

    [Theory]
    [InlineData("{ wrong }", """{"wrong":null}""", "Even cannot represent a value of System.String.")]
    [InlineData("{ wrongs }", """{"wrongs":null}""", "Even cannot represent a value of System.String.")]
    [InlineData("{ throws }", """{"throws":null}""", "secret")]
    public async Task A_result_that_the_scalar_cannot_write_is_null_and_told_to_the_server_only(
        string query,
        string expected,
        string told)
    {
        var heard = new List<string>();
        string answer = await AnswerAsync(query, filter: exception =>
        {
            heard.Add(exception.Message);
            return new GraphQLException("Failed.", "INTERNAL");
        });
        Assert.EndsWith($"\"data\":{expected}}}", answer, StringComparison.Ordinal);
        Assert.DoesNotContain(told, answer, StringComparison.Ordinal);
        Assert.Equal([told], heard);
    }

    [Fact]
    public void Its_default_stands_in_the_schema_as_a_literal_and_its_format_as_a_directive()
    {
        string printed = SchemaPrinter.Print(BuildSchema());
        Assert.Contains("    of: Even = 10\n  ): Half", printed, StringComparison.Ordinal);
        Assert.Contains(
            "scalar Even @specifiedBy(url: \"https://example.org/even\")", printed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(9, "Query.half(of:) has an invalid default value: 9 is odd.")]
    [InlineData("text", "Query.half(of:): The default value 'text' (String) is no value of type 'Even'.")]
    public void A_default_that_it_does_not_take_is_a_problem_of_the_schema(object value, string expected)
    {
        SchemaException exception = Assert.Throws<SchemaException>(() => BuildSchema(value));
        Assert.StartsWith(expected, Assert.Single(exception.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scalar_of_texts_takes_what_its_reader_takes()
    {
        Assert.Equal("""{"data":{"upper":"AB"}}""", await AnswerAsync("{ upper(of: \"ab\") }"));
        Assert.Equal(
            "Expected a value of type Word: Word cannot represent \"a b\".",
            await FirstErrorAsync("{ upper(of: \"a b\") }", "VALIDATION_ERROR"));
        Assert.Equal(
            "Expected a value of type Word: Word cannot represent 1.",
            await FirstErrorAsync("{ upper(of: 1) }", "VALIDATION_ERROR"));
    }

    private static readonly string[] Wrong = ["text"];

    /// <summary>An even number; its half is written as "4 of 2".</summary>
    private sealed record Even(long Half);

    private static Schema BuildSchema(object? defaultValue = null)
    {
        var even = new ScalarType("Even", "An even number.", ParseEven, WriteEven, "https://example.org/even");
        var half = new ScalarType("Half", "The half of one.", ParseEven, WriteHalf);
        var json = new ScalarType("Json", "Anything.", ParseAny, value => WriteJson(value));
        ScalarType word = ScalarType.OfText<string>(
            "Word", "One word.", text => text.Contains(' ', StringComparison.Ordinal) ? null : text, text => text);
        var schema = new SchemaBuilder();
        schema.Query.Field("half", "Its half.", half)
            .Argument("of", "Of what.", even, defaultValue ?? 10)
            .Resolve((context, _) => context.Argument<Even?>("of"));
        schema.Query.Field("count", "How many.", Scalars.Int)
            .Argument("of", "Of what.", even.NonNull().List())
            .Resolve((context, _) => context.Argument<Even[]>("of").Length);
        schema.Query.Field("echo", "The same.", json)
            .Argument("json", "Anything.", json)
            .Resolve((context, _) => context.Argument<object>("json"));
        schema.Query.Field("upper", "In capitals.", word)
            .Argument("of", "Of what.", word)
            .Resolve((context, _) => context.Argument<string>("of").ToUpperInvariant());
        schema.Query.Field("wrong", "No number.", even).Resolve((_, _) => "text");
        schema.Query.Field("wrongs", "No numbers.", even.NonNull().List()).Resolve((_, _) => Wrong);
        schema.Query.Field("throws", "Fails.", even).Resolve((_, _) => new object());
        return schema.Build();
    }

    private static bool ParseEven(LeafInput input, out object? value, out string? reason)
    {
        (value, reason) = (null, null);
        if (input is { Kind: LeafInputKind.Enum, Text: "TWO" })
        {
            value = new Even(1);
        }
        else if (input.Kind is LeafInputKind.Int
            && long.TryParse(input.Text, CultureInfo.InvariantCulture, out long number))
        {
            value = long.IsEvenInteger(number) ? new Even(number / 2) : null;
            reason = value is null ? $"{number} is odd." : null;
        }

        return value is not null;
    }

    // A default is written as the literal that the scalar reads again.
    private static object? WriteEven(object value) => value switch
    {
        int number => number,
        string => null,
        _ => throw new InvalidOperationException("secret"),
    };

    private static string? WriteHalf(object value) => value is Even even ? $"{even.Half} of 2" : null;

    private static bool ParseAny(LeafInput input, out object? value, out string? reason)
    {
        (value, reason) = (input.Plain, null);
        return true;
    }

    private static JsonElement WriteJson(object value) => JsonSerializer.SerializeToElement(Plain(value));

    private static object? Plain(object? value) => value switch
    {
        Even even => WriteHalf(even),
        IReadOnlyDictionary<string, object?> fields =>
            fields.ToDictionary(field => field.Key, field => Plain(field.Value)),
        IEnumerable<object?> items => items.Select(Plain).ToArray(),
        _ => value,
    };

    private static async Task<string> FirstErrorAsync(string query, string code, string variables = "{}")
    {
        using var answer = JsonDocument.Parse(await AnswerAsync(query, variables));
        JsonElement error = answer.RootElement.GetProperty("errors")[0];
        Assert.Equal(code, error.GetProperty("extensions").GetProperty("code").GetString());
        return error.GetProperty("message").GetString()!;
    }

    private static async Task<string> AnswerAsync(
        string query,
        string variables = "{}",
        ErrorFilter? filter = null)
    {
        var options = new GraphQLOptions();
        var engine = new GraphQLEngine(
            BuildSchema(), filter is null ? options : options with { ErrorFilter = filter });
        PreparedOperation prepared = engine.Prepare(query);
        using var json = JsonDocument.Parse(variables);
        ExecutionResult result = prepared.IsOk
            ? await engine.ExecuteAsync(
                prepared.Plan, json.RootElement, state: "root", TestContext.Current.CancellationToken)
            : new ExecutionResult(prepared.Errors);
        var output = new ArrayBufferWriter<byte>();
        result.WriteTo(output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
