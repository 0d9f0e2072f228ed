using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace AiBom.Benchmarks;

/// <summary>
/// The engine over HTTP beside a bare Kestrel endpoint that writes the same bytes, Mercurius (with and without its
/// JIT) and GraphQL Yoga: requests a second and processor time a request. Each server is a process pinned to the first
/// processor, the load (<c>wrk</c>, 32 connections) to the second; the servers take turns within a round.
/// </summary>
internal static class HttpBenchmark
{
    private const int DefaultRounds = 5;
    private const int DefaultSeconds = 4;
    private const int TicksPerSecond = 100;

    public static async Task RunAsync(string[] args)
    {
        int rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : DefaultRounds;
        int seconds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : DefaultSeconds;
        Console.WriteLine(
            $"graphql-http: {rounds} interleaved rounds of {seconds} s, medians; server and load on a processor each");
        var servers = new List<Server>();
        try
        {
            string self = Environment.ProcessPath!;
            string dll = typeof(HttpBenchmark).Assembly.Location;
            string[] host = Path.GetFileNameWithoutExtension(self) is "dotnet" ? [self, dll] : [self];
            servers.Add(Server.Start("AiBom.GraphQL.Http", [.. host, "graphql-host", "ours"]));
            servers.Add(Server.Start("bare Kestrel", [.. host, "graphql-host", "bare"]));
            await InstallPeersAsync();
            servers.Add(Server.Start("Mercurius", ["node", Peer("mercurius.mjs")]));
            servers.Add(Server.Start("Mercurius, JIT", ["node", Peer("mercurius.mjs")], "1"));
            servers.Add(Server.Start("GraphQL Yoga", ["node", Peer("yoga.mjs")]));
            await CompareAsync("hello", GridSchema.Hello, servers, rounds, seconds);
            await CompareAsync("cells", GridSchema.TenObjects, servers, rounds, seconds);
        }
        finally
        {
            servers.ForEach(server => server.Dispose());
        }
    }

    private static async Task CompareAsync(
        string name, string query, List<Server> servers, int rounds, int seconds)
    {
        string script = Path.GetTempFileName();
        string body = JsonSerializer.Serialize(new { query });
        await File.WriteAllTextAsync(
            script,
            $"wrk.method = 'POST'\nwrk.body = '{body}'\n"
            + "wrk.headers['Content-Type'] = 'application/json'\n"
            + "wrk.headers['Accept'] = 'application/graphql-response+json'\n");
        try
        {
            string expected = await servers[0].AskAsync("graphql", body);
            foreach (Server server in servers)
            {
                string answer = await server.AskAsync(PathOf(server, name), body);
                if (!string.Equals(answer, expected, StringComparison.Ordinal))
                {
                    throw new InvalidOperationException($"{server.Name} answers {answer}, not {expected}.");
                }

                await server.LoadAsync(PathOf(server, name), script, seconds);
            }

            for (int round = 0; round < rounds; round++)
            {
                foreach (Server server in servers)
                {
                    server.Keep(name, await server.LoadAsync(PathOf(server, name), script, seconds));
                }
            }
        }
        finally
        {
            File.Delete(script);
        }

        Report(name, query, servers);
    }

