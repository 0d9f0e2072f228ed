using System.Collections.Immutable;
using System.Reflection;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Tests.Execution;

/// <summary>Every bound of the engine at its usual value: a request just within it, and one just over it.</summary>
public sealed class LimitTests
{
    /// <summary>A request that asks for as much as a number says, and what is said of one over the bound.</summary>
    private static readonly Dictionary<string, (Func<int, string> Ask, string Over)> Cases = new(StringComparer.Ordinal)
    {
        [nameof(GraphQLLimits.MaxDocumentLength)] = (
            n => "{leaf}".PadRight(n, ','),
            "Expected at most 1048576 characters (MaxDocumentLength), found 1048577."),
        [nameof(GraphQLLimits.MaxTokens)] = (
            n => $"{{ leaf(of: [{Times(n - 9, _ => "1")}]) }}",
            "Expected at most 10000 tokens (MaxTokens); the text has"),
        [nameof(GraphQLLimits.MaxDepth)] = (
            n => $"{{ ...f1 }} {Times(n - 2, i => $"fragment f{i} on Query {{ ...f{i + 1} }}")}"
                + $"fragment f{n - 1} on Query {{ leaf }}",
            "The operation has 101 selection sets inside one another; at most 100 are allowed (MaxDepth)."),
        [nameof(GraphQLLimits.MaxDirectives)] = (
            n => $"{{ leaf {Times(n, _ => "@skip(if: false)")} }}",
            "Expected at most 4 directives in one place (MaxDirectives), found another."),
        [nameof(GraphQLLimits.MaxErrors)] = (
            n => $"{{ {Times(n, i => $"nothing{i}")} }}",
            "Expected at most 20 errors (MaxErrors); there are more, which are not listed."),
        [nameof(GraphQLLimits.MaxFieldMergeComparisons)] = (
            n => $"{{ {Times(n == 100_000 ? 10 : 5_000, _ => "leaf")} }}",
            "Expected at most 100000 comparisons of fields (MaxFieldMergeComparisons)"),
        [nameof(GraphQLLimits.MaxOperations)] = (
            n => Times(n, i => $"query q{i} {{ leaf }}"),
            "The document has 51 operations; at most 50 are allowed (MaxOperations)."),
        [nameof(GraphQLLimits.MaxOperationDepth)] = (
            n => Nested(n - 1, "{ self", "{ leaf }"),
            "The operation has 16 fields inside one another; at most 15 are allowed (MaxOperationDepth)."),
        [nameof(GraphQLLimits.MaxFields)] = (
            n => $"{{ {Times(n, _ => "...f")} }} fragment f on Query {{ leaf }}",
            "The operation has 2,001 fields; at most 2,000 are allowed (MaxFields)."),
        [nameof(GraphQLLimits.MaxAliases)] = (
            n => $"{{ leaf ...f self {{ {Times(n / 2, i => $"a{i}: leaf")} }} }} "
                + $"fragment f on Query {{ {Times(n - 1, i => $"a{i}: leaf")} }}",
            "The operation selects leaf under 51 response keys; at most 50 are allowed (MaxAliases)."),
        [nameof(GraphQLLimits.MaxConditions)] = (
            n => $"query({Times(n, i => $"$v{i}: Boolean! = true")}) "
                + $"{{ {Times(n, i => $"a{i}: leaf @include(if: $v{i})")} }}",
            "The document has 65 different conditions of @skip and @include; at most 64 are allowed (MaxConditions)."),
        [nameof(GraphQLLimits.MaxIntrospectionLists)] = (
            n => $"{{ __schema {{ types {Nested(n, "{ fields { type", "{ name }", "} }")} }} }}",
            "The operation has 2 lists of introspection inside one another; at most 1 are allowed "
            + "(MaxIntrospectionLists)."),
        [nameof(GraphQLLimits.MaxIntrospectionOfType)] = (
            n => $"{{ __type(name: \"Query\") {Nested(n, "{ ofType", "{ name }")} }}",
            "The operation has 17 fields ofType inside one another; at most 16 are allowed (MaxIntrospectionOfType)."),
        [nameof(GraphQLLimits.MaxCost)] = (
            n => $"{{ list(first: {n}) {{ leaf }} }}",
            "The operation costs 25,001; at most 25,000 is allowed (MaxCost). Ask for smaller pages."),
        [nameof(GraphQLLimits.MaxResultErrors)] = (
            n => $"{{ failing(count: {n}) }}",
            "The response has 1,001 errors; at most 1,000 are listed (MaxResultErrors)."),
    };

    public static TheoryData<string> Bounds => [.. Cases.Keys];

    // How long a list is taken to be bounds nothing; it is a part of the price.
    [Fact]
    public void Every_bound_has_a_case() => Assert.Equal(
        typeof(GraphQLLimits).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => property.Name)
            .Where(name => name is not nameof(GraphQLLimits.AssumedListSize))
            .Order(StringComparer.Ordinal),
        Cases.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Bounds))]
    public async Task A_request_at_the_bound_is_answered_and_one_past_it_is_told_the_bound(string bound)
    {
        (Func<int, string> ask, string over) = Cases[bound];
        PropertyInfo property = typeof(GraphQLLimits).GetProperty(bound)!;
        object usual = property.GetValue(GraphQLLimits.Default)!;
        int most = Convert.ToInt32(usual, null);
        GraphQLLimits limits = Lifted();
        property.SetValue(limits, usual);

        Assert.Null(await ExceededAsync(ask(most), limits));
        Assert.StartsWith(over, await ExceededAsync(ask(most + 1), limits), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_usual_bounds_hold_together() =>
        Assert.Null(await ExceededAsync("{ leaf self { leaf } list(first: 10) { leaf } }", GraphQLLimits.Default));

    [Theory]
    [InlineData("{ bare { bare { leaf } } }", 110)]
    [InlineData("{ list(first: 3) { bare { leaf } } }", 33)]
    [InlineData("{ waiting }", 10)]
    [InlineData("{ list(first: 3) { waiting } }", 33)]
    [InlineData("query($n: Int! = 4) { list(first: $n) { leaf } }", 4)]
    [InlineData("query($n: Int) { list(first: $n) { leaf } }", 10)]
    [InlineData("query($n: Int!) { list(first: $n) { leaf } }", null)]
    [InlineData("{ __schema { types { name } } }", 0)]
    public void A_request_has_a_price_before_it_is_executed(string query, int? cost)
    {
        var engine = new GraphQLEngine(Schema());

        RequestCost? price = engine.Price(engine.Prepare(query).Plan!, default, out _);

        Assert.Equal(cost is null ? null : new RequestCost(cost.Value, 25_000), price);
    }

    [Fact]
    public void A_price_that_leaves_every_range_is_the_highest()
    {
        var engine = new GraphQLEngine(Schema());
        string query = Nested(12, "{ list(first: 2000000000)", "{ leaf }");

        RequestCost? price =
            engine.Price(engine.Prepare(query).Plan!, default, out ImmutableArray<ResponseError> errors);

        Assert.Equal(long.MaxValue, price!.Cost);
        Assert.Single(errors);
    }

    [Fact]
    public async Task Wrong_variables_are_listed_up_to_the_bound()
    {
        string query = $"query({Times(30, i => $"$v{i}: Int!")}) {{ {Times(30, i => $"a{i}: leaf(of: [$v{i}])")} }}";
        var engine = new GraphQLEngine(Schema());
        ExecutionResult result = await engine.ExecuteAsync(
            engine.Prepare(query).Plan!, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(GraphQLLimits.Default.MaxErrors + 1, result.Errors.Length);
        Assert.Equal(ErrorCodes.Limit, CodeOf(result.Errors[^1]));
    }

    [Fact]
    public async Task A_million_failures_are_told_and_listed_no_more_often_than_the_bound()
    {
        int told = 0;
        var options = new GraphQLOptions
        {
            ErrorFilter = _ => new GraphQLException($"Failure {++told}.", ErrorCodes.Internal),
        };
        var engine = new GraphQLEngine(Schema(), options);

        ExecutionResult result = await engine.ExecuteAsync(
            engine.Prepare("{ failing(count: 1000000) }").Plan!,
            cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(1_001, result.Errors.Length);
        Assert.Equal(
            "The response has 1,000,000 errors; at most 1,000 are listed (MaxResultErrors).",
            result.Errors[^1].Message);
        Assert.Equal(1_000, told);
    }

    [Theory]
    [InlineData("{ __schema { description } }")]
    [InlineData("{ self { self { __type(name: \"Query\") { name } } } }")]
    [InlineData("{ ...f } fragment f on Query { self { ... { __schema { description } } } }")]
    public async Task Introspection_that_is_switched_off_is_off_wherever_the_query_type_is_met(string query)
    {
        var engine = new GraphQLEngine(Schema(), new GraphQLOptions { AllowIntrospection = false });
        ExecutionResult result = await engine.ExecuteAsync(
            engine.Prepare(query).Plan!, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(ErrorCodes.IntrospectionDisabled, CodeOf(Assert.Single(result.Errors)));
        Assert.False(result.IsExecuted);
    }

    /// <summary>The message of the first bound that is exceeded; null if there is none.</summary>
    private static async Task<string?> ExceededAsync(string query, GraphQLLimits limits)
    {
        var engine = new GraphQLEngine(Schema(), new GraphQLOptions { Limits = limits });
        PreparedOperation prepared = engine.Prepare(query);
        ExecutionResult result = prepared.IsOk
            ? await engine.ExecuteAsync(prepared.Plan, cancellationToken: TestContext.Current.CancellationToken)
            : new ExecutionResult(prepared.Errors);
        return result.Errors.FirstOrDefault(error => CodeOf(error) is ErrorCodes.Limit)?.Message;
    }

    private static object? CodeOf(ResponseError error) => error.Extensions!["code"];

    // Every other bound out of the way, so that it is this one that speaks.
    private static GraphQLLimits Lifted() => GraphQLLimits.Trusted with
    {
        MaxOperationDepth = int.MaxValue,
        MaxFields = int.MaxValue,
        MaxAliases = int.MaxValue,
        MaxIntrospectionLists = int.MaxValue,
        MaxIntrospectionOfType = int.MaxValue,
        MaxCost = long.MaxValue,
        MaxResultErrors = int.MaxValue,
    };

    private static string Times(int count, Func<int, string> part) =>
        string.Join(' ', Enumerable.Range(1, count).Select(part));

    private static string Nested(int depth, string open, string inner, string close = "}") =>
        string.Concat(Enumerable.Repeat($"{open} ", depth)) + inner
        + string.Concat(Enumerable.Repeat($" {close}", depth));

    private static Schema Schema()
    {
        var builder = new SchemaBuilder();
        ObjectType<object> query = builder.Query;
        query.Field("leaf", "A number.", Scalars.Int).Argument("of", "Any.", Scalars.Int.List()).Resolve((_, _) => 1);
        query.Field("self", "The same again.", query).Resolve((_, self) => self);
        query.Field("list", "Many.", query.List())
            .Argument("first", "How many.", Scalars.Int)
            .Resolve((_, _) => Array.Empty<object>());
        query.Field("bare", "As many as there are.", query.List()).Resolve((_, _) => Array.Empty<object>());
        query.Field("waiting", "Waits.", Scalars.Int).Resolve((_, _) => Task.FromResult(1));
        query.Field("failing", "Fails as often as asked.", Scalars.Int.List())
            .Argument("count", "How often.", Scalars.Int.NonNull())
            .Resolve((context, _) => Enumerable.Range(0, context.Argument<int>("count"))
                .Select(i => new InvalidOperationException($"Failure {i}.")));
        return builder.Build();
    }
}
