using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;

namespace AiBom.GraphQL.Http;

/// <summary>Takes the handshake of a WebSocket through its decisions, in order; the first refusal is the answer.</summary>
internal sealed class SocketAcceptor(
    GraphQLHttpOptions options,
    OperationCache operations,
    OperationRunner runner,
    OpenStreams streams)
{
    private const string Protocol = "graphql-transport-ws";

    public async Task AcceptAsync(Exchange exchange)
    {
        object? state = null;
        if (RequestOrigin.Check(exchange.Context.Request, options.AllowedOrigins) is { } refusal)
        {
            await exchange.RefuseAsync(refusal);
        }
        else if (options.CreateSocketState is null && (state = await options.CreateState(exchange.Context)) is null)
        {
            await exchange.RefuseAsync(Refusal.OfState(exchange.Context.Response.StatusCode));
        }
        else if (!streams.TryEnter())
        {
            await exchange.RefuseAsync(Refusal.TooManyStreams);
        }
        else
        {
            try
            {
                await ServeAsync(exchange, state);
            }
            finally
            {
                streams.Leave();
            }
        }
    }

    private async Task ServeAsync(Exchange exchange, object? state)
    {
        using CancellationTokenSource ending = exchange.KeepOpen();
        WebSocketManager sockets = exchange.Context.WebSockets;
        bool isSpoken = sockets.WebSocketRequestedProtocols.Contains(Protocol, StringComparer.Ordinal);
        using WebSocket socket = await sockets.AcceptWebSocketAsync(isSpoken ? Protocol : null);
        using var connection = new GraphQLSocket(socket, exchange, options, operations, runner) { State = state };
        if (!isSpoken)
        {
            // A refused handshake would tell the client nothing.
            connection.Close(SocketCloseCodes.SubprotocolNotAcceptable, $"Subprotocol {Protocol} was expected.");
        }

        await connection.RunAsync(ending.Token);
    }
}
