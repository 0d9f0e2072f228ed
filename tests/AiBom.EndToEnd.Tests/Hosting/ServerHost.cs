using AiBom.EndToEnd.Tests.Chains;
using AiBom.Registry;
using AiBom.Server;
using AiBom.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace AiBom.EndToEnd.Tests.Hosting;

/// <summary>The real server in this process, on a port of its own and a data folder of its own.</summary>
internal sealed class ServerHost : IAsyncDisposable
{
    private readonly DataFolder folder;
    private readonly string[] settings;
    private readonly bool ownsFolder;
    private WebApplication? app;
    private AibomClient? client;

    private ServerHost(DataFolder folder, bool ownsFolder, string[] settings)
    {
        this.folder = folder;
        this.ownsFolder = ownsFolder;
        this.settings = settings;
    }

    public string Folder => folder.Path;

    public SettableClock Clock { get; } = new(FixtureTime.Now);

    /// <summary>A client with the bootstrap token, of the server as it runs now.</summary>
    public AibomClient Client => client ?? throw new InvalidOperationException("The server does not run.");

    /// <summary>What the server holds, to be looked at from behind.</summary>
    public AibomStore Store => app!.Services.GetRequiredService<AibomRegistry>().Store;

    /// <param name="settings">Such as <c>MaxComponents=3</c>, or <c>--name=value</c> for those of others.</param>
    public static async Task<ServerHost> StartAsync(params string[] settings)
    {
        var host = new ServerHost(new DataFolder(), ownsFolder: true, settings);
        await host.RunAsync();
        return host;
    }

    /// <summary>Starts on a folder that another server left.</summary>
    public static async Task<ServerHost> StartOnAsync(DataFolder folder)
    {
        var host = new ServerHost(folder, ownsFolder: false, []);
        await host.RunAsync();
        return host;
    }

    /// <summary>The command line on which every server of these tests runs.</summary>
    public static string[] Arguments(string folder, params string[] settings) =>
    [
        "--urls=http://127.0.0.1:0",
        $"--Aibom:DataFolder={folder}",
        $"--Aibom:BootstrapToken={AibomClient.Token}",
        "--Logging:LogLevel:Default=None",
        "--Logging:LogLevel:Microsoft.Hosting.Lifetime=None",
        .. settings.Select(setting =>
            setting.StartsWith("--", StringComparison.Ordinal) ? setting : $"--Aibom:{setting}"),
    ];

    public Task<long> HeadAsync() => Store.Journal.HeadAsync(TestContext.Current.CancellationToken);

    public async Task RestartAsync()
    {
        await StopAsync();
        await RunAsync();
    }

    /// <summary>Stops the server, derives everything anew from its journal, and starts it.</summary>
    public async Task RebuildAsync()
    {
        await StopAsync();
        await using (AibomStore store = await AibomStore.OpenAsync(
            new StoreOptions { Folder = folder.Path }, Clock, TestContext.Current.CancellationToken))
        {
            await store.RebuildAsync(progress: null, TestContext.Current.CancellationToken);
        }

        await RunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (ownsFolder)
        {
            folder.Dispose();
        }
    }

    private async Task RunAsync()
    {
        app = await ServerApplication.BuildAsync(Arguments(folder.Path, settings), Clock);
        await app.StartAsync(TestContext.Current.CancellationToken);
        client = new AibomClient(new Uri(app.Urls.Single()));
    }

    private async Task StopAsync()
    {
        client?.Dispose();
        client = null;
        if (app is not null)
        {
            await app.DisposeAsync();
            app = null;
        }
    }
}
