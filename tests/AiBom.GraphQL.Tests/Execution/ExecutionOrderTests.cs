using AiBom.GraphQL.Execution;

namespace AiBom.GraphQL.Tests.Execution;

/// <summary>
/// When resolvers are started and what ends them: documents in, the calls of resolvers in their order out.
/// </summary>
public sealed class ExecutionOrderTests : IDisposable
{
    private const int Patience = 30_000;

    private static readonly GraphQLEngine Engine = new(CourseSchema.Build(), new GraphQLOptions
    {
        ErrorFilter = exception => new GraphQLException(exception.Message, "TEST"),
    });

    private readonly Course _course = new();

    [Fact]
    public async Task Root_fields_of_a_mutation_run_one_after_the_other_each_to_the_bottom()
    {
        await RunAsync("mutation { a: step { below { deeper } } b: step { below { deeper } } }");

        Assert.Equal(
            ["begin a", "end a", "below Step", "deeper Below", "begin b", "end b", "below Step", "deeper Below"], _course.Calls);
    }

    [Fact]
    public async Task A_mutation_field_that_fails_does_not_stop_the_next()
    {
        ExecutionResult result = await RunAsync(
            "mutation { a: failLater { below { deeper } } b: fail { below { deeper } } c: step { below { deeper } } }");

        Assert.Equal(["begin a", "begin b", "begin c", "end c", "below Step", "deeper Below"], _course.Calls);
        Assert.Equal(
            """{"errors":["No. at a","No. at b"],"data":{"a":null,"b":null,"c":{"below":{"deeper":"x"}}}}""",
            EngineText.Of(result));
    }

    [Fact]
    public async Task A_mutation_field_that_fails_further_down_does_not_stop_the_next()
    {
        ExecutionResult result = await RunAsync("mutation { a: step { broken } b: step { below { deeper } } }");

        Assert.Equal(["begin a", "end a", "begin b", "end b", "below Step", "deeper Below"], _course.Calls);
        Assert.Equal(
            """{"errors":["No. at a.broken"],"data":{"a":{"broken":null},"b":{"below":{"deeper":"x"}}}}""",
            EngineText.Of(result));
    }

    [Theory(Timeout = Patience)]
    [InlineData("{ meet(of: 2) other: meet(of: 2) }")]
    [InlineData("{ a: room { meet(of: 3) second: meet(of: 3) } b: room { meet(of: 3) } }")]
    [InlineData("{ rooms(size: 3) { meet(of: 3) } }")]
    [InlineData("{ rooms(size: 2) { meet(of: 4) } places { meet(of: 4) } }")]
    public async Task All_fields_of_a_level_are_started_before_one_is_awaited(string query)
    {
        // Each waits until all are there, so that one that is started too late would keep the others waiting.
        ExecutionResult result = await RunAsync(query);

        Assert.Empty(result.Errors);
    }

    [Fact]
    public async Task A_batch_resolver_is_asked_once_for_each_field_and_type_of_a_level()
    {
        await RunAsync("{ places { count } rooms(size: 5) { count again: count } }");

        Assert.Equal(["count of 1 Room", "count of 1 Hall", "count of 5 Room", "count of 5 Room"], _course.Calls);
    }

    [Fact]
    public async Task After_a_cancellation_no_resolver_is_started()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await RunAsync("{ a: cancel { below { deeper } } b: cancel { below { deeper } } }"));

        // Both belong to the level that was being started.
        Assert.Equal(["cancel", "cancel"], _course.Calls);
    }

    [Theory]
    [InlineData("mutation { a: cancel { below { deeper } } b: step { below { deeper } } }")]
    [InlineData("mutation { a: cancelLeaf b: step { below { deeper } } }")]
    public async Task After_a_cancellation_no_further_mutation_is_started(string mutation)
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await RunAsync(mutation));

        Assert.Equal(["cancel"], _course.Calls);
    }

    [Fact]
    public async Task A_resolver_that_waits_is_told_of_the_cancellation()
    {
        ValueTask<ExecutionResult> running = RunAsync("{ wait { below { deeper } } }");
        await _course.Request.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await running);
        Assert.Equal(["wait", "told"], _course.Calls);
    }

    [Fact]
    public async Task A_cancelled_subscription_disposes_its_source()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ListenAsync(async () =>
        {
            await _course.Request.CancelAsync();
            return true;
        }));

        Assert.Equal(["event", "below Step", "deeper Below", "disposed"], _course.Calls);
    }

    [Fact]
    public async Task A_subscription_that_nobody_reads_any_more_disposes_its_source()
    {
        await ListenAsync(() => Task.FromResult(false));

        Assert.Equal(["event", "below Step", "deeper Below", "disposed"], _course.Calls);
    }

    public void Dispose() => _course.Dispose();

    private ValueTask<ExecutionResult> RunAsync(string query)
    {
        PreparedOperation operation = Engine.Prepare(query);
        Assert.Empty(operation.Errors);
        return Engine.ExecuteAsync(operation.Plan!, default, _course, _course.Request.Token);
    }

    private async Task ListenAsync(Func<Task<bool>> goOn)
    {
        PreparedOperation operation = Engine.Prepare("subscription { events { below { deeper } } }");
        await foreach (ExecutionResult result in Engine.SubscribeAsync(
            operation.Plan!, default, _course, _course.Request.Token))
        {
            Assert.Empty(result.Errors);
            if (!await goOn())
            {
                break;
            }
        }
    }
}
