using System.ComponentModel;
using System.Diagnostics;

namespace AiBom.GraphQL.Http.Tests;

/// <summary>Programs that may be on this machine.</summary>
internal static class Programs
{
    /// <summary>What a program printed, and its exit code; null if it is absent.</summary>
    public static async Task<(int? ExitCode, string Output)> RunAsync(
        string program,
        IEnumerable<string> arguments,
        string folder = "")
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
            return (process.ExitCode, output);
        }
        catch (Win32Exception)
        {
            return (null, string.Empty);
        }
    }
}
