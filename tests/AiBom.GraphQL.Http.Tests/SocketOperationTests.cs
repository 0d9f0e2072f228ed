using System.Runtime.CompilerServices;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Http.Tests;

/// <summary>What is asked over a socket, and when it ends.</summary>
public sealed class SocketOperationTests
{
    private const string Events = "subscription { events }";

    private readonly TestSource _source = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_come_in_their_order_and_then_the_end()
    {
        await using Site site = await Site.StartAsync(declare: _source.Declare);
        using SocketClient client = await SocketClient.ConnectAsync(site);
        await client.SubscribeAsync("1", Events);

        _source.Emit("a", "b", "c");
        _source.End();

        foreach (string one in (IEnumerable<string>)["a", "b", "c"])
        {
            Assert.Equal(Next("events", one), await client.NextAsync());
        }

        Assert.Equal("""{"id":"1","type":"complete"}""", await client.NextAsync());
        await _source.Released;
    }

    [Fact]
    public async Task A_source_that_fails_ends_with_an_error_that_hides_why()
    {
        await using Site site = await Site.StartAsync(declare: _source.Declare);
        using SocketClient client = await SocketClient.ConnectAsync(site);
        await client.SubscribeAsync("1", Events);

        _source.Emit("a");
        Assert.Equal(Next("events", "a"), await client.NextAsync());
        _source.End(new InvalidOperationException("password is 1234"));

        string answer = await client.NextAsync();
        string id = Assert.Single(site.Failures)["password is 1234 (".Length..^1];
        Assert.Equal(
            "{\"id\":\"1\",\"type\":\"error\",\"payload\":[{\"message\":\"The server failed.\"," +
            "\"locations\":[{\"line\":1,\"column\":16}],\"path\":[\"events\"]," +
            $"\"extensions\":{{\"code\":\"INTERNAL\",\"correlationId\":\"{id}\"}}}}]}}",
            answer);
        Assert.Equal("""{"type":"pong"}""", await client.AskAsync("""{"type":"ping"}"""));
        await _source.Released;
    }

    [Fact]
    public async Task A_source_is_let_go_when_the_client_has_heard_enough()
    {
        await using Site site = await Site.StartAsync(declare: _source.Declare);
        using SocketClient client = await SocketClient.ConnectAsync(site);
        await client.SubscribeAsync("1", Events);
        await _source.Opened;

        await client.SendAsync("""{"id":"1","type":"complete"}""");

        await _source.Released;
        Assert.Equal("""{"type":"pong"}""", await client.AskAsync("""{"type":"ping"}"""));
        Assert.Empty(site.Failures);
    }

    [Theory]
    [InlineData("goodbye")]
    [InlineData("break")]
    [InlineData("nonsense")]
    public async Task A_source_is_let_go_when_the_connection_ends(string how)
    {
        await using Site site = await Site.StartAsync(declare: _source.Declare);
        using SocketClient client = await SocketClient.ConnectAsync(site);
        await client.SubscribeAsync("1", Events);
        await _source.Opened;

        switch (how)
        {
            case "goodbye":
                await client.CloseAsync();
                break;
            case "break":
                client.Break();
                break;
            default:
                await client.SendAsync(how);
                break;
        }

        await _source.Released;
        Assert.Empty(site.Failures);
    }

    [Fact]
    public async Task A_server_that_stops_lets_sources_go_and_says_so()
    {
        await using Site site = await Site.StartAsync(declare: _source.Declare);
        using SocketClient client = await SocketClient.ConnectAsync(site);
        await client.SubscribeAsync("1", Events);
        await _source.Opened;

        Task stopped = site.StopAsync();

        Assert.Equal("closed 1001: The server is stopping.", await client.NextAsync());
        await _source.Released;
        await stopped;
        Assert.Empty(site.Failures);
    }

    [Fact]
    public async Task Queries_and_mutations_are_answered_and_an_id_is_free_again()
    {
        await using Site site = await Site.StartAsync();
        using SocketClient client = await SocketClient.ConnectAsync(site);
        foreach ((string query, string name, string value) in (IEnumerable<(string, string, string)>)
            [("{ hello }", "hello", "hello world"), ("mutation { shout }", "shout", "HEY"), ("{ user }", "user", "someone")])
        {
            await client.SubscribeAsync("1", query);
            Assert.Equal(Next(name, value), await client.NextAsync());
            Assert.Equal("""{"id":"1","type":"complete"}""", await client.NextAsync());
        }
    }

