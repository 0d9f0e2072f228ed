using System.Net.Sockets;
using System.Text;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Http.Tests;

public sealed class FailureTests
{
    private const string Wait = """{"query":"{ wait }"}""";

    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("application/json", 200, 200, 200)]
    [InlineData("application/graphql-response+json", 200, 400, 400)]
    public async Task Status_codes_follow_the_media_type(string accept, int partial, int invalid, int coercion)
    {
        await using Site site = await Site.StartAsync();

        Assert.StartsWith($"{partial} CLOSED", await Ask("{ refused }"), StringComparison.Ordinal);
        Assert.StartsWith($"{invalid} SYNTAX_ERROR", await Ask("{"), StringComparison.Ordinal);
        Assert.StartsWith($"{invalid} VALIDATION_ERROR", await Ask("{ nothing }"), StringComparison.Ordinal);
        Assert.StartsWith(
            $"{coercion} INVALID_VARIABLES",
            await Ask("query ($n: String!) { hello(name: $n) }"),
            StringComparison.Ordinal);

        Task<string> Ask(string query) => site.CodeAsync($"POST | Accept: {accept}", $$"""{"query":"{{query}}"}""");
    }

    [Fact]
    public async Task Status_codes_can_be_those_of_the_draft()
    {
        await using Site site = await Site.StartAsync(options => options with { Status = GraphQLHttpStatus.Draft });
        const string head = "POST | Accept: application/graphql-response+json";

        Assert.StartsWith("294 ", await site.CodeAsync(head, """{"query":"{ refused }"}"""), StringComparison.Ordinal);
        Assert.StartsWith("422 ", await site.CodeAsync(head, """{"query":"{"}"""), StringComparison.Ordinal);
        Assert.Equal("200 OK", await site.CodeAsync(head, """{"query":"{ hello }"}"""));
    }

    [Fact]
    public async Task An_unexpected_exception_is_logged_once_and_hidden_behind_an_id()
    {
        await using Site site = await Site.StartAsync();

        string answer = await site.AskAsync("POST", """{"query":"{ hello broken }"}""");

        string logged = Assert.Single(site.Failures);
        Assert.StartsWith("password is 1234 (", logged, StringComparison.Ordinal);
        string id = logged["password is 1234 (".Length..^1];
        Assert.NotEmpty(id);
        Assert.Equal(
            "200 application/json {\"errors\":[{\"message\":\"The server failed.\"," +
            "\"locations\":[{\"line\":1,\"column\":9}],\"path\":[\"broken\"]," +
            $"\"extensions\":{{\"code\":\"INTERNAL\",\"correlationId\":\"{id}\"}}}}]," +
            "\"data\":{\"hello\":\"hello world\",\"broken\":null}}",
            answer);
    }

    [Fact]
    public async Task An_error_meant_for_the_client_is_not_hidden()
    {
        await using Site site = await Site.StartAsync();

        Assert.Equal("200 CLOSED: Not on Sundays.", await site.CodeAsync("POST", """{"query":"{ refused }"}"""));
        Assert.Empty(site.Failures);
    }

    [Fact]
    public async Task A_failure_outside_of_any_field_is_an_error_too()
    {
        await using Site site = await Site.StartAsync(options => options with
        {
            CreateState = _ => throw new InvalidOperationException("no database"),
        });

        Assert.Equal("500 INTERNAL: The server failed.", await site.CodeAsync("POST", """{"query":"{ hello }"}"""));
        Assert.StartsWith("no database (", Assert.Single(site.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_operation_that_takes_too_long_is_cancelled_and_answered()
    {
        var clock = new StoppedClock();
        await using Site site = await Site.StartAsync(options => options with { Time = clock }, DeclareWait);

        Task<string> answer = site.CodeAsync("POST", Wait);
        await _started.Task.WaitAsync(Cancellation);
        clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("504 TIMEOUT: The request could not be answered within 10 s.", await answer);
        await _cancelled.Task.WaitAsync(Cancellation);
        Assert.Empty(site.Failures);
    }

    [Fact]
    public async Task A_body_that_does_not_arrive_in_time_is_answered()
    {
        var clock = new StoppedClock();
        await using Site site = await Site.StartAsync(options => options with
        {
            Time = clock,
            CreateState = _ =>
            {
                _started.SetResult();
                return new ValueTask<object?>("someone");
            },
        });

        using TcpClient client = await ConnectAsync(site, body: "{\"query\":");
        await _started.Task.WaitAsync(Cancellation);
        clock.Advance(TimeSpan.FromSeconds(10));

        using var reader = new StreamReader(client.GetStream());
        Assert.Equal("HTTP/1.1 408 Request Timeout", await reader.ReadLineAsync(Cancellation));
    }

    [Fact]
    public async Task A_client_that_leaves_cancels_its_operation_and_is_no_failure()
    {
        await using Site site = await Site.StartAsync(declare: DeclareWait);

        using (TcpClient client = await ConnectAsync(site, Wait))
        {
            await _started.Task.WaitAsync(Cancellation);
        }

        await _cancelled.Task.WaitAsync(Cancellation);
        Assert.Equal("200 OK", await site.CodeAsync("POST", """{"query":"{ hello }"}"""));
        Assert.Empty(site.Failures);
    }

    /// <summary>A connection over which a part of a POST was sent, or all of it.</summary>
    private static async Task<TcpClient> ConnectAsync(Site site, string body)
    {
        int length = body.Equals(Wait, StringComparison.Ordinal) ? body.Length : body.Length + 1;
        var client = new TcpClient();
        await client.ConnectAsync(site.Address.Host, site.Address.Port, Cancellation);
        string request =
            "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" +
            $"Content-Length: {length}\r\n\r\n{body}";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), Cancellation);
        return client;
    }

    private void DeclareWait(SchemaBuilder builder) =>
        builder.Query.Field("wait", "Waits for the end.", Scalars.String).Resolve<string>(async (context, _) =>
        {
            await using CancellationTokenRegistration registration =
                context.CancellationToken.Register(_cancelled.SetResult);
            _started.SetResult();
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return "never";
        });
}
