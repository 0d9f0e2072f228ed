using System.Buffers;
using System.Text;
using System.Text.Json;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Tests.Execution;

/// <summary>The engine over a small code-first schema: documents in, JSON out.</summary>
public sealed class EngineTests
{
    [Theory]
    [InlineData("{ books { title } }", """{"data":{"books":[{"title":"A"},{"title":"B"}]}}""")]
    [InlineData("{ books { __typename genre published } }", """
        {"data":{"books":[
        {"__typename":"Book","genre":"SCIENCE_FICTION","published":"2020-01-02T03:04:05Z"},
        {"__typename":"Book","genre":"ESSAY","published":null}]}}
        """)]
    [InlineData("{ books { author { name } } }", """
        {"data":{"books":[{"author":{"name":"author of A"}},{"author":{"name":"author of B"}}]}}
        """)]
    [InlineData("{ node(id: \"1\") { id ... on Book { title } } }", """{"data":{"node":{"id":"1","title":"A"}}}""")]
    [InlineData("{ echo(when: \"2020-01-02T05:04:05+02:00\") }", """{"data":{"echo":"2020-01-02T03:04:05Z"}}""")]
    [InlineData("{ find(by: { title: \"B\" }) }", """{"data":{"find":"title B"}}""")]
    [InlineData("{ find(by: { genre: ESSAY }) }", """{"data":{"find":"genre Essay"}}""")]
    [InlineData("{ page(first: 1) { totalCount edges { cursor node { title } } pageInfo { hasNextPage } } }", """
        {"data":{"page":{"totalCount":2,"edges":[{"cursor":"0","node":{"title":"A"}}],
        "pageInfo":{"hasNextPage":true}}}}
        """)]
    [InlineData("{ wantsTitle { title } }", """{"data":{"wantsTitle":{"title":"title true, id false"}}}""")]
    public async Task A_query_is_answered(string query, string expected) =>
        Assert.Equal(OneLine(expected), await AnswerAsync(query));

    [Theory]
    [InlineData("{ books", "SYNTAX_ERROR")]
    [InlineData("{ nothing }", "VALIDATION_ERROR")]
    [InlineData("query A { __typename } query B { __typename }", "OPERATION_NOT_FOUND")]
    [InlineData("query($a: Int!) { page(first: $a) { totalCount } }", "INVALID_VARIABLES")]
    [InlineData("{ page(first: 1000000) { nodes { title } } }", "LIMIT_EXCEEDED")]
    [InlineData("{__type(name: \"A\") { fields { type { fields { type { fields { type { fields { name } } } } } } } }}",
        "LIMIT_EXCEEDED")]
    [InlineData("{ find(by: { title: \"B\", genre: ESSAY }) }", "VALIDATION_ERROR")]
    [InlineData("subscription { added { title } }", "UNSUPPORTED")]
    [InlineData("{ secret }", "INTERNAL")]
    [InlineData("{ refused }", "STALE")]
    public async Task An_error_has_a_code(string query, string code)
    {
        using var answer = JsonDocument.Parse(await AnswerAsync(query));
        JsonElement error = answer.RootElement.GetProperty("errors")[0];
        Assert.Equal(code, error.GetProperty("extensions").GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_batch_resolver_is_asked_once_a_level()
    {
        var library = new Library();
        await AnswerAsync("{ books { author { books { author { name } } } } }", library);
        Assert.Equal(["2 authors", "4 authors"], library.Calls);
    }

    [Fact]
    public async Task Mutations_run_one_after_the_other_each_to_the_bottom()
    {
        var library = new Library();
        await AnswerAsync(
            "mutation { a: add(title: \"X\") { author { name } } b: add(title: \"Y\") { title } }", library);
        Assert.Equal(["begin X", "end X", "1 authors", "begin Y", "end Y"], library.Calls);
    }

    [Fact]
    public async Task An_unexpected_exception_is_hidden_and_told_once()
    {
        var seen = new List<Exception>();
        string answer = await AnswerAsync("{ a: secret b: secret books { broken } }", filter: exception =>
        {
            seen.Add(exception);
            return new GraphQLException($"Failure {seen.Count}.", "INTERNAL");
        });
        Assert.DoesNotContain("password", answer, StringComparison.Ordinal);
        Assert.Equal(3, seen.Count);
    }

    [Fact]
    public async Task A_batch_that_returns_too_few_values_fails_all_its_objects()
    {
        string answer = await AnswerAsync("{ books { lost } }");
        Assert.Contains("""data":{"books":[{"lost":null},{"lost":null}]}""", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_request_ends_with_an_exception()
    {
        using var source = new CancellationTokenSource();
        var engine = new GraphQLEngine(LibrarySchema.Build());
        OperationPlan plan = engine.Prepare("{ stop { title } }").Plan!;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await engine.ExecuteAsync(plan, default, new Library { Stop = source }, source.Token));
    }

    [Fact]
    public async Task A_subscription_answers_each_event_in_order()
    {
        var engine = new GraphQLEngine(LibrarySchema.Build());
        OperationPlan plan = engine.Prepare("subscription { added { title } }").Plan!;
        var answers = new List<string>();
        await foreach (ExecutionResult result in engine.SubscribeAsync(
            plan, state: new Library(), cancellationToken: TestContext.Current.CancellationToken))
        {
            answers.Add(Text(result));
        }

        Assert.Equal(
            ["""{"data":{"added":{"title":"A"}}}""", """{"data":{"added":{"title":"B"}}}"""],
            answers);
    }

    [Fact]
    public void A_wrong_schema_lists_all_its_problems()
    {
        var schema = new SchemaBuilder { RequireDescriptions = true };
        schema.Object<Book>("Book", null);
        schema.Query.Field("a", "A.", Scalars.Int);
        SchemaException exception = Assert.Throws<SchemaException>(schema.Build);
        Assert.Equal(
            [
                "Type Book must define one or more fields.",
                "Type Book has no description.",
                "Field Query.a has no resolver.",
            ],
            exception.Problems.Select(problem => problem.Message));
    }

    [Fact]
    public void A_schema_prints_by_name() =>
        Assert.StartsWith(
            "\"\"\"Who wrote it.\"\"\"\ntype Author {",
            SchemaPrinter.Print(LibrarySchema.Build(), SchemaOrder.ByName),
            StringComparison.Ordinal);

    private static async Task<string> AnswerAsync(string query, Library? library = null, ErrorFilter? filter = null)
    {
        var options = new GraphQLOptions();
        var engine = new GraphQLEngine(
            LibrarySchema.Build(), filter is null ? options : options with { ErrorFilter = filter });
        PreparedOperation prepared = engine.Prepare(query);
        return Text(prepared.IsOk
            ? await engine.ExecuteAsync(
                prepared.Plan, default, library ?? new Library(), TestContext.Current.CancellationToken)
            : new ExecutionResult(prepared.Errors));
    }

    private static string Text(ExecutionResult result)
    {
        var output = new ArrayBufferWriter<byte>();
        result.WriteTo(output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static string OneLine(string json) => json.Replace("\n", "", StringComparison.Ordinal);
}
