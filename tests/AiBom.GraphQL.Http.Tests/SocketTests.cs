using System.Net.WebSockets;
using System.Text;

namespace AiBom.GraphQL.Http.Tests;

/// <summary>The connection itself: who may open it, what may be said over it, and when it ends.</summary>
public sealed class SocketTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private const string Handshake =
        "GET | Connection: Upgrade | Upgrade: websocket | Sec-WebSocket-Version: 13 | " +
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ== | Sec-WebSocket-Protocol: graphql-transport-ws";

    private const string Init = """{"type":"connection_init"}""";
    private const string Pong = """{"type":"pong"}""";

    [Theory]
    [InlineData("Origin: https://evil.example")]
    [InlineData("Origin: null")]
    [InlineData("Origin: http://127.0.0.1")]
    [InlineData("Origin: https://127.0.0.1:{port}")]
    [InlineData("Origin: http://localhost:{port}")]
    [InlineData("Origin: http://127.0.0.1:{port}/")]
    [InlineData("Origin: http://127.0.0.1:{port}.evil.example")]
    [InlineData("Sec-Fetch-Site: cross-site")]
    public async Task A_page_of_another_origin_opens_no_socket(string header) => Assert.StartsWith(
        "403 ORIGIN_REFUSED",
        await shared.Site.CodeAsync($"{Handshake} | {WithPort(header)}"),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("Origin", "http://127.0.0.1:{port}")]
    [InlineData("Origin", "HTTP://127.0.0.1:{port}")]
    [InlineData("Origin", "https://console.example")]
    [InlineData("Origin", "https://console.example:443")]
    [InlineData("X-Nothing", "a program sends no origin")]
    public async Task Pages_of_this_origin_or_an_allowed_one_and_programs_open_one(string name, string value)
    {
        Assert.True(WebOrigin.TryParse("https://console.example", out WebOrigin? console));
        await using Site site = await Site.StartAsync(options => options with { AllowedOrigins = [console] });

        string own = value.Replace("{port}", $"{site.Address.Port}", StringComparison.Ordinal);
        using SocketClient client = await SocketClient.OpenAsync(site, headers: (name, own));

        Assert.Equal(SocketClient.Acknowledged, await client.AskAsync(Init));
    }

    [Theory]
    [InlineData("nobody", "401 UNAUTHENTICATED")]
    [InlineData("banned", "403 FORBIDDEN")]
    public async Task Who_may_not_ask_is_told_at_the_handshake(string user, string expected) => Assert.StartsWith(
        expected, await shared.Site.CodeAsync($"{Handshake} | X-User: {user}"), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"type":"connection_init","payload":{"user":"ada"}}""", true)]
    [InlineData("""{"type":"connection_init","payload":{"user":"eve"}}""", false)]
    [InlineData("""{"type":"connection_init","payload":{}}""", false)]
    [InlineData("""{"type":"connection_init","payload":null}""", false)]
    [InlineData("""{"type":"connection_init"}""", false)]
    public async Task Who_asks_can_be_said_in_the_first_message(string init, bool isKnown)
    {
        await using Site site = await Site.StartAsync(options => options with
        {
            CreateState = _ => throw new InvalidOperationException("The handshake has no credentials."),
            CreateSocketState = (_, payload) => new ValueTask<object?>(
                payload.ValueKind is System.Text.Json.JsonValueKind.Object
                    && payload.TryGetProperty("user", out var name) && name.ValueEquals("ada")
                    ? "ada"
                    : null),
        });
        using SocketClient client = await SocketClient.OpenAsync(site);

        string answer = await client.AskAsync(init);

        if (!isKnown)
        {
            Assert.Equal("closed 4403: Forbidden", answer);
            return;
        }

        Assert.Equal(SocketClient.Acknowledged, answer);
        await client.SubscribeAsync("1", "{ user }");
        Assert.Equal(
            """{"id":"1","type":"next","payload":{"data":{"user":"ada"}}}""", await client.NextAsync());
    }

    [Fact]
    public async Task A_failure_to_find_out_who_asks_is_logged_and_closes()
    {
        await using Site site = await Site.StartAsync(options => options with
        {
            CreateSocketState = (_, _) => throw new InvalidOperationException("no database"),
        });
        using SocketClient client = await SocketClient.OpenAsync(site);

        Assert.Equal("closed 4500: The server failed.", await client.AskAsync(Init));
        Assert.StartsWith("no database (", Assert.Single(site.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_subprotocol_is_told_so()
    {
        using SocketClient client = await SocketClient.OpenAsync(shared.Site, "graphql-ws, graphql-transport-ws");
        Assert.Equal("graphql-transport-ws", client.Subprotocol);

        // A client that insists on its subprotocol ends the connection itself; this one looks at the frames.
        string frames = await RawSocket.HandshakeAsync(shared.Site, "Sec-WebSocket-Protocol: graphql-ws");
        Assert.StartsWith("HTTP/1.1 101", frames, StringComparison.Ordinal);
        Assert.Contains("\u0011\u0036Subprotocol graphql-transport-ws was expected.", frames, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "A message must be an object with a type that clients send.")]
    [InlineData("null", "A message must be an object with a type that clients send.")]
    [InlineData("{}", "A message must be an object with a type that clients send.")]
    [InlineData("""{"type":"next","id":"1","payload":{}}""", "A message must be an object with a type that clients send")]
    [InlineData("""{"type":1}""", "A message must be an object with a type that clients send.")]
    [InlineData("""{"type":"ping","type":"ping"}""", "The message has a JSON object with a key twice")]
    [InlineData("""{"type":"ping","payload":[]}""", "The payload of the message must be an object.")]
    [InlineData("""{"type":"subscribe","id":"1"}""", "The payload of the message must be an object.")]
    [InlineData("""{"type":"subscribe","id":"","payload":{"query":"{a}"}}""", "The message needs an id of 1 to 256")]
    [InlineData("""{"type":"subscribe","id":1,"payload":{"query":"{a}"}}""", "The message needs an id of 1 to 256")]
    [InlineData("""{"type":"complete"}""", "The message needs an id of 1 to 256")]
    [InlineData("""{"type":"subscribe","id":"1","payload":{"query":1}}""", "The parameter 'query' must be a string")]
    [InlineData("""{"type":"subscribe","id":"1","payload":{"query":"{a}","variables":[]}}""", "The parameter 'variabl")]
    [InlineData("""{"type":"ping","payload":{"a":"\ud800"}}""", "The message is not UTF-8, or has half of")]
    [InlineData("", "The message is not well-formed JSON of at most 64 levels, at line 1, byte 1.")]
    public async Task What_the_protocol_does_not_have_closes_the_socket(string message, string reason)
    {
        using SocketClient client = await SocketClient.ConnectAsync(shared.Site);

        Assert.StartsWith($"closed 4400: {reason}", await client.AskAsync(message), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_id_longer_than_its_bound_is_refused_and_one_of_that_length_is_cut_in_the_reason()
    {
        using SocketClient client = await SocketClient.ConnectAsync(shared.Site);
        string id = new('é', 256);
        await client.SubscribeAsync(id, "subscription { ticks(count: 1000000, ms: 1000000) }");
        await client.SubscribeAsync(id, "{ hello }");
        Assert.Equal($"closed 4409: Subscriber for {new string('é', 54)}", await client.NextAsync());

        using SocketClient other = await SocketClient.ConnectAsync(shared.Site);
        await other.SubscribeAsync($"{id}x", "{ hello }");
        Assert.StartsWith("closed 4400: The message needs an id", await other.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_in_frames_is_one_message()
    {
        using SocketClient client = await SocketClient.ConnectAsync(shared.Site);
        byte[] message = """{"type":"subscribe","id":"1","payload":{"query":"{ hello(name: \"é\") }"}}"""u8.ToArray();
        for (int i = 0; i < message.Length; i++)
        {
            await client.SendAsync([message[i]], WebSocketMessageType.Text, isLast: i == message.Length - 1);
        }

        Assert.Equal("""{"id":"1","type":"next","payload":{"data":{"hello":"hello é"}}}""", await client.NextAsync());
        Assert.Equal("""{"id":"1","type":"complete"}""", await client.NextAsync());
    }

    [Fact]
    public async Task Binary_data_is_no_message()
    {
        using SocketClient client = await SocketClient.ConnectAsync(shared.Site);
        await client.SendAsync("""{"type":"ping"}"""u8.ToArray(), WebSocketMessageType.Binary);

        Assert.Equal("closed 4400: Text was expected, not binary data.", await client.NextAsync());
    }

    [Fact]
    public async Task Text_that_is_not_utf8_is_closed_by_the_rule_of_websockets()
    {
        using SocketClient client = await SocketClient.ConnectAsync(shared.Site);
        await client.SendAsync(Encoding.Latin1.GetBytes("""{"type":"ping","payload":{"é":1}}"""), WebSocketMessageType.Text);

        Assert.Equal("closed 1007: ", await client.NextAsync());
    }

    [Theory]
    [InlineData(1 << 20, 1, Pong)]
    [InlineData((1 << 20) + 1, 1, "closed 1009: The message has more than 1048576 bytes.")]
    [InlineData(1 << 22, 64, "closed 1009: The message has more than 1048576 bytes.")]
    public async Task A_message_of_more_than_a_megabyte_closes_the_socket(int bytes, int frames, string expected)
    {
        using SocketClient client = await SocketClient.ConnectAsync(shared.Site);
        const string ping = """{"type":"ping","payload":{"pad":"@"}}""";
        byte[] message = Encoding.ASCII.GetBytes(
            ping.Replace("@", new string('x', bytes - ping.Length + 1), StringComparison.Ordinal));
        foreach ((int i, byte[] frame) in message.Chunk(bytes / frames).Index())
        {
            await client.SendAsync(frame, WebSocketMessageType.Text, isLast: i == frames - 1);
        }

        Assert.Equal(expected, await client.NextAsync());
    }

    [Fact]
    public async Task Before_the_hello_a_message_must_be_small()
    {
        using SocketClient client = await SocketClient.OpenAsync(shared.Site);
        string pad = new('x', 16_384);

        Assert.Equal(
            "closed 1009: The message has more than 16384 bytes.",
            await client.AskAsync($$$"""{"type":"connection_init","payload":{"pad":"{{{pad}}}"}}"""));
    }

    [Fact]
    public async Task A_client_that_says_goodbye_is_answered()
    {
        using SocketClient client = await SocketClient.ConnectAsync(shared.Site);

        await client.CloseAsync();
    }

    [Fact]
    public async Task A_socket_that_never_says_hello_is_closed()
    {
        var clock = new StoppedClock();
        await using Site site = await Site.StartAsync(options => options with { Time = clock });
        using SocketClient client = await SocketClient.OpenAsync(site);
        Assert.Equal(Pong, await client.AskAsync("""{"type":"ping"}"""));

        clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("closed 4408: Connection initialisation timeout", await client.NextAsync());
    }

    [Fact]
    public async Task A_socket_is_kept_alive_and_closed_when_nothing_comes_back()
    {
        var clock = new StoppedClock();
        await using Site site = await Site.StartAsync(options => options with { Time = clock });
        using SocketClient client = await SocketClient.ConnectAsync(site);
        await clock.IsSetAsync(TimeSpan.FromSeconds(12));

        for (int i = 0; i < 3; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(12));
            Assert.Equal("""{"type":"ping"}""", await client.NextAsync());
            await client.SendAsync(Pong);
            Assert.Equal(Pong, await client.AskAsync("""{"type":"ping"}"""));
        }

        clock.Advance(TimeSpan.FromSeconds(12));
        Assert.Equal("""{"type":"ping"}""", await client.NextAsync());
        clock.Advance(TimeSpan.FromSeconds(12));
        Assert.Equal("closed 4499: Nothing came after a ping.", await client.NextAsync());
    }

    [Fact]
    public async Task No_more_connections_stay_open_than_may()
    {
        await using Site site = await Site.StartAsync(options => options with
        {
            Limits = options.Limits with { MaxStreams = 1 },
        });
        SocketClient first = await SocketClient.ConnectAsync(site);

        Assert.StartsWith("503 TOO_MANY_STREAMS", await site.CodeAsync(Handshake), StringComparison.Ordinal);
        Assert.StartsWith(
            "503 TOO_MANY_STREAMS",
            await site.CodeAsync("POST | Accept: text/event-stream", """{"query":"{ hello }"}"""),
            StringComparison.Ordinal);
        Assert.Equal("200 OK", await site.CodeAsync("POST", """{"query":"{ hello }"}"""));

        // The server counts down before it says goodbye for good, but not before the client hears it.
        await first.CloseAsync();
        first.Dispose();
        SocketClient? second = null;
        while (second is null)
        {
            try
            {
                second = await SocketClient.ConnectAsync(site);
            }
            catch (WebSocketException)
            {
                await Task.Yield();
            }
        }

        second.Dispose();
    }

    private string WithPort(string text) =>
        text.Replace("{port}", $"{shared.Site.Address.Port}", StringComparison.Ordinal);
}
