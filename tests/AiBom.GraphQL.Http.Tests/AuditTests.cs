using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using AiBom.Testing;

namespace AiBom.GraphQL.Http.Tests;

/// <summary>The audits of graphql-http (61: 13 MUST, 23 SHOULD, 25 MAY), where Node is present.</summary>
public sealed class AuditTests
{
    private const string Scripts = "conformance/graphql";

    [Fact]
    public async Task All_audits_of_graphql_over_http_pass()
    {
        string folder = Directory.CreateTempSubdirectory("graphql-audits-").FullName;
        try
        {
            await InstallAsync(folder);
            await using Site site = await Site.StartAsync();

            string[] audit = ["http-audit.mjs", site.Address.ToString(), "--json", "--preflight"];
            string output = await RunAsync(folder, "node", audit)
                ?? throw new InvalidOperationException("The audits did not run.");

            Assert.Equal("MUST 13 of 13, SHOULD 23 of 23, MAY 25 of 25, failed: ", Summary(output));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task InstallAsync(string folder)
    {
        Assert.SkipUnless(Repository.HasShared($"{Scripts}/http-audit.mjs", out string reason), reason);
        foreach (string file in (IEnumerable<string>)["http-audit.mjs", "package.json", "package-lock.json"])
        {
            File.Copy(Repository.Shared($"{Scripts}/{file}"), Path.Combine(folder, file));
        }

        string[] install = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
        string? installed = await RunAsync(folder, "npm", install);
        Assert.SkipWhen(installed is null, "The audits could not be installed: npm is absent, or its registry is.");
    }

    // The script prints a list of results and then a sentence.
    private static string Summary(string output)
    {
        using var json = JsonDocument.Parse(output[..(output.LastIndexOf(']') + 1)]);
        var results = json.RootElement.EnumerateArray()
            .Select(result => (
                Id: result.GetProperty("id").GetString(),
                Level: result.GetProperty("name").GetString()!.Split(' ')[0],
                IsOk: result.GetProperty("status").GetString() is "ok"))
            .ToList();
        string levels = string.Join(", ", results.GroupBy(result => result.Level, StringComparer.Ordinal)
            .OrderBy(level => Array.IndexOf(["MUST", "SHOULD", "MAY"], level.Key))
            .Select(level => $"{level.Key} {level.Count(result => result.IsOk)} of {level.Count()}"));
        string failed = string.Join(' ', results.Where(result => !result.IsOk).Select(result => result.Id));
        return $"{levels}, failed: {failed}";
    }

    /// <summary>What a program printed; null if it is absent or failed.</summary>
    private static async Task<string?> RunAsync(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        try
        {
            using Process process = Process.Start(start)!;
            string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);

            // The audits' own exit code tells of failures, which the test reads from the output.
            return process.ExitCode is 0 || program is "node" ? output : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
