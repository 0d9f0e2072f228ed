using System.Text;

namespace AiBom.GraphQL.Http.Tests;

/// <summary>Server-sent events: what is sent, to whom, and when it ends.</summary>
public sealed class EventStreamTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private const string Post = "POST | Accept: text/event-stream";
    private const string Events = """{"query":"subscription { events }"}""";
    private const string Complete = "event: complete\ndata: \n\n";

    private readonly TestSource _source = new();

    [Theory]
    [InlineData("{ hello }", """{"data":{"hello":"hello world"}}""")]
    [InlineData("mutation { shout }", """{"data":{"shout":"HEY"}}""")]
    [InlineData("{ hello(name: \\\"a\\\\nb\\\") }", """{"data":{"hello":"hello a\nb"}}""")]
    [InlineData("{", """{"errors":[{"message":""")]
    [InlineData("{ nothing }", """{"errors":[{"message":""")]
    [InlineData("query ($n: String!) { hello(name: $n) }", """{"errors":[{"message":""")]
    public async Task One_answer_is_one_event_and_then_the_end(string query, string data)
    {
        string answer = await shared.Site.AskAsync(Post, $$"""{"query":"{{query}}"}""");

        string[] blocks = answer.Split("\n\n");
        Assert.Equal(["200 text/event-stream :", blocks[1], "event: complete\ndata:"], blocks);
        string[] lines = blocks[1].Split('\n');
        Assert.Equal(["event: next", lines[1]], lines);
        Assert.StartsWith($"data: {data}", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_come_one_by_one_and_in_order()
    {
        await using Site site = await Site.StartAsync(declare: _source.Declare);
        using Reader reader = await Reader.OpenAsync(site, Post, Events);

        foreach (string one in (IEnumerable<string>)["a", "b", "c"])
        {
            _source.Emit(one);
            Assert.Equal(Next(one), await reader.NextAsync());
        }

        _source.End();
        Assert.Equal(Complete, await reader.NextAsync());
        Assert.Null(await reader.NextAsync());
        await _source.Released;
    }

    [Theory]
    [InlineData("text/event-stream", "200 text/event-stream")]
    [InlineData("text/event-stream, application/json", "200 application/json")]
    [InlineData("text/event-stream, application/json;q=0.9", "200 text/event-stream")]
    [InlineData("text/event-stream;q=0.5, */*;q=0.1", "200 text/event-stream")]
    [InlineData("text/*, application/json;q=0.1", "200 application/json")]
    public async Task A_query_is_streamed_to_who_likes_that_best(string accept, string expected) => Assert.StartsWith(
        expected,
        await shared.Site.AskAsync($"POST | Accept: {accept}", """{"query":"{ hello }"}"""),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("application/json, text/event-stream;q=0.1", "200 text/event-stream")]
    [InlineData("application/json, text/event-stream;q=0", "400 application/json")]
    [InlineData("application/json, text/*", "400 application/json")]
    [InlineData("*/*", "400 application/json")]
    public async Task A_subscription_is_streamed_to_who_can_read_that_at_all(string accept, string expected) =>
        Assert.StartsWith(
            expected,
            await shared.Site.AskAsync($"POST | Accept: {accept}", """{"query":"subscription { ticks }"}"""),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("", "200 text/event-stream")]
    [InlineData("Sec-Fetch-Site: same-origin", "200 text/event-stream")]
    [InlineData("Sec-Fetch-Site: none", "200 text/event-stream")]
    [InlineData("Origin: http://127.0.0.1:{port}", "200 text/event-stream")]
    [InlineData("Sec-Fetch-Site: cross-site", "403 application/json")]
    [InlineData("Sec-Fetch-Site: same-site", "403 application/json")]
    [InlineData("Sec-Fetch-Site: ?", "403 application/json")]
    [InlineData("Origin: https://evil.example", "403 application/json")]
    [InlineData("Origin: https://evil.example | Sec-Fetch-Site: same-origin", "403 application/json")]
    [InlineData("Sec-Fetch-Site: cross-site | GraphQL-Preflight: 1", "200 text/event-stream")]
    public async Task A_get_for_a_stream_must_not_come_from_another_page(string headers, string expected)
    {
        string own = headers.Replace("{port}", $"{shared.Site.Address.Port}", StringComparison.Ordinal);
        string head = $"GET ?query=subscription{{ticks}} | Accept: text/event-stream | {own}".TrimEnd(' ', '|');

        Assert.StartsWith(expected, await shared.Site.AskAsync(head), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET ?query=mutation{shout} | Accept: text/event-stream", null, "405 METHOD_NOT_ALLOWED")]
    [InlineData("GET | Accept: text/event-stream", null, "400 MALFORMED_REQUEST")]
    [InlineData("HEAD ?query={hello} | Accept: text/event-stream", null, "400")]
    [InlineData(Post, "{}", "400 MALFORMED_REQUEST")]
    [InlineData($"{Post} | Content-Type: text/plain", "{}", "415 UNSUPPORTED_MEDIA_TYPE")]
    [InlineData($"{Post} | X-User: nobody", """{"query":"{ hello }"}""", "401 UNAUTHENTICATED")]
    [InlineData($"{Post} | X-User: banned", """{"query":"{ hello }"}""", "403 FORBIDDEN")]
    public async Task What_is_no_graphql_request_gets_no_stream(string head, string? body, string expected)
    {
        string answer = head.StartsWith("HEAD", StringComparison.Ordinal)
            ? await shared.Site.AskAsync(head)
            : await shared.Site.CodeAsync(head, body);

        Assert.StartsWith(expected, answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_proxy_may_keep_or_collect_a_stream()
    {
        using HttpResponseMessage response = await shared.Site.SendAsync(
            Post, """{"query":"subscription { ticks }"}"""u8.ToArray());

        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.Equal("no", Assert.Single(response.Headers.GetValues("X-Accel-Buffering")));
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("text/event-stream; charset=utf-8", response.Content.Headers.ContentType?.ToString());
    }

    [Fact]
    public async Task A_stream_on_which_nothing_happens_shows_that_it_is_alive_and_never_times_out()
    {
        var clock = new StoppedClock();
        await using Site site = await Site.StartAsync(options => options with { Time = clock }, _source.Declare);
        using Reader reader = await Reader.OpenAsync(site, Post, Events);
        await _source.Opened;

        for (int i = 0; i < 3; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(12));
            Assert.Equal(":\n\n", await reader.NextAsync());
        }

        _source.Emit("a");
        Assert.Equal(Next("a"), await reader.NextAsync());
    }

    [Fact]
    public async Task A_source_that_fails_ends_with_an_error_that_hides_why()
    {
        await using Site site = await Site.StartAsync(declare: _source.Declare);
        using Reader reader = await Reader.OpenAsync(site, Post, Events);
        _source.Emit("a");
        Assert.Equal(Next("a"), await reader.NextAsync());

        _source.End(new InvalidOperationException("password is 1234"));

        string last = Assert.IsType<string>(await reader.NextAsync());
        Assert.StartsWith(
            "event: next\ndata: {\"errors\":[{\"message\":\"The server failed.\",", last, StringComparison.Ordinal);
        Assert.DoesNotContain("password", last, StringComparison.Ordinal);
        Assert.StartsWith("password is 1234 (", Assert.Single(site.Failures), StringComparison.Ordinal);
        Assert.Equal(Complete, await reader.NextAsync());
    }

    [Fact]
    public async Task A_source_is_let_go_when_the_client_leaves()
    {
        await using Site site = await Site.StartAsync(declare: _source.Declare);
        using (await Reader.OpenAsync(site, Post, Events))
        {
            await _source.Opened;
        }

        await _source.Released;
        Assert.Empty(site.Failures);
    }

    [Fact]
    public async Task A_server_that_stops_ends_a_stream_without_calling_it_complete()
    {
        await using Site site = await Site.StartAsync(declare: _source.Declare);
        using Reader reader = await Reader.OpenAsync(site, Post, Events);
        await _source.Opened;

        Task stopped = site.StopAsync();

        Assert.Null(await reader.NextAsync());
        await _source.Released;
        await stopped;
        Assert.Empty(site.Failures);
    }

    [Fact]
    public async Task A_client_that_does_not_read_is_disconnected()
    {
        var clock = new StoppedClock();
        TimeSpan most = TimeSpan.FromSeconds(9);
        await using Site site = await Site.StartAsync(
            options => options with
            {
                Time = clock,
                Limits = options.Limits with { SendTimeout = most, KeepAlive = TimeSpan.FromDays(9) },
            },
            _source.Declare);
        using Reader reader = await Reader.OpenAsync(site, Post, Events);
        for (int i = 0; i < 100; i++)
        {
            _source.Emit(new string('x', 1_000_000));
        }

        while (!_source.Released.IsCompleted)
        {
            await Task.WhenAny(clock.IsSetAsync(most), _source.Released);
            clock.Advance(most);
        }

        Assert.Empty(site.Failures);
    }

    private static string Next(string value) =>
        "event: next\ndata: {\"data\":{\"events\":\"" + value + "\"}}\n\n";

    /// <summary>Reads a stream block by block, as it comes.</summary>
    private sealed class Reader(HttpResponseMessage response, StreamReader lines) : IDisposable
    {
        /// <summary>Opens a stream, of which the first block is empty.</summary>
        public static async Task<Reader> OpenAsync(Site site, string head, string body)
        {
            HttpResponseMessage response = await site.SendAsync(
                head, Encoding.UTF8.GetBytes(body), HttpCompletionOption.ResponseHeadersRead);
            Stream stream = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
            var reader = new Reader(response, new StreamReader(stream));
            Assert.Equal(":\n\n", await reader.NextAsync());
            return reader;
        }

        /// <summary>The next block with its empty line; null at the end.</summary>
        public async Task<string?> NextAsync()
        {
            var block = new StringBuilder();
            while (await lines.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
            {
                block.Append(line).Append('\n');
                if (line.Length == 0)
                {
                    return block.ToString();
                }
            }

            return null;
        }

        public void Dispose()
        {
            lines.Dispose();
            response.Dispose();
        }
    }
}
