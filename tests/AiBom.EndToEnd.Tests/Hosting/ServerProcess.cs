using System.Diagnostics;
using AiBom.Server;

namespace AiBom.EndToEnd.Tests.Hosting;

/// <summary>The server program in a process of its own, which can be killed.</summary>
internal sealed class ServerProcess : IDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly Process process;

    private readonly Task<string> log;

    private ServerProcess(Process process, AibomClient client)
    {
        this.process = process;
        Client = client;
        log = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    public AibomClient Client { get; }

    /// <summary>Starts the server on a folder and waits until it listens.</summary>
    public static async Task<ServerProcess> StartAsync(string folder, params string[] arguments)
    {
        Process launched = Launch(
        [
            .. ServerHost.Arguments(folder),
            "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Information",
            .. arguments,
        ]);
        while (await launched.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            int at = line.IndexOf(Listening, StringComparison.Ordinal);
            if (at >= 0)
            {
                return new ServerProcess(launched, new AibomClient(new Uri(line[(at + Listening.Length)..].Trim())));
            }
        }

        throw new InvalidOperationException("The server ended before it listened.");
    }

    /// <summary>Runs the program until it ends by itself.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using Process launched = Launch(arguments);
        Task<string> output = launched.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = launched.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await launched.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (launched.ExitCode, await output, await error);
    }

    /// <summary><c>kill -9</c>: nothing in the process gets to run any more.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Ends the process, and gives all that it wrote since it listened.</summary>
    public async Task<string> EndAsync()
    {
        await KillAsync();
        return await log;
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        Client.Dispose();
        process.Dispose();
    }

    internal static Process Launch(string[] arguments) => Process.Start(
        new ProcessStartInfo("dotnet", [typeof(ServerApplication).Assembly.Location, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException("The server program did not start.");
}
