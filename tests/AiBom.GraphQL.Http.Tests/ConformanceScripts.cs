using System.ComponentModel;
using System.Diagnostics;
using AiBom.Testing;

namespace AiBom.GraphQL.Http.Tests;

/// <summary>A folder with the conformance scripts and what they need from npm; gone with the test.</summary>
internal sealed class ConformanceScripts : IDisposable
{
    private const string Source = "conformance/graphql";

    private readonly string _folder = Directory.CreateTempSubdirectory("graphql-conformance-").FullName;

    private ConformanceScripts()
    {
    }

    /// <summary>Skips the test where the scripts, Node or npm's registry are absent.</summary>
    public static async Task<ConformanceScripts> InstallAsync()
    {
        Assert.SkipUnless(Repository.HasShared($"{Source}/package.json", out string reason), reason);
        var scripts = new ConformanceScripts();
        foreach (string file in Directory.EnumerateFiles(Repository.Shared(Source))
            .Where(file => Path.GetExtension(file) is ".mjs" || Path.GetFileName(file).StartsWith("package")))
        {
            File.Copy(file, Path.Combine(scripts._folder, Path.GetFileName(file)));
        }

        string[] install = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
        (int? exitCode, _) = await scripts.StartAsync("npm", install);
        if (exitCode is not 0)
        {
            scripts.Dispose();
            Assert.Skip("The scripts could not be installed: npm is absent, or its registry is.");
        }

        return scripts;
    }

    /// <summary>What a script printed, whatever it thought of it.</summary>
    public async Task<string> RunAsync(string script, params string[] arguments)
    {
        (int? exitCode, string output) = await StartAsync("node", [script, .. arguments]);
        return exitCode is null ? throw new InvalidOperationException($"{script} did not run.") : output;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<(int? ExitCode, string Output)> StartAsync(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = _folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        try
        {
            using Process process = Process.Start(start)!;
            string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, output);
        }
        catch (Win32Exception)
        {
            return (null, string.Empty);
        }
    }
}
