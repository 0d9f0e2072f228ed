using System.Text;

namespace AiBom.Cli.Tests;

/// <summary>The one place that calls the program: arguments in, exit code and text out.</summary>
internal static class Aibom
{
    public static Task<Answer> RunAsync(params string[] arguments) => RunAsync(showsProgress: false, arguments);

    public static Task<Answer> RunAsync(bool showsProgress, params string[] arguments) =>
        RunAsync(Stream.Null, showsProgress, arguments);

    public static async Task<Answer> RunAsync(Stream input, bool showsProgress, params string[] arguments)
    {
        var (output, error) = (new StringBuilder(), new StringBuilder());
        await using var outputWriter = new StringWriter(output);
        await using var errorWriter = new StringWriter(error);
        var line = new CommandLine(input, outputWriter, errorWriter, new FixedClock(), showsProgress);
        int code = await line.RunAsync(arguments, TestContext.Current.CancellationToken);
        return new Answer(code, output.ToString(), error.ToString());
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);
    }
}

/// <summary>What the program said.</summary>
internal sealed record Answer(int Code, string Output, string Error);
