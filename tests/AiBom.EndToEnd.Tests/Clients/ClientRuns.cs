using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using AiBom.EndToEnd.Tests.Asking;
using AiBom.EndToEnd.Tests.Chains;
using AiBom.EndToEnd.Tests.Hosting;
using AiBom.Testing;

namespace AiBom.EndToEnd.Tests.Clients;

/// <summary>One run of every client, one after the other, against a server with an incident in it.</summary>
public sealed class ClientRuns : IAsyncLifetime
{
    /// <summary>Where the programs lie.</summary>
    internal const string Folder = "tests/clients";

    private const int OldestNode = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    internal static IReadOnlyList<string> Names { get; } =
        ["graphql-request", "apollo", "urql", "codegen", "inspector"];

    /// <summary>What each client printed, and how it ended.</summary>
    internal Dictionary<string, (int ExitCode, string Printed)> Results { get; } = new(StringComparer.Ordinal);

    /// <summary>Why no client could run; null where they did.</summary>
    internal string? Absent { get; private set; }

    public async ValueTask InitializeAsync()
    {
        Absent = await InstallAsync();
        if (Absent is not null)
        {
            return;
        }

        await using ServerHost host = await ServerHost.StartAsync();
        string advisory = await PrepareAsync(host);
        foreach (string client in Names)
        {
            Results[client] = await RunAsync("node", [$"{client}.mjs"], new Dictionary<string, string?>
            {
                ["AIBOM"] = host.Client.Address.ToString().TrimEnd('/'),
                ["TOKEN"] = AibomClient.Token,
                ["ADVISORY"] = advisory,
                ["COMPROMISED"] = Compromised,
            });
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string Compromised { get; } = $"pkg:generic/{SpeechChain.Of("P24")}";

    /// <summary>The speech chain, whole but for what nobody describes, and an advisory on its oldest data.</summary>
    private static async Task<string> PrepareAsync(ServerHost host)
    {
        var poster = new ChainPoster(SpeechChain.Create());
        await poster.RegisterAsync(host.Client);
        await poster.PostAsync(host.Client, SpeechChain.Known());
        await poster.DeployAsync(host.Client);
        return await Advisories.ReportAsync(host.Client, Questions.Reference(SpeechChain.Of("P24")));
    }

    /// <summary>Installs what the lock file names, unless it is there; the reason where it cannot be had.</summary>
    private static async Task<string?> InstallAsync()
    {
        (int _, string version) = await RunAsync("node", ["--print", "process.versions.node.split('.')[0]"]);
        if (!int.TryParse(version, CultureInfo.InvariantCulture, out int major) || major < OldestNode)
        {
            return $"Node.js {OldestNode} or later is not installed.";
        }

        var locked = new FileInfo(Repository.At($"{Folder}/package-lock.json"));
        var installed = new FileInfo(Repository.At($"{Folder}/node_modules/.package-lock.json"));
        if (installed.Exists && installed.LastWriteTimeUtc >= locked.LastWriteTimeUtc)
        {
            return null;
        }

        (int exitCode, string printed) = await RunAsync(
            "npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
        return exitCode == 0 ? null : $"The clients could not be installed: {printed}";
    }

    private static async Task<(int ExitCode, string Printed)> RunAsync(
        string program, string[] arguments, Dictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Repository.At(Folder),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string? value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        try
        {
            using Process process = Process.Start(start)!;
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            patience.CancelAfter(Patience);
            using CancellationTokenRegistration ending = patience.Token.Register(
                () => process.Kill(entireProcessTree: true));
            Task<string> error = process.StandardError.ReadToEndAsync(CancellationToken.None);
            string output = await process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            await process.WaitForExitAsync(CancellationToken.None);
            return (process.ExitCode, output + await error);
        }
        catch (Win32Exception)
        {
            return (-1, $"'{program}' is not installed.");
        }
    }
}
