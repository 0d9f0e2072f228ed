using System.Net.WebSockets;
using System.Threading.Channels;

namespace AiBom.GraphQL.Http;

/// <summary>The messages that wait to be sent over a socket, in order and up to a number of bytes.</summary>
internal sealed class Outbox(WebSocket socket, GraphQLHttpLimits limits, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Channel<ServerMessage> _messages =
        Channel.CreateUnbounded<ServerMessage>(new UnboundedChannelOptions { SingleReader = true });

    private TaskCompletionSource _room = NewSignal();
    private long _bytes;
    private volatile bool _hasEnded;

    /// <summary>Adds a message, as soon as there is room for it. After the end it is dropped.</summary>
    /// <exception cref="TimeoutException">There was no room for as long as the reader may take.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async ValueTask AddAsync(ServerMessage message, CancellationToken cancellationToken = default)
    {
        while (!TryAdd(message, out Task room))
        {
            await room.WaitAsync(limits.SendTimeout, time, cancellationToken);
        }
    }

    /// <summary>Adds a message if there is room for it now.</summary>
    public bool TryAdd(ServerMessage message) => TryAdd(message, out _);

    /// <summary>Sends what is added, until the end.</summary>
    /// <exception cref="WebSocketException">The connection is lost.</exception>
    public async Task SendAsync()
    {
        await foreach (ServerMessage message in _messages.Reader.ReadAllAsync())
        {
            if (message.IsLast)
            {
                message.Operation?.Free();
            }

            if (!_hasEnded && message.Operation is not { IsStopped: true })
            {
                await socket.SendAsync(
                    message.Utf8, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            }

            lock (_lock)
            {
                _bytes -= message.Cost;
                if (_bytes < limits.MaxQueuedBytes)
                {
                    _room.TrySetResult();
                }
            }
        }
    }

    /// <summary>Ends: what still waits is dropped, and so is what is added from now on.</summary>
    public void End()
    {
        _hasEnded = true;
        _messages.Writer.TryComplete();
        lock (_lock)
        {
            _room.TrySetResult();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool TryAdd(ServerMessage message, out Task room)
    {
        lock (_lock)
        {
            room = _room.Task;
            if (_hasEnded || _bytes < limits.MaxQueuedBytes)
            {
                _bytes += _messages.Writer.TryWrite(message) ? message.Cost : 0;
                return true;
            }

            if (room.IsCompleted)
            {
                _room = NewSignal();
                room = _room.Task;
            }

            return false;
        }
    }
}
