using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Unicode;

namespace AiBom.GraphQL.Http.Tests;

/// <summary>Whatever comes over a socket is answered, or ends it for a reason that is written down.</summary>
public sealed class SocketFuzzTests
{
    private const int Messages = 4_000;
    private const int Frames = 1_000;

    private static readonly string[] Seeds =
    [
        """{"type":"connection_init","payload":{"a":[1,"é"]}}""",
        """{"type":"ping","payload":{"a":"\ud83d\ude00"}}""",
        """{"type":"pong","payload":null}""",
        """{"id":"1","type":"subscribe","payload":{"query":"{ hello }","variables":{"a":{"b":[1,2.5e3]}}}}""",
        """{"id":"2","type":"subscribe","payload":{"query":"subscription { ticks(count: 2) }"}}""",
        """{"id":"3","type":"subscribe","payload":{"query":"query A { user } query B { refused }","operationName":"A"}}""",
        """{"id":"1","type":"complete"}""",
        """{"id":"1","type":"next","payload":{"data":null}}""",
    ];

    private static readonly HashSet<string> Documented =
        ["1000", "1002", "1007", "1009", "4400", "4401", "4408", "4409", "4429", "4499"];

    [Fact]
    public async Task Every_message_is_answered_or_closes_the_socket_with_a_documented_code()
    {
        await using Site site = await Site.StartAsync();
        var random = new Random(20_260_801);
        var ends = new List<string>();
        SocketClient? client = null;
        for (int i = 0; i < Messages; i++)
        {
            bool saysHello = i % 10 > 0;
            client ??= saysHello ? await SocketClient.ConnectAsync(site) : await SocketClient.OpenAsync(site);
            byte[] message = Mutate(random, Encoding.UTF8.GetBytes(Seeds[random.Next(Seeds.Length)]));
            string end = await EndOfAsync(client, message, random.Next(20) == 0, $"marker {i}");

            // A server that cannot read on does not wait for the client; a reset may overtake its last word.
            end = end is "lost" && !Utf8.IsValid(message) ? "1007" : end;
            ends.Add(end);
            if (end is not "answered" || !saysHello)
            {
                client.Dispose();
                client = null;
            }
        }

        client?.Dispose();
        Report("messages", Messages, ends);
        Assert.Empty(site.Failures);
        Assert.InRange(ends.Count(end => end is "answered"), 100, Messages - 100);
        Assert.Empty(ends.Except([.. Documented, "answered"], StringComparer.Ordinal));
    }

    [Fact]
    public async Task Bytes_that_are_no_frames_end_the_connection_and_nothing_else()
    {
        // Many of them make the server wait for more, which does not come.
        TimeSpan patience = TimeSpan.FromMilliseconds(200);
        await using Site site = await Site.StartAsync(options => options with
        {
            Limits = options.Limits with { InitTimeout = patience, KeepAlive = patience, CloseTimeout = patience },
        });
        var ends = new ConcurrentBag<string>();
        await Parallel.ForAsync(
            0,
            Frames,
            new ParallelOptions { MaxDegreeOfParallelism = 50 },
            async (seed, _) =>
            {
                var random = new Random(seed);
                byte[] frames = Mutate(random, FramesOf(Seeds[random.Next(Seeds.Length)]));
                string answer =
                    await RawSocket.HandshakeAsync(site, "Sec-WebSocket-Protocol: graphql-transport-ws", frames);
                ends.Add(CloseCodeOf(answer));
            });

        Report("frames", Frames, ends);
        Assert.Empty(site.Failures);
        Assert.Empty(ends.Except([.. Documented, "lost"], StringComparer.Ordinal));
        using SocketClient client = await SocketClient.ConnectAsync(site);
    }

    /// <summary>Sends a message and then an operation; what comes before that one's end is about the message.</summary>
    private static async Task<string> EndOfAsync(SocketClient client, byte[] message, bool isBinary, string marker)
    {
        try
        {
            await client.SendAsync(message, isBinary ? WebSocketMessageType.Binary : WebSocketMessageType.Text);
            await client.SubscribeAsync(marker, "{");
        }
        catch (WebSocketException)
        {
            // It was closed in between; the reason is there to read.
        }

        while (true)
        {
            string answer = await client.NextAsync();
            if (answer.StartsWith("closed ", StringComparison.Ordinal))
            {
                return answer.Split(' ', ':')[1];
            }

            if (answer is "lost")
            {
                return answer;
            }

            if (answer.StartsWith($$"""{"id":"{{marker}}","type":"error",""", StringComparison.Ordinal))
            {
                return "answered";
            }
        }
    }

    private static byte[] Mutate(Random random, byte[] bytes)
    {
        List<byte> mutated = [.. bytes];
        byte[] alphabet = "{}[]\":,\\ud8dn0e-+.\0"u8.ToArray();
        for (int i = random.Next(4); i > 0 && mutated.Count > 0; i--)
        {
            int at = random.Next(mutated.Count);
            switch (random.Next(5))
            {
                case 0:
                    mutated[at] = (byte)random.Next(random.Next(8) == 0 ? 256 : 128);
                    break;
                case 1:
                    mutated[at] = alphabet[random.Next(alphabet.Length)];
                    break;
                case 2:
                    mutated.RemoveRange(at, Math.Min(random.Next(8), mutated.Count - at));
                    break;
                case 3:
                    mutated.InsertRange(at, mutated[..Math.Min(random.Next(64), mutated.Count)]);
                    break;
                default:
                    mutated.InsertRange(at, Enumerable.Repeat((byte)random.Next(128), random.Next(16)));
                    break;
            }
        }

        return [.. mutated];
    }

    // Masked with zeros, as a client may.
    private static byte[] FramesOf(string message)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(message);
        byte[] hello = """{"type":"connection_init"}"""u8.ToArray();
        return
        [
            0x81, (byte)(0x80 | hello.Length), 0, 0, 0, 0, .. hello,
            .. utf8.Length < 126 ? (byte[])[0x81, (byte)(0x80 | utf8.Length)] : [0x81, 0xFE, 0, (byte)utf8.Length],
            0, 0, 0, 0, .. utf8,
        ];
    }

    // The last frame of the server is the one that closes.
    private static string CloseCodeOf(string answer)
    {
        int at = answer.LastIndexOf('\u0088');
        return at < 0 || at + 3 >= answer.Length ? "lost" : $"{(answer[at + 2] << 8) | answer[at + 3]}";
    }

    private static void Report(string what, int count, IEnumerable<string> ends)
    {
        string each = string.Join(", ", ends.Order().CountBy(end => end).Select(end => $"{end.Key}: {end.Value}"));
        string line = $"socket {what}: {count} mutated inputs ({each})";
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        TestContext.Current.SendDiagnosticMessage(line);
    }
}
