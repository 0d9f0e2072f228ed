using System.Diagnostics;
using System.Text.Json;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Tests.Execution;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Tests.Telemetry;

/// <summary>What those who listen hear of an operation, and what it costs those who do not.</summary>
[Collection(ListenersGroup.Name)]
public sealed class OperationTelemetryTests
{
    private const string Began = "graphql.server.request.active 1 graphql.operation.type=query";
    private const string Done = "graphql.server.request.active -1 graphql.operation.type=query";
    private const string Took = "graphql.server.request.duration seconds graphql.operation.type=query";

    private static readonly GraphQLEngine Engine = new(LibrarySchema.Build());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_query_has_a_span_with_its_type_as_name_and_a_duration()
    {
        OperationPlan plan = Prepare("query Titles { books { title author { name } } }");
        using var listener = new Listener();

        await Engine.ExecuteAsync(plan, state: new Library(), cancellationToken: Cancellation);

        Assert.Equal(
            ["query (Server) " +
                "graphql.document.hash=sha256:27767318e88389345b77aa674a256a86550f26768857df232069c0a25c3d0d5e " +
                "graphql.operation.cost=30 graphql.operation.name=Titles graphql.operation.type=query"],
            listener.SpanLines);
        Assert.Equal([Began, Done, Took], listener.Measurements);
    }

    [Theory]
    [InlineData("{ refused }", "STALE")]
    [InlineData("{ books { title } refused a: refused }", "STALE")]
    [InlineData("{ secret }", "INTERNAL")]
    [InlineData("query($n: Int!) { page(first: $n) { totalCount } }", "INVALID_VARIABLES")]
    [InlineData("{ page(first: 1000000) { nodes { title } } }", "LIMIT_EXCEEDED")]
    public async Task The_code_of_the_first_error_is_the_type_of_the_error(string query, string code)
    {
        OperationPlan plan = Prepare(query);
        using var listener = new Listener();

        ExecutionResult result = await Engine.ExecuteAsync(plan, state: new Library(), cancellationToken: Cancellation);

        Activity span = Assert.Single(listener.Spans);
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        Assert.Equal(code, span.GetTagItem("error.type"));
        Assert.Equal(result.Errors.Length, span.GetTagItem("graphql.response.error_count"));
        Assert.Equal([Began, Done, $"{Took} error.type={code}"], listener.Measurements);
    }

    [Fact]
    public async Task An_operation_whose_time_is_up_is_told_as_cancelled()
    {
        using var source = new CancellationTokenSource();
        OperationPlan plan = Prepare("{ stop { title } }");
        using var listener = new Listener();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Engine.ExecuteAsync(plan, default, new Library { Stop = source }, source.Token));

