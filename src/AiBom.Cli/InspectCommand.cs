using System.CommandLine;
using AiBom.Documents;
using AiBom.Domain;

namespace AiBom.Cli;

/// <summary><c>aibom inspect</c>: what documents say, and what their official schemas say of them.</summary>
internal sealed class InspectCommand(Stream input, TextWriter output)
{
    private readonly DocumentFiles documents = new(input, DocumentLimits.Default);

    private readonly Argument<string[]> files = new("FILE")
    {
        Description = "The documents; '-' is standard input.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<bool> json = new("--json") { Description = "Answer in a line of JSON for each." };

    /// <summary>The verb with its options.</summary>
    public Command Command
    {
        get
        {
            var command = new Command("inspect", "Shows what bills of materials say.") { files, json };
            command.SetAction(RunAsync);
            return command;
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        bool isJson = parsed.GetValue(json);
        int code = ExitCodes.Yes;
        foreach (string file in parsed.GetRequiredValue(files))
        {
            code = Math.Max(code, await InspectAsync(file, isJson, cancellationToken));
        }

        return code;
    }

    private async Task<int> InspectAsync(string file, bool isJson, CancellationToken cancellationToken)
    {
        int code = ExitCodes.Yes;
        try
        {
            await foreach (InspectionAnswer answer in documents.InspectAsync(file, cancellationToken))
            {
                await WriteAsync(answer, isJson);
                code = Math.Max(code, answer.Inspection.IsSound ? ExitCodes.Yes : ExitCodes.No);
            }
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException
            or InvalidDataException)
        {
            // The files after it are inspected all the same.
            var refusal = DocumentInspection.Refused(FindingCodes.RequestInvalid, unreadable.Message);
            await WriteAsync(new InspectionAnswer(file, null, refusal), isJson);
            code = ExitCodes.CouldNotRun;
        }

        return code;
    }

    private Task WriteAsync(InspectionAnswer answer, bool isJson) =>
        isJson ? answer.WriteJsonAsync(output) : output.WriteAsync(answer.ToText());
}
