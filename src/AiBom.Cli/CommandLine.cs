using System.CommandLine;
using System.CommandLine.Parsing;

namespace AiBom.Cli;

/// <summary>The program, with what it needs of the world.</summary>
/// <param name="input">What a verb reads where it is told to read no file.</param>
/// <param name="output">Where answers go.</param>
/// <param name="error">Where all else goes.</param>
/// <param name="clock">What time it is.</param>
/// <param name="showsProgress">Whether somebody watches <paramref name="error"/>.</param>
internal sealed class CommandLine(
    Stream input, TextWriter output, TextWriter error, TimeProvider clock, bool showsProgress)
{
    /// <summary>Runs a verb.</summary>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var root = new RootCommand("Reads AI bills of materials, and verifies what they rest on.")
        {
            new VerifyModelCommand(output, error, clock, showsProgress).Command,
            new VerifyBundleCommand(output, error).Command,
            new InspectCommand(input, output).Command,
            new DiffCommand(input, output).Command,
        };
        ParseResult parsed = root.Parse(arguments);
        foreach (ParseError problem in parsed.Errors)
        {
            await error.WriteLineAsync(problem.Message);
        }

        if (parsed.Errors.Count > 0)
        {
            return ExitCodes.CouldNotRun;
        }

        try
        {
            var configuration = new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
            };
            return await parsed.InvokeAsync(configuration, cancellationToken);
        }
        catch (Exception world) when (world is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            await error.WriteLineAsync(world.Message);
            return ExitCodes.CouldNotRun;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("Cancelled.");
            return ExitCodes.CouldNotRun;
        }
    }
}

/// <summary>What the exit code says.</summary>
internal static class ExitCodes
{
    public const int Yes = 0;
    public const int No = 1;
    public const int CouldNotRun = 2;
}