    [Fact]
    public async Task Errors_of_fields_come_with_the_data()
    {
        await using Site site = await Site.StartAsync();
        using SocketClient client = await SocketClient.ConnectAsync(site);
        await client.SubscribeAsync("1", "{ refused }");

        Assert.Equal(
            "{\"id\":\"1\",\"type\":\"next\",\"payload\":{\"errors\":[{\"message\":\"Not on Sundays.\"," +
            "\"locations\":[{\"line\":1,\"column\":3}],\"path\":[\"refused\"],\"extensions\":{\"code\":\"CLOSED\"}}]," +
            "\"data\":{\"refused\":null}}}",
            await client.NextAsync());
        Assert.Equal("""{"id":"1","type":"complete"}""", await client.NextAsync());
    }

    [Fact]
    public async Task One_operation_too_many_is_refused_and_the_others_go_on()
    {
        await using Site site = await Site.StartAsync(
            options => options with { Limits = options.Limits with { MaxSocketOperations = 1 } }, _source.Declare);
        using SocketClient client = await SocketClient.ConnectAsync(site);
        await client.SubscribeAsync("1", Events);
        await _source.Opened;

        await client.SubscribeAsync("2", "{ hello }");

        Assert.Equal(
            "{\"id\":\"2\",\"type\":\"error\",\"payload\":[{\"message\":\"As many operations go on over this " +
            "connection as may; complete one first.\",\"extensions\":{\"code\":\"TOO_MANY_OPERATIONS\"}}]}",
            await client.NextAsync());
        _source.Emit("a");
        Assert.Equal(Next("events", "a"), await client.NextAsync());
    }

    [Fact]
    public async Task A_query_that_takes_too_long_is_cancelled_and_told()
    {
        var clock = new StoppedClock();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using Site site = await Site.StartAsync(
            options => options with { Time = clock, Limits = options.Limits with { Timeout = TimeSpan.FromSeconds(7) } },
            builder => builder.Query.Field("wait", "Waits.", Scalars.String).Resolve<string>(async (context, _) =>
            {
                context.CancellationToken.Register(cancelled.SetResult);
                started.SetResult();
                await Task.Delay(Timeout.Infinite, context.CancellationToken);
                return "never";
            }));
        using SocketClient client = await SocketClient.ConnectAsync(site);
        clock.Advance(TimeSpan.FromSeconds(1));
        await client.SubscribeAsync("1", "{ wait }");
        await started.Task.WaitAsync(Cancellation);

        clock.Advance(TimeSpan.FromSeconds(7));

        Assert.Equal(
            "{\"id\":\"1\",\"type\":\"error\",\"payload\":[{\"message\":\"The request could not be answered within 7 s.\"," +
            "\"extensions\":{\"code\":\"TIMEOUT\"}}]}",
            await client.NextAsync());
        await cancelled.Task.WaitAsync(Cancellation);
        Assert.Empty(site.Failures);
    }

    [Fact]
    public async Task A_subscription_has_no_time_but_each_of_its_events_has()
    {
        var clock = new StoppedClock();
        await using Site site = await Site.StartAsync(
            options => options with
            {
                Time = clock,
                Limits = options.Limits with
                {
                    Timeout = TimeSpan.FromSeconds(7),
                    KeepAlive = TimeSpan.FromDays(2),
                },
            },
            builder => builder.Subscription.Field("slow", "The second takes long.", Scalars.Int.NonNull())
                .Subscribe(CountAsync)
                .Resolve<int>(async (context, number) =>
                {
                    await Task.Delay((int)number == 2 ? Timeout.Infinite : 0, context.CancellationToken);
                    return (int)number;
                }));
        using SocketClient client = await SocketClient.ConnectAsync(site);
        clock.Advance(TimeSpan.FromDays(1));
        await client.SubscribeAsync("1", "subscription { slow }");
        Assert.Equal("""{"id":"1","type":"next","payload":{"data":{"slow":1}}}""", await client.NextAsync());
        await clock.IsSetAsync(TimeSpan.FromSeconds(7));
        await clock.IsSetAsync(TimeSpan.FromSeconds(7));

        clock.Advance(TimeSpan.FromSeconds(7));

        Assert.Equal(
            "{\"id\":\"1\",\"type\":\"error\",\"payload\":[{\"message\":\"The event could not be answered within 7 s.\"," +
            "\"locations\":[{\"line\":1,\"column\":16}],\"path\":[\"slow\"],\"extensions\":{\"code\":\"TIMEOUT\"}}]}",
            await client.NextAsync());
    }

