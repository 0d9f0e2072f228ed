using System.Net.Sockets;
using System.Text;

namespace AiBom.GraphQL.Http.Tests;

/// <summary>A WebSocket without a client: bytes over TCP.</summary>
internal static class RawSocket
{
    // Masked with zeros: code 1000.
    private static readonly byte[] Goodbye = [0x88, 0x82, 0, 0, 0, 0, 0x03, 0xE8];

    /// <summary>
    /// Does a handshake, sends frames as they are and a frame that says goodbye, and answers all that the server says
    /// until it closes the connection; a byte is a character.
    /// </summary>
    public static async Task<string> HandshakeAsync(Site site, string header, params byte[] frames)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using var client = new TcpClient();
        await client.ConnectAsync(site.Address.Host, site.Address.Port, cancellation);
        string request =
            "GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" +
            $"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n{header}\r\n\r\n";
        NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), cancellation);
        await stream.WriteAsync((byte[])[.. frames, .. Goodbye], cancellation);
        var answer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(answer, cancellation);
        }
        catch (IOException)
        {
            // A server that cannot read on resets the connection; what it said before may have come.
        }

        return Encoding.Latin1.GetString(answer.ToArray());
    }
}
