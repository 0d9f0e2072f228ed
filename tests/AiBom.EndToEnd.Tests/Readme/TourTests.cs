using System.Diagnostics;
using System.Text.RegularExpressions;
using AiBom.EndToEnd.Tests.Hosting;
using AiBom.Testing;

namespace AiBom.EndToEnd.Tests.Readme;

/// <summary>The README's tour, pasted into a shell as a new user would.</summary>
public sealed partial class TourTests
{
    [Fact]
    public async Task The_tour_of_the_readme_works_when_it_is_pasted()
    {
        foreach (string tool in (string[])["bash", "curl", "jq", "openssl"])
        {
            Assert.SkipUnless(IsInstalled(tool), $"'{tool}' is not installed.");
        }

        await using ServerHost server = await ServerHost.StartAsync();

        (int exitCode, string printed) = await PasteAsync(server.Client.Address, Tour());

        Assert.True(exitCode == 0, printed);
        string[] expected =
        [
            "\"organizationId\": \"acme\"",
            "\"authenticity\": \"VALID\"",
            "\"status\": \"MATCH\"",
            "\"authenticity\": \"MISSING\"",
            "\"deploymentId\": \"doors\"",
            "\"advisoryId\": \"ADV-1\"",
            "\"qualifiedName\": \"us/detector@3.2\"",
            "\"owner\": \"access-team\"",
            "\"isComplete\": true",
            "\"rule\": \"UPSTREAM_ADVISORY_OPEN\"",
            "Verified OK",
            "\"status\": \"QUARANTINED\"",
            "\"code\": \"DIGEST_MISMATCH\"",
        ];
        Assert.All(expected, text => Assert.Contains(text, printed, StringComparison.Ordinal));
        Assert.DoesNotContain("\"errors\"", printed, StringComparison.Ordinal);
    }

    /// <summary>The blocks that are marked as the tour, one after the other.</summary>
    private static string Tour() => string.Join(
        '\n',
        TourBlock().Matches(File.ReadAllText(Repository.At("README.md")))
            .Select(block => block.Groups["commands"].Value));

    private static async Task<(int ExitCode, string Printed)> PasteAsync(Uri address, string commands)
    {
        using var folder = new DataFolder();
        string script = Path.Combine(folder.Path, "tour.sh");
        await File.WriteAllTextAsync(
            script,
            $"set -euo pipefail\ncd \"$(dirname \"$0\")\"\nexec 2>&1\n{commands}",
            TestContext.Current.CancellationToken);
        using var shell = Process.Start(new ProcessStartInfo("bash", [script])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            Environment = { ["AIBOM"] = address.ToString().TrimEnd('/'), ["TOKEN"] = AibomClient.Token },
        })!;
        string printed = await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (shell.ExitCode, printed);
    }

    private static bool IsInstalled(string tool) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, tool)));

    [GeneratedRegex("^```sh tour\n(?<commands>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline, 1_000)]
    private static partial Regex TourBlock();
}
