using AiBom.Server.Demo;
using AiBom.Server.Options;
using AiBom.Server.Schema;
using AiBom.Storage;
using Microsoft.Extensions.Options;

namespace AiBom.Server;

/// <summary>
/// The program <c>aibom-server</c>: without a verb it serves; <c>rebuild</c> and <c>schema</c> do their work and end.
/// </summary>
internal static class ServerCommand
{
    private const string Help =
        """
        aibom-server [verb] [--Aibom:Setting=value …]

          (no verb)   serve, by default on http://127.0.0.1:5080
          --demo      serve a demonstration from an empty temporary folder
          rebuild     derive every projection anew from the journal, then end
          schema      print the GraphQL schema, then end
          --help      this text

        Settings come from appsettings.json, the environment (AIBOM__DATAFOLDER=…) and the command line
        (--Aibom:DataFolder=…); the README lists them.
        """;

    /// <summary>Runs the program.</summary>
    /// <returns>0 where it did what was asked, 2 where it could not.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            return args switch
            {
                ["--help" or "-h" or "help", ..] => Print(Help),
                ["schema", ..] => Print(GraphQL.Types.SchemaPrinter.Print(AibomSchema.Build())),
                ["rebuild", .. var rest] => await RebuildAsync(rest),
                [{ } verb, ..] when !verb.StartsWith('-') => Refuse($"There is no verb '{verb}'.\n\n{Help}"),
                _ when args.Contains("--demo", StringComparer.Ordinal) => await DemoCommand.RunAsync(args),
                _ => await ServeAsync(args),
            };
        }
        catch (OptionsValidationException invalid)
        {
            return Refuse(string.Join('\n', invalid.Failures));
        }
        catch (IOException world)
        {
            return Refuse(world.Message);
        }
    }

    private static async Task<int> ServeAsync(string[] args)
    {
        await using WebApplication app = await ServerApplication.BuildAsync(args);
        await app.RunAsync();
        return 0;
    }

    private static async Task<int> RebuildAsync(string[] args)
    {
        AibomOptions options = ServerApplication.ReadOptions(args);
        await using AibomStore store = await AibomStore.OpenAsync(
            new StoreOptions { Folder = options.DataFolder }, TimeProvider.System, CancellationToken.None);
        long last = 0;
        await store.RebuildAsync(
            new Progress<RebuildProgress>(progress =>
            {
                if (progress.Done - last >= 1_000 || progress.Done == progress.Head)
                {
                    last = progress.Done;
                    Console.Error.WriteLine($"{progress.Done} of {progress.Head} entries");
                }
            }),
            CancellationToken.None);
        return Print(
            $"Every projection is derived anew, up to entry {await store.Journal.HeadAsync(CancellationToken.None)}.");
    }

    private static int Print(string text)
    {
        Console.Out.WriteLine(text);
        return 0;
    }

    private static int Refuse(string text)
    {
        Console.Error.WriteLine(text);
        return 2;
    }
}
