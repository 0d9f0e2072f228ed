using System.Diagnostics;
using System.Text;
using AiBom.EndToEnd.Tests.Hosting;

namespace AiBom.EndToEnd.Tests.Readme;

/// <summary>The README's first command, in a process of its own.</summary>
public sealed class DemoTests
{
    [Fact]
    public async Task The_demonstration_posts_a_chain_and_prints_what_GraphQL_answers()
    {
        string printed = await RunAsync();

        string[] expected =
        [
            "20 of them signed",
            "aurora/sign-base@2.1.0 declared compromised: ADV-1",
            "northwind/sign-lite@1.0.0 (distance 3, SIGNED)",
            "← FINE_TUNING of aurora/sign-base@2.1.0, says northwind",
            "cobalt/lane-keeper@5.0: TRAINING_DATA_INCOMPLETE",
            "car-vision-eu (PRODUCTION, owner perception-eu) runs northwind/sign-detect-int8@1.1.0",
            "northwind/sign-detect@1.2.0 supersedes northwind/sign-detect@1.1.0",
            "Complete as of journal entry",
            "query Incident(",
            "token   aibom_",
        ];
        Assert.All(expected, text => Assert.Contains(text, printed, StringComparison.Ordinal));
    }

    /// <summary>Runs it until it says how to stop it, and stops it.</summary>
    private static async Task<string> RunAsync()
    {
        using Process demo = ServerProcess.Launch(["--demo", "--urls=http://127.0.0.1:0"]);
        var printed = new StringBuilder();
        while (await demo.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            printed.AppendLine(line);
            if (line.StartsWith("Press Ctrl+C", StringComparison.Ordinal))
            {
                break;
            }
        }

        demo.Kill();
        await demo.WaitForExitAsync(TestContext.Current.CancellationToken);
        return printed.ToString();
    }
}
