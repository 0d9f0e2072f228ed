using System.CommandLine;
using AiBom.Documents;
using AiBom.Documents.Comparison;
using AiBom.Domain;

namespace AiBom.Cli;

/// <summary><c>aibom diff</c>: by what two documents differ in what they say.</summary>
internal sealed class DiffCommand(Stream input, TextWriter output)
{
    /// <summary>Whoever compares two files says that a name means the same in both.</summary>
    private const string Scope = "";

    private readonly DocumentFiles documents = new(input, DocumentLimits.Default);

    private readonly Argument<string> from = new("FROM") { Description = "The first document; '-' is standard input." };

    private readonly Argument<string> to = new("TO") { Description = "The second document." };

    private readonly Option<bool> json = new("--json") { Description = "Answer in one line of JSON." };

    /// <summary>The verb with its options.</summary>
    public Command Command
    {
        get
        {
            var command = new Command("diff", "Compares what two bills of materials say.") { from, to, json };
            command.SetAction(RunAsync);
            return command;
        }
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        (string first, string second) = (parsed.GetRequiredValue(from), parsed.GetRequiredValue(to));
        DocumentDiff diff = DocumentComparison.Compare(
            new ComparedDocument(await ReadAsync(first, cancellationToken), Scope),
            new ComparedDocument(await ReadAsync(second, cancellationToken), Scope));
        var answer = new DiffAnswer(first, second, diff);
        if (parsed.GetValue(json))
        {
            await answer.WriteJsonAsync(output);
        }
        else
        {
            await output.WriteAsync(answer.ToText());
        }

        return diff.IsEmpty ? ExitCodes.Yes : ExitCodes.No;
    }

    /// <exception cref="InvalidDataException">The file is not one document that can be read.</exception>
    private async Task<StatementSet> ReadAsync(string file, CancellationToken cancellationToken)
    {
        DocumentInspection? only = null;
        await foreach (InspectionAnswer answer in documents.InspectAsync(file, cancellationToken))
        {
            only = only is null
                ? answer.Inspection
                : throw new InvalidDataException($"'{file}' holds several documents; one is compared with one.");
        }

        return only?.Statements ?? throw new InvalidDataException(
            $"'{file}' cannot be read as a document: {only?.Findings.FirstOrDefault()?.Message}");
    }
}
