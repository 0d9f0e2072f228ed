using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AiBom.Benchmarks;

/// <summary>Requests a second, and microseconds of the server's processor a request.</summary>
internal sealed record Round(double Rate, double Time);

/// <summary>A server in a process of its own, on the first processor.</summary>
internal sealed class LoadedServer : IDisposable
{
    private const string Pin = "taskset";
    private const int TicksPerSecond = 100;
    private static readonly HttpClient Client = new();

    private readonly Process _process;
    private readonly Uri _address;
    private readonly Dictionary<string, List<Round>> _rounds = new(StringComparer.Ordinal);

    private LoadedServer(string name, Process process, Uri address)
    {
        Name = name;
        _process = process;
        _address = address;
    }

    public string Name { get; }

    public static LoadedServer Start(string name, string[] command, params string[] more)
    {
        string port = FreePort().ToString(CultureInfo.InvariantCulture);
        return new LoadedServer(
            name,
            OtherProgram.Start(Pin, ["-c", "0", .. command, port, .. more]),
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
        int attempts = 100;
        while (true)
        {
            try
            {
                using var content = new StringContent(body, Encoding.UTF8, "application/json");
                using HttpResponseMessage response = await Client.PostAsync(new Uri(_address, path), content);
                return await response.Content.ReadAsStringAsync();
            }
            catch (HttpRequestException) when (--attempts > 0)
            {
                await Task.Delay(100);
            }
        }
    }

    public async Task<Round> LoadAsync(string path, string script, int seconds)
    {
        string address = new Uri(_address, path).ToString();
        double before = ProcessorSeconds();
        string output = await OtherProgram.ReadAsync(
            Pin, ["-c", "1", "wrk", "-t1", "-c32", $"-d{seconds}", "-s", script, address]);
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
