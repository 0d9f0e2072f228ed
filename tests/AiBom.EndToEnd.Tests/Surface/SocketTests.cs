using System.Net;
using System.Net.WebSockets;
using System.Text;
using AiBom.EndToEnd.Tests.Chains;
using AiBom.EndToEnd.Tests.Hosting;

namespace AiBom.EndToEnd.Tests.Surface;

/// <summary>The same questions over a WebSocket, with the token in the first message.</summary>
public sealed class SocketTests
{
    private const string Acknowledged = """{"type":"connection_ack"}""";
    private const string Head = """{"id":"1","type":"subscribe","payload":{"query":"{ __typename }"}}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"Authorization":"Bearer @"}""", null, true)]
    [InlineData("""{"authorization":"bearer @"}""", null, true)]
    [InlineData("""{"Authorization":"Bearer @"}""", "Bearer aibom_somebody_elses_token_entirely", true)]
    [InlineData("{}", "Bearer @", true)]
    [InlineData(null, "Bearer @", true)]
    [InlineData(null, null, false)]
    [InlineData("{}", null, false)]
    [InlineData("""{"Authorization":null}""", "Bearer @", false)]
    [InlineData("""{"Authorization":"@"}""", null, false)]
    [InlineData("""{"Authorization":"Bearer @","authorization":"Bearer @"}""", null, false)]
    [InlineData("""{"Authorization":"Bearer aibom_somebody_elses_token_entirely"}""", "Bearer @", false)]
    public async Task The_token_is_in_the_first_message_or_in_the_header(string? payload, string? header, bool isKnown)
    {
        await using ServerHost host = await ServerHost.StartAsync();
        using var socket = new ClientWebSocket();
        if (header is not null)
        {
            socket.Options.SetRequestHeader("Authorization", WithToken(header));
        }

        await OpenAsync(socket, host);
        string init = payload is null ? string.Empty : $",\"payload\":{WithToken(payload)}";
        string answer = await AskAsync(socket, $"{{\"type\":\"connection_init\"{init}}}");

        Assert.Equal(isKnown ? Acknowledged : "4403 Forbidden", answer);
        if (isKnown)
        {
            Assert.Equal(
                """{"id":"1","type":"next","payload":{"data":{"__typename":"Query"}}}""", await AskAsync(socket, Head));
        }
    }

    [Fact]
    public async Task A_question_is_answered_from_what_is_recorded_when_it_is_asked()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        using var socket = new ClientWebSocket();
        await OpenAsync(socket, host);
        await AskAsync(
            socket, WithToken("""{"type":"connection_init","payload":{"Authorization":"Bearer @"}}"""));
        const string question =
            """{"id":"1","type":"subscribe","payload":{"query":"{ entities(first: 5) { nodes { __typename } } }"}}""";

        string before = await AskAsync(socket, question);
        Assert.Equal("""{"id":"1","type":"complete"}""", await NextAsync(socket));
        await host.Client.PostAsync(SpeechChain.Posting("harbor/spell-base@3").Document);
        string after = await AskAsync(socket, question);

        Assert.NotEqual(before, after);
    }

    [Theory]
    [InlineData("https://console.example", true)]
    [InlineData("https://evil.example", false)]
    public async Task Other_origins_than_its_own_are_those_of_the_settings(string origin, bool isAllowed)
    {
        await using ServerHost host = await ServerHost.StartAsync("AllowedOrigins:0=https://console.example");
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", origin);
        socket.Options.CollectHttpResponseDetails = true;

        Exception? refused = await Xunit.Record.ExceptionAsync(() => OpenAsync(socket, host));

        Assert.Equal(isAllowed, refused is null);
        Assert.Equal(isAllowed ? HttpStatusCode.SwitchingProtocols : HttpStatusCode.Forbidden, socket.HttpStatusCode);
    }

    private static string WithToken(string text) => text.Replace("@", AibomClient.Token, StringComparison.Ordinal);

    private static Task OpenAsync(ClientWebSocket socket, ServerHost host)
    {
        socket.Options.AddSubProtocol("graphql-transport-ws");
        var address = new UriBuilder(host.Client.Address) { Scheme = "ws", Path = "/graphql" };
        return socket.ConnectAsync(address.Uri, Cancellation);
    }

    private static async Task<string> AskAsync(ClientWebSocket socket, string message)
    {
        await socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, true, Cancellation);
        return await NextAsync(socket);
    }

    /// <summary>A message of less than 16 KiB, or the code and reason of the end.</summary>
    private static async Task<string> NextAsync(ClientWebSocket socket)
    {
        byte[] buffer = new byte[16_384];
        WebSocketReceiveResult result = await socket.ReceiveAsync(buffer, Cancellation);
        return result.MessageType is WebSocketMessageType.Close
            ? $"{(int)socket.CloseStatus!} {socket.CloseStatusDescription}"
            : Encoding.UTF8.GetString(buffer.AsSpan(0, result.Count));
    }
}
