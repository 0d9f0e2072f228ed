using System.Globalization;
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
    private const int WarmUpSeconds = 8;

    public static async Task RunAsync(string[] args)
    {
        int rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : DefaultRounds;
        int seconds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : DefaultSeconds;
        Console.WriteLine(
            $"graphql-http: {rounds} interleaved rounds of {seconds} s, medians; server and load on a processor each");
        var servers = new List<LoadedServer>();
        try
        {
            string self = Environment.ProcessPath!;
            string dll = typeof(HttpBenchmark).Assembly.Location;
            string[] host = Path.GetFileNameWithoutExtension(self) is "dotnet" ? [self, dll] : [self];
            servers.Add(LoadedServer.Start("AiBom.GraphQL.Http", [.. host, "graphql-host", "ours"]));
            servers.Add(LoadedServer.Start("bare Kestrel", [.. host, "graphql-host", "bare"]));
            await InstallPeersAsync();
            servers.Add(LoadedServer.Start("Mercurius", ["node", Peer("mercurius.mjs")]));
            servers.Add(LoadedServer.Start("Mercurius, JIT", ["node", Peer("mercurius.mjs")], "1"));
            servers.Add(LoadedServer.Start("GraphQL Yoga", ["node", Peer("yoga.mjs")]));
            await CompareAsync("hello", GridSchema.Hello, servers, rounds, seconds);
            await CompareAsync("cells", GridSchema.TenObjects, servers, rounds, seconds);
        }
        finally
        {
            servers.ForEach(server => server.Dispose());
        }
    }

    private static async Task CompareAsync(
        string name, string query, List<LoadedServer> servers, int rounds, int seconds)
    {
        string script = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        string body = JsonSerializer.Serialize(new { query });
        await File.WriteAllTextAsync(
            script,
            $"wrk.method = 'POST'\nwrk.body = '{body}'\n"
            + "wrk.headers['Content-Type'] = 'application/json'\n"
            + "wrk.headers['Accept'] = 'application/graphql-response+json'\n");
        try
        {
            string expected = await servers[0].AskAsync("graphql", body);
            foreach (LoadedServer server in servers)
            {
                string answer = await server.AskAsync(PathOf(server, name), body);
                if (!string.Equals(answer, expected, StringComparison.Ordinal))
                {
                    throw new InvalidOperationException($"{server.Name} answers {answer}, not {expected}.");
                }

                await server.LoadAsync(PathOf(server, name), script, WarmUpSeconds);
            }

            for (int round = 0; round < rounds; round++)
            {
                foreach (LoadedServer server in servers)
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

    private static void Report(string name, string query, List<LoadedServer> servers)
    {
        Console.WriteLine($"{query}");
        Console.WriteLine(
            "server                 requests/s  us of processor/request  ours, requests/s  ours, processor");
        foreach (LoadedServer server in servers)
        {
            double[] rates = [.. server.Rounds(name).Zip(servers[0].Rounds(name), (its, ours) => ours.Rate / its.Rate)];
            double[] times = [.. server.Rounds(name).Zip(servers[0].Rounds(name), (its, ours) => ours.Time / its.Time)];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{server.Name,-22} {Rounds.Median(server.Rounds(name).Select(round => round.Rate)),10:N0}"
                + $"  {Rounds.Median(server.Rounds(name).Select(round => round.Time)),23:N1}"
                + $"  {Rounds.Median(rates),17:N2}x  {Rounds.Median(times),16:N2}x"));
        }
    }

    private static string PathOf(LoadedServer server, string name) => server.Name is "bare Kestrel" ? name : "graphql";

    private static string Peer(string file) => Path.Combine(AppContext.BaseDirectory, "GraphQL", "peers", file);

    private static Task<string> InstallPeersAsync() => OtherProgram.ReadAsync(
        "npm",
        ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
        Path.GetDirectoryName(Peer("package.json")));
}
