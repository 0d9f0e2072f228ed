using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;

namespace AiBom.EndToEnd.Tests.Hosting;

/// <summary>A connection of <c>graphql-transport-ws</c> with any number of subscriptions.</summary>
internal sealed class GraphQLSocket : IAsyncDisposable
{
    private readonly ClientWebSocket socket = new();
    private readonly Dictionary<string, Channel<JsonElement>> subscriptions = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private Task receiving = Task.CompletedTask;

    /// <summary>Connects, and says who it is as a page does, in the first message.</summary>
    public static async Task<GraphQLSocket> ConnectAsync(AibomClient client, string? token = AibomClient.Token)
    {
        var connection = new GraphQLSocket();
        connection.socket.Options.AddSubProtocol("graphql-transport-ws");
        var address = new UriBuilder(client.Address) { Scheme = "ws", Path = "/graphql" };
        await connection.socket.ConnectAsync(address.Uri, TestContext.Current.CancellationToken);
        await connection.SendAsync(new
        {
            type = "connection_init",
            payload = token is null ? null : new { Authorization = $"Bearer {token}" },
        });
        JsonElement? answer = await connection.ReceiveAsync();
        if (answer is not null)
        {
            Assert.Equal("connection_ack", answer.Value.String("type"));
            connection.receiving = connection.ReceiveAllAsync();
        }

        return connection;
    }

    /// <summary>Why the server closed; null while it has not.</summary>
    public WebSocketCloseStatus? CloseStatus => socket.CloseStatus;

    /// <summary>Begins a subscription. Its messages are <c>next</c>, and <c>error</c> or <c>complete</c> at last.</summary>
    public async Task<Subscription> SubscribeAsync(string id, string query, object? variables = null)
    {
        var channel = Channel.CreateUnbounded<JsonElement>();
        lock (gate)
        {
            subscriptions[id] = channel;
        }

        await SendAsync(new { id, type = "subscribe", payload = new { query, variables } });
        return new Subscription(this, id, channel.Reader);
    }

    public async ValueTask DisposeAsync()
    {
        if (socket.State is WebSocketState.Open)
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }

        await receiving;
        socket.Dispose();
    }

    private Task SendAsync(object message) => socket.SendAsync(
        JsonSerializer.SerializeToUtf8Bytes(message),
        WebSocketMessageType.Text,
        endOfMessage: true,
        TestContext.Current.CancellationToken);

    private async Task ReceiveAllAsync()
    {
        while (await ReceiveAsync() is { } message)
        {
            string type = message.String("type");
            if (type is "ping")
            {
                await SendAsync(new { type = "pong" });
            }
            else if (message.TryGetProperty("id", out JsonElement id))
            {
                lock (gate)
                {
                    subscriptions[id.GetString()!].Writer.TryWrite(message);
                }
            }
        }
    }

    private async Task<JsonElement?> ReceiveAsync()
    {
        using var message = new MemoryStream();
        byte[] buffer = new byte[16_384];
        while (true)
        {
            WebSocketReceiveResult part = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
            if (part.MessageType is WebSocketMessageType.Close)
            {
                return null;
            }

            message.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                return JsonDocument.Parse(message.ToArray()).RootElement;
            }
        }
    }

    /// <summary>One subscription of the connection.</summary>
    public sealed class Subscription(GraphQLSocket connection, string id, ChannelReader<JsonElement> messages)
    {
        /// <summary>The data of the next event.</summary>
        public async Task<JsonElement> NextAsync()
        {
            JsonElement message = await MessageAsync();
            Assert.True(message.String("type") is "next", message.GetRawText());
            return message.At("payload.data");
        }

        /// <summary>The next message, whatever it is.</summary>
        public async Task<JsonElement> MessageAsync() =>
            await messages.ReadAsync(TestContext.Current.CancellationToken);

        /// <summary>Has had enough.</summary>
        public Task CompleteAsync() => connection.SendAsync(new { id, type = "complete" });
    }
}