    private static void Report(string name, string query, List<Server> servers)
    {
        Console.WriteLine($"{query}");
        Console.WriteLine("server                 requests/s  us of processor/request  requests/s of ours  processor of ours");
        foreach (Server server in servers)
        {
            double[] rates = [.. server.Rounds(name).Zip(servers[0].Rounds(name), (its, ours) => ours.Rate / its.Rate)];
            double[] times = [.. server.Rounds(name).Zip(servers[0].Rounds(name), (its, ours) => ours.Time / its.Time)];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{server.Name,-22} {Median(server.Rounds(name).Select(round => round.Rate)),10:N0}"
                + $"  {Median(server.Rounds(name).Select(round => round.Time)),23:N1}"
                + $"  {Median(rates),17:N2}x  {Median(times),16:N2}x"));
        }
    }

    private static string PathOf(Server server, string name) => server.Name is "bare Kestrel" ? name : "graphql";

    private static string Peer(string file) => Path.Combine(AppContext.BaseDirectory, "GraphQL", "peers", file);

    private static async Task InstallPeersAsync()
    {
        var start = new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        {
            WorkingDirectory = Path.GetDirectoryName(Peer("package.json"))!,
        };
        using Process npm = Process.Start(start)!;
        await npm.WaitForExitAsync();
        if (npm.ExitCode != 0)
        {
            throw new InvalidOperationException("The peers could not be installed from npm.");
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    /// <summary>Requests a second, and microseconds of the server's processor a request.</summary>
    private sealed record Round(double Rate, double Time);

    /// <summary>A server in a process of its own, on the first processor.</summary>
    private sealed class Server : IDisposable
    {
        private static readonly HttpClient Client = new();

        private readonly Process _process;
        private readonly Uri _address;
        private readonly Dictionary<string, List<Round>> _rounds = new(StringComparer.Ordinal);

        private Server(string name, Process process, Uri address)
        {
            Name = name;
            _process = process;
            _address = address;
        }

        public string Name { get; }

        public static Server Start(string name, string[] command, params string[] more)
        {
            string port = FreePort().ToString(CultureInfo.InvariantCulture);
            return new Server(
                name,
                Process.Start(new ProcessStartInfo("taskset", ["-c", "0", .. command, port, .. more]))!,
                new Uri($"http://127.0.0.1:{port}/"));
        }

        public List<Round> Rounds(string name) => _rounds[name];

        public void Keep(string name, Round round)
        {
            if (!_rounds.TryGetValue(name, out List<Round>? rounds))
            {
                _rounds[name] = rounds = [];
            }

            rounds.Add(round);
        }

        /// <summary>The answer to one request, as soon as the server is there.</summary>
        public async Task<string> AskAsync(string path, string body)
        {
            for (int attempt = 0; ; attempt++)
            {
                try
                {
                    using var content = new StringContent(body, Encoding.UTF8, "application/json");
                    using HttpResponseMessage response = await Client.PostAsync(new Uri(_address, path), content);
                    return await response.Content.ReadAsStringAsync();
                }
                catch (HttpRequestException) when (attempt < 100)
                {
                    await Task.Delay(100);
                }
            }
        }

        public async Task<Round> LoadAsync(string path, string script, int seconds)
        {
            string[] wrk = ["-c", "1", "wrk", "-t1", "-c32", $"-d{seconds}", "-s", script];
            var start = new ProcessStartInfo("taskset", [.. wrk, new Uri(_address, path).ToString()])
            {
                RedirectStandardOutput = true,
            };
            double before = ProcessorSeconds();
            using Process load = Process.Start(start)!;
            string output = await load.StandardOutput.ReadToEndAsync();
            await load.WaitForExitAsync();
            double used = ProcessorSeconds() - before;
            if (output.Contains("Non-2xx", StringComparison.Ordinal)
                || output.Contains("Socket errors", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"{Name} failed under load: {output}");
            }

            string requests = output.Split('\n').Single(line => line.Contains(" requests in ", StringComparison.Ordinal));
            double count = double.Parse(requests.Trim().Split(' ')[0], CultureInfo.InvariantCulture);
            string rate = output.Split('\n').Single(line => line.StartsWith("Requests/sec:", StringComparison.Ordinal));
            return new Round(double.Parse(rate.Split(':')[1], CultureInfo.InvariantCulture), used * 1e6 / count);
        }

        public void Dispose()
        {
            _process.Kill(entireProcessTree: true);
            _process.Dispose();
        }

        // The operating system's own account (proc(5): fields 14 and 15 of stat, in clock ticks).
        private double ProcessorSeconds()
        {
            string stat = File.ReadAllText($"/proc/{_process.Id}/stat");
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[11..13].Sum(ticks => double.Parse(ticks, CultureInfo.InvariantCulture)) / TicksPerSecond;
        }

        private static int FreePort()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
    }
}