    [Theory]
    [InlineData(false, "lost")]
    [InlineData(true, "closed 4490: Messages are not read as fast as they come.")]
    public async Task A_client_that_does_not_read_is_disconnected(bool readsAtLast, string expected)
    {
        var clock = new StoppedClock();
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        TimeSpan most = TimeSpan.FromSeconds(9);
        TimeSpan close = TimeSpan.FromHours(1);
        await using Site site = await Site.StartAsync(
            options => options with
            {
                Time = clock,
                Limits = options.Limits with
                {
                    SendTimeout = most,
                    CloseTimeout = close,
                    KeepAlive = TimeSpan.FromDays(9),
                },
            },
            builder => builder.Subscription.Field("flood", "A megabyte, again and again.", Scalars.String)
                .Subscribe(_ => FloodAsync(released)));
        using SocketClient client = await SocketClient.ConnectAsync(site);
        await client.SubscribeAsync("1", "subscription { flood }");

        // Until what lies between the two is full, the source may wait and go on several times.
        while (!released.Task.IsCompleted)
        {
            await Task.WhenAny(clock.IsSetAsync(most), released.Task.WaitAsync(Cancellation));
            clock.Advance(most);
        }

        if (!readsAtLast)
        {
            clock.Advance(close);
        }

        string answer = await client.NextAsync();
        while (answer.StartsWith("""{"id":"1","type":"next",""", StringComparison.Ordinal))
        {
            answer = await client.NextAsync();
        }

        Assert.Equal(expected, answer);
        Assert.Empty(site.Failures);
    }

    [Fact]
    public async Task A_source_faster_than_its_reader_waits_for_it()
    {
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using Site site = await Site.StartAsync(
            options => options with { Limits = options.Limits with { MaxQueuedBytes = 1 } },
            builder => builder.Subscription.Field("flood", "A megabyte, again and again.", Scalars.String)
                .Subscribe(_ => FloodAsync(released)));
        using SocketClient client = await SocketClient.ConnectAsync(site);
        await client.SubscribeAsync("1", "subscription { flood }");

        for (int i = 0; i < 100; i++)
        {
            Assert.InRange((await client.NextAsync()).Length, 1_000_000, 1_000_100);
        }
    }

    [Fact]
    public async Task Each_operation_and_each_event_has_a_state_of_its_own()
    {
        int made = 0;
        await using Site site = await Site.StartAsync(
            options => options with { RenewState = state => $"{state} {Interlocked.Increment(ref made)}" },
            builder =>
            {
                _source.Declare(builder);
                builder.Subscription.Field("users", "Who asks.", Scalars.String)
                    .Subscribe(_ => CountAsync(null))
                    .Resolve((context, _) => context.State<string>());
            });
        using SocketClient client = await SocketClient.ConnectAsync(site);
        await client.SubscribeAsync("1", "{ user }");
        Assert.Equal(Next("user", "someone 1"), await client.NextAsync());
        Assert.Equal("""{"id":"1","type":"complete"}""", await client.NextAsync());

        await client.SubscribeAsync("1", "subscription { users }");

        Assert.Equal(Next("users", "someone 2 3"), await client.NextAsync());
        Assert.Equal(Next("users", "someone 2 4"), await client.NextAsync());
    }

    private static string Next(string field, string value) =>
        $$$$"""{"id":"1","type":"next","payload":{"data":{"{{{{field}}}}":"{{{{value}}}}"}}}""";

    private static async IAsyncEnumerable<int> CountAsync(object? context)
    {
        await Task.Yield();
        yield return 1;
        yield return 2;
    }

    private static async IAsyncEnumerable<string> FloodAsync(
        TaskCompletionSource released,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string megabyte = new('x', 1_000_000);
        try
        {
            while (true)
            {
                await Task.Yield();
                cancellationToken.ThrowIfCancellationRequested();
                yield return megabyte;
            }
        }
        finally
        {
            released.TrySetResult();
        }
    }
}
