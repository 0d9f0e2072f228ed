using System.Buffers;
using System.Net.WebSockets;
using System.Text;

namespace AiBom.GraphQL.Http.Tests;

/// <summary>A client of <c>graphql-transport-ws</c>: messages as text in and out.</summary>
internal sealed class SocketClient : IDisposable
{
    public const string Acknowledged = """{"type":"connection_ack"}""";
    private const string Protocol = "graphql-transport-ws";

    private readonly ClientWebSocket _socket = new();

    private SocketClient()
    {
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public string? Subprotocol => _socket.SubProtocol;

    /// <summary>Opens a socket, and does not yet say hello.</summary>
    public static async Task<SocketClient> OpenAsync(
        Site site,
        string protocol = Protocol,
        params (string Name, string Value)[] headers)
    {
        var client = new SocketClient();
        foreach (string name in protocol.Split(", "))
        {
            client._socket.Options.AddSubProtocol(name);
        }

        foreach ((string name, string value) in headers)
        {
            client._socket.Options.SetRequestHeader(name, value);
        }

        await client._socket.ConnectAsync(site.SocketAddress, Cancellation);
        return client;
    }

    /// <summary>Opens a socket that is acknowledged.</summary>
    public static async Task<SocketClient> ConnectAsync(Site site)
    {
        SocketClient client = await OpenAsync(site);
        Assert.Equal(Acknowledged, await client.AskAsync("""{"type":"connection_init"}"""));
        return client;
    }

    /// <summary>Asks for an operation under an id.</summary>
    public Task SubscribeAsync(string id, string query) =>
        SendAsync($$$"""{"id":"{{{id}}}","type":"subscribe","payload":{"query":"{{{query}}}"}}""");

    public Task SendAsync(string message) => SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text);

    public Task SendAsync(byte[] bytes, WebSocketMessageType type, bool isLast = true) =>
        _socket.SendAsync(bytes, type, isLast, Cancellation);

    /// <summary>Sends a message and reads the next one.</summary>
    public async Task<string> AskAsync(string message)
    {
        await SendAsync(message);
        return await NextAsync();
    }

    /// <summary>The next message, or <c>closed code: reason</c>, or <c>lost</c>.</summary>
    public async Task<string> NextAsync()
    {
        var message = new ArrayBufferWriter<byte>();
        try
        {
            while (true)
            {
                ValueWebSocketReceiveResult frame =
                    await _socket.ReceiveAsync(message.GetMemory(65_536), Cancellation);
                message.Advance(frame.Count);
                if (frame.MessageType is WebSocketMessageType.Close)
                {
                    await AnswerCloseAsync();
                    return $"closed {(int)_socket.CloseStatus!}: {_socket.CloseStatusDescription}";
                }

                if (frame.EndOfMessage)
                {
                    return Encoding.UTF8.GetString(message.WrittenSpan);
                }
            }
        }
        catch (WebSocketException)
        {
            return "lost";
        }
    }

    /// <summary>Says goodbye as a browser does, and waits for the answer.</summary>
    public Task CloseAsync() => _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", Cancellation);

    /// <summary>Breaks the connection without a word.</summary>
    public void Break() => _socket.Abort();

    public void Dispose() => _socket.Dispose();

    private async Task AnswerCloseAsync()
    {
        try
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", Cancellation);
        }
        catch (WebSocketException)
        {
            // After a frame that is none the server waits for nothing.
        }
    }
}
