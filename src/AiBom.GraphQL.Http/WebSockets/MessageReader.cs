using System.Buffers;
using System.Net.WebSockets;

namespace AiBom.GraphQL.Http;

/// <summary>What came over a socket.</summary>
internal enum ReceivedKind
{
    /// <summary>A whole message of text.</summary>
    Text,

    /// <summary>Binary data, which the protocol does not have.</summary>
    Binary,

    /// <summary>A message beyond the bound.</summary>
    TooBig,

    /// <summary>The other side closes.</summary>
    Close,
}

/// <summary>Puts the frames of a message together, up to a bound.</summary>
internal sealed class MessageReader(WebSocket socket)
{
    private const int FrameBytes = 4_096;
    private const int KeptBytes = 65_536;

    private ArrayBufferWriter<byte> _message = new();
    private int _hasCome;

    /// <summary>The message that was read last.</summary>
    public ReadOnlySpan<byte> Utf8 => _message.WrittenSpan;

    /// <summary>Whether anything came, be it part of a message, since this was asked before.</summary>
    public bool TakeSignOfLife() => Interlocked.Exchange(ref _hasCome, 0) != 0;

    /// <summary>Reads the next message. What is left of one that was too big counts as another.</summary>
    /// <exception cref="WebSocketException">The connection is lost, or the other side breaks RFC 6455.</exception>
    public async ValueTask<ReceivedKind> ReadAsync(int maxBytes)
    {
        if (_message.Capacity > KeptBytes)
        {
            _message = new ArrayBufferWriter<byte>();
        }

        _message.ResetWrittenCount();
        while (true)
        {
            ValueWebSocketReceiveResult frame =
                await socket.ReceiveAsync(_message.GetMemory(FrameBytes), CancellationToken.None);
            Volatile.Write(ref _hasCome, 1);
            if (frame.MessageType is not WebSocketMessageType.Text)
            {
                return frame.MessageType is WebSocketMessageType.Close ? ReceivedKind.Close : ReceivedKind.Binary;
            }

            _message.Advance(frame.Count);
            if (_message.WrittenCount > maxBytes)
            {
                return ReceivedKind.TooBig;
            }

            if (frame.EndOfMessage)
            {
                return ReceivedKind.Text;
            }
        }
    }
}