        Assert.Equal("cancelled", Assert.Single(listener.Spans).GetTagItem("error.type"));
        Assert.Equal([Began, Done, $"{Took} error.type=cancelled"], listener.Measurements);
    }

    [Fact]
    public async Task Each_event_of_a_subscription_has_a_trace_with_a_link_to_the_opening()
    {
        OperationPlan plan = Prepare("subscription New { added { title } }");
        using var listener = new Listener();

        await foreach (ExecutionResult result in Engine.SubscribeAsync(
            plan, state: new Library(), cancellationToken: Cancellation))
        {
            Assert.Empty(result.Errors);
        }

        Assert.Equal(
            ["subscription (Server)", "GraphQL Subscription Event (Internal)", "GraphQL Subscription Event (Internal)"],
            listener.Spans.Select(span => $"{span.DisplayName} ({span.Kind})"));
        Assert.All(listener.Spans, span => Assert.Equal("New", span.GetTagItem("graphql.operation.name")));
        Assert.All(listener.Spans.Skip(1), span => Assert.Equal(
            listener.Spans[0].Context, Assert.Single(span.Links).Context));
        Assert.Equal(3, listener.Spans.DistinctBy(span => span.TraceId).Count());
        Assert.Equal(
            [
                "graphql.server.request.active 1 graphql.operation.type=subscription",
                "graphql.server.request.active -1 graphql.operation.type=subscription",
                "graphql.server.request.duration seconds graphql.operation.type=subscription",
                "graphql.server.subscription.active 1",
                "graphql.server.subscription.event.duration seconds graphql.operation.type=subscription",
                "graphql.server.subscription.event.duration seconds graphql.operation.type=subscription",
                "graphql.server.subscription.active -1",
            ],
            listener.Measurements);
    }

    [Fact]
    public async Task A_subscription_that_does_not_open_is_told_and_not_counted_as_open()
    {
        var schema = new SchemaBuilder();
        schema.Query.Field("a", "Nothing.", Scalars.Int).Resolve((_, _) => 1);
        schema.Subscription.Field("news", "Never any.", Scalars.Int).Subscribe<int>(
            _ => throw new GraphQLException("Not on Sundays.", "CLOSED"));
        var engine = new GraphQLEngine(schema.Build());
        OperationPlan plan = engine.Prepare("subscription { news }").Plan!;
        using var listener = new Listener();

        await foreach (ExecutionResult result in engine.SubscribeAsync(plan, cancellationToken: Cancellation))
        {
            Assert.False(result.IsExecuted);
        }

        Assert.Equal("CLOSED", Assert.Single(listener.Spans).GetTagItem("error.type"));
        Assert.DoesNotContain(listener.Measurements, line => line.Contains("subscription.active"));
    }

    [Fact]
    public async Task What_a_resolver_does_is_below_the_span_of_its_operation()
    {
        string? inside = null;
        var schema = new SchemaBuilder();
        schema.Query.Field("now", "Looks around.", Scalars.String).Resolve(async (_, _) =>
        {
            await Task.Yield();
            return inside = Activity.Current?.DisplayName;
        });
        var engine = new GraphQLEngine(schema.Build());
        using var listener = new Listener();

        await engine.ExecuteAsync(engine.Prepare("{ now }").Plan!, cancellationToken: Cancellation);

        Assert.Equal("query", inside);
        Assert.Null(Activity.Current);
    }

    [Theory]
    [InlineData("{ books { title } }", "parse validate plan", null)]
    [InlineData("{ books {", "parse", "SYNTAX_ERROR")]
    [InlineData("{ nothing }", "parse validate", "VALIDATION_ERROR")]
    [InlineData("query A { __typename } query B { __typename }", "parse validate plan", "OPERATION_NOT_FOUND")]
    public void Preparing_a_document_has_a_span_a_phase(string query, string phases, string? error)
    {
        using var listener = new Listener();

        Engine.Prepare(query);

        Assert.Equal(phases.Split(' '), listener.Spans.Select(span => span.GetTagItem("graphql.processing.type")));
        Assert.Equal(error, listener.Spans[^1].GetTagItem("error.type"));
        Assert.All(listener.Spans.SkipLast(1), span => Assert.Equal(ActivityStatusCode.Unset, span.Status));
    }

    [Theory]
    [InlineData(null, " (Internal)")]
    [InlineData("No database.", " (Internal) ERROR error.type=System.InvalidOperationException")]
    public async Task A_batch_of_a_loader_has_a_span_below_its_operation_and_a_size(string? failure, string expected)
    {
        var engine = new GraphQLEngine(PeopleSchema.Build());
        OperationPlan plan = engine.Prepare("{ people(ids: [1, 2]) { name } person(id: 3) { name } }").Plan!;
        using var listener = new Listener();

        await engine.ExecuteAsync(plan, default, new People { Failure = failure }, Cancellation);

        Assert.Equal(
            $"GraphQL DataLoader Batch people{expected} graphql.dataloader.batch.size=3 " +
                "graphql.dataloader.name=people graphql.processing.type=dataloader_batch",
            listener.SpanLines.First());
        Assert.Equal(listener.Spans[1].SpanId, listener.Spans[0].ParentSpanId);
        Assert.Contains(
            "graphql.server.dataloader.batch.size 3 graphql.dataloader.name=people", listener.Measurements);
    }

    [Fact]
    public async Task Neither_the_document_nor_its_variables_are_told()
    {
        using var variables = JsonDocument.Parse("""{"id":"confidential"}""");
        using var listener = new Listener();

        OperationPlan plan = Prepare("query Q($id: ID!) { hidden: node(id: $id) { id } }");
        await Engine.ExecuteAsync(plan, variables.RootElement, new Library(), Cancellation);

        string all = string.Join('\n', [.. listener.SpanLines, .. listener.Measurements]);
        Assert.DoesNotContain("confidential", all);
        Assert.DoesNotContain("hidden", all);
    }

    [Theory]
    [InlineData("{ books { title } }")]
    [InlineData("{ books { title author { name } } }")]
    public void While_nobody_listens_nothing_is_allocated_for_them(string query)
    {
        OperationPlan plan = Prepare(query);

        long plain = Allocated(() => Engine.AnswerAsync(plan, default, new Library(), CancellationToken.None));
        long unheard = Allocated(() => Engine.ExecuteAsync(plan, default, new Library(), CancellationToken.None));
        long heard;
        using (new Listener())
        {
            heard = Allocated(() => Engine.ExecuteAsync(plan, default, new Library(), CancellationToken.None));
        }

        Assert.Equal(plain, unheard);
        Assert.True(heard > unheard, $"{heard} bytes with a listener, {unheard} without.");
    }

    private static OperationPlan Prepare(string query) => Engine.Prepare(query).Plan!;

    // The least of many runs: the first compile, and others may be disturbed by the runtime's own doings.
    private static long Allocated(Func<ValueTask<ExecutionResult>> execute)
    {
        long least = long.MaxValue;
        for (int i = 0; i < 200; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            ValueTask<ExecutionResult> result = execute();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            result.AsTask().GetAwaiter().GetResult();
        }

        return least;
    }
}
