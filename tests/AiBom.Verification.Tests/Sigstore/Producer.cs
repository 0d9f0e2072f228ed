using System.ComponentModel;
using System.Diagnostics;
using AiBom.Testing;

namespace AiBom.Verification.Tests.Sigstore;

/// <summary>
/// Sigstore's JavaScript client, installed once for the tests that ask it: another program's bundles, and another
/// program's opinion of ours.
/// </summary>
public sealed class Producer : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("sigstore-producer-").FullName;

    private bool isInstalled;

    public async ValueTask InitializeAsync()
    {
        string source = Repository.At("tests/AiBom.Verification.Tests/Sigstore/producer");
        foreach (string file in (string[])[".npmrc", "package.json", "package-lock.json", "produce.mjs", "verify.mjs"])
        {
            File.Copy(Path.Combine(source, file), Path.Combine(folder, file));
        }

        string[] install = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
        isInstalled = await TryRunAsync("npm", install, "") is not null;
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>The lines that one of the scripts prints. Skips the test where it could not be installed.</summary>
    public async Task<string[]> AskAsync(string script, string input = "")
    {
        Assert.SkipUnless(isInstalled, "Sigstore's client could not be installed: npm is absent, or its registry is.");
        string output = await TryRunAsync("node", [script], input)
            ?? throw new InvalidOperationException($"The script '{script}' failed.");
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>What a program printed; null if it is absent or failed.</summary>
    private async Task<string?> TryRunAsync(string program, string[] arguments, string input)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return process.ExitCode is 0 ? await output : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
