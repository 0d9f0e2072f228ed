using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Tests.Execution;

/// <summary>Section 6.2.3: what a source does, and what becomes of it.</summary>
public sealed class SubscriptionTests
{
    private static readonly GraphQLOptions Masking = new()
    {
        ErrorFilter = _ => new GraphQLException("hidden", "INTERNAL"),
    };

    private readonly List<string> _seen = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("creation", "hidden")]
    [InlineData("opening", "hidden")]
    [InlineData("first", "hidden")]
    [InlineData("third", "1; 2; hidden")]
    [InlineData("third for all to know", "1; 2; closed")]
    [InlineData("", "1; 2; 3")]
    public async Task A_source_that_fails_ends_the_stream_with_one_error_that_goes_through_the_filter(
        string failure,
        string expected)
    {
        Assert.Equal(expected, await AnswersAsync(Masking, _ => new Source(failure, _seen)));
        Assert.Equal(failure is "creation" or "opening" ? [] : ["released"], _seen);
    }

    [Fact]
    public async Task The_error_of_a_source_says_where_it_is()
    {
        var answers = new List<string>();
        await foreach (ExecutionResult result in
            Subscribe(Masking, _ => new Source("third", _seen), "{\n other: number }"))
        {
            answers.Add(Text(result));
        }

        Assert.Equal(
            "{\"errors\":[{\"message\":\"hidden\",\"locations\":[{\"line\":2,\"column\":2}]," +
            "\"path\":[\"other\"],\"extensions\":{\"code\":\"INTERNAL\"}}]}",
            answers[^1]);
    }

    [Fact]
    public async Task A_source_is_let_go_when_its_reader_has_enough()
    {
        await using (IAsyncEnumerator<ExecutionResult> results =
            Subscribe(Masking, _ => new Source("", _seen)).GetAsyncEnumerator(Cancellation))
        {
            Assert.True(await results.MoveNextAsync());
            Assert.Empty(_seen);
        }

        Assert.Equal(["released"], _seen);
    }

    [Fact]
    public async Task A_source_that_waits_is_told_of_the_end()
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        await using IAsyncEnumerator<ExecutionResult> results =
            Subscribe(Masking, _ => WaitAsync(ending, CancellationToken.None)).GetAsyncEnumerator(ending.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await results.MoveNextAsync());
        Assert.Equal(["released"], _seen);
    }

    [Fact]
    public async Task Each_event_has_a_state_of_its_own()
    {
        int made = 0;
        GraphQLOptions options = Masking with { EventState = state => $"{state} {++made}" };

        Assert.Equal(
            "start 1; start 2; start 3",
            await AnswersAsync(options, _ => new Source("", _seen), "{ state }"));
    }

    [Fact]
    public async Task A_state_that_cannot_be_made_ends_the_stream()
    {
        GraphQLOptions options = Masking with { EventState = _ => throw new InvalidOperationException("password") };

        Assert.Equal("hidden", await AnswersAsync(options, _ => new Source("", _seen)));
        Assert.Equal(["released"], _seen);
    }

    [Fact]
    public async Task An_event_that_takes_too_long_ends_the_stream()
    {
        GraphQLOptions options = Masking with { EventTimeout = TimeSpan.FromSeconds(3), Time = new HastyClock() };

        Assert.Equal(
            "The event could not be answered within 3 s.",
            await AnswersAsync(options, _ => new Source("", _seen), "{ never }"));
        Assert.Equal(["released"], _seen);
    }

    private static async Task<string> AnswersAsync(
        GraphQLOptions options,
        Func<ResolveContext, IAsyncEnumerable<int>> source,
        string selection = "{ number }")
    {
        var answers = new List<string>();
        await foreach (ExecutionResult result in Subscribe(options, source, selection))
        {
            using var json = JsonDocument.Parse(Text(result));
            answers.Add(result.Errors.IsEmpty
                ? json.RootElement.GetProperty("data").EnumerateObject().Single().Value.ToString()
                : result.Errors.Single().Message);
        }

        return string.Join("; ", answers);
    }

    private static IAsyncEnumerable<ExecutionResult> Subscribe(
        GraphQLOptions options,
        Func<ResolveContext, IAsyncEnumerable<int>> source,
        string selection = "{ number }")
    {
        var builder = new SchemaBuilder();
        builder.Query.Field("a", "A.", Scalars.Int).Resolve((_, _) => 1);
        builder.Subscription.Field("number", "The event.", Scalars.Int).Subscribe(Creating(source));
        builder.Subscription.Field("state", "The state.", Scalars.String)
            .Subscribe(source)
            .Resolve((context, _) => context.State<string>());
        builder.Subscription.Field("never", "Waits.", Scalars.Int)
            .Subscribe(source)
            .Resolve<int>(async (context, _) =>
            {
                await Task.Delay(Timeout.Infinite, context.CancellationToken);
                return 1;
            });
        var engine = new GraphQLEngine(builder.Build(), options);
        OperationPlan plan = engine.Prepare($"subscription {selection}").Plan!;
        return engine.SubscribeAsync(plan, state: "start", cancellationToken: Cancellation);
    }

    private static Func<ResolveContext, IAsyncEnumerable<int>> Creating(
        Func<ResolveContext, IAsyncEnumerable<int>> source) => context =>
        source(context) is Source { Failure: "creation" }
            ? throw new InvalidOperationException("password")
            : source(context);

    private static string Text(ExecutionResult result)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        result.WriteTo(buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private async IAsyncEnumerable<int> WaitAsync(
        CancellationTokenSource ending,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        try
        {
            await ending.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            yield return 1;
        }
        finally
        {
            _seen.Add("released");
        }
    }

    /// <summary>Counts to three, or fails at some point.</summary>
    private sealed class Source(string failure, List<string> seen) : IAsyncEnumerable<int>, IAsyncEnumerator<int>
    {
        public string Failure => failure;

        public int Current { get; private set; }

        public IAsyncEnumerator<int> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
            failure is "opening" ? throw new InvalidOperationException("password") : this;

        public ValueTask<bool> MoveNextAsync() => (failure, ++Current) switch
        {
            ("first", 1) or ("third", 3) => throw new InvalidOperationException("password"),
            ("third for all to know", 3) => throw new GraphQLException("closed", "CLOSED"),
            _ => new ValueTask<bool>(Current <= 3),
        };

        public ValueTask DisposeAsync()
        {
            seen.Add("released");
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>A clock whose alarms go off as soon as they are set.</summary>
    private sealed class HastyClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
