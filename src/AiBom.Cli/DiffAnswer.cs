using System.Collections.Immutable;
using AiBom.Documents.Comparison;
using AiBom.Domain;

namespace AiBom.Cli;

/// <summary>By what two documents differ, for people and for programs.</summary>
/// <param name="From">The first file as it was named.</param>
/// <param name="To">The second file as it was named.</param>
/// <param name="Diff">The difference.</param>
internal sealed record DiffAnswer(string From, string To, DocumentDiff Diff)
{
    /// <summary>How many changes people are shown; programs get all.</summary>
    private const int MostRows = 200;

    private readonly DiffSentences sentences = new(Diff);

    /// <summary>One line of JSON.</summary>
    public async Task WriteJsonAsync(TextWriter output)
    {
        await using var line = new JsonLineWriter(output);
        line.Member("from", From);
        line.Member("to", To);
        line.Member("isEmpty", Diff.IsEmpty);
        await line.ItemsAsync("header", Diff.Header);
        await line.ItemsAsync("entities", Diff.Entities.Select(own => new
        {
            own.Change,
            own.Part,
            Before = Thing(Diff.From, own.Entity.Before),
            After = Thing(Diff.To, own.Entity.After),
            own.Attributes,
            own.Files,
            Summary = sentences.Of(own),
        }));
        await line.ItemsAsync("edges", Diff.Edges.Select(own => new
        {
            own.Change,
            From = Thing(own.Subject),
            To = Thing(own.Object),
            own.Before,
            own.After,
            Summary = sentences.Of(own),
        }));
        await line.ItemsAsync("completeness", Diff.Completeness.Select(own => new
        {
            Of = Thing(own.Entity),
            own.Relation,
            own.Before,
            own.After,
            Summary = sentences.Of(own),
        }));
        await line.ItemsAsync("runs", Diff.Runs.Select(own => new
        {
            own.Change,
            Before = Run(Diff.From, own.Before),
            After = Run(Diff.To, own.After),
            own.Attributes,
            Inputs = Uses(own.Inputs),
            Outputs = Uses(own.Outputs),
            Summary = sentences.Of(own),
        }));
        await line.EndAsync();
    }

    /// <summary>A table: what the documents say of themselves, and then a row for each change.</summary>
    public string ToText()
    {
        var table = new AnswerTable($"{From} -> {To}", Diff.IsEmpty ? "no difference" : "different");
        foreach (AttributeChange change in Diff.Header)
        {
            table.Row("header", change.Name, $"{change.Before ?? "nothing"} -> {change.After ?? "nothing"}");
        }

        DiffSentence[] all = [.. sentences.All()];
        foreach (DiffSentence sentence in all.Take(MostRows))
        {
            string subject = AnswerTable.Words(sentence.Subject).ToLowerInvariant();
            table.Row(subject, AnswerTable.Words(sentence.Change), sentence.Text);
        }

        if (all.Length > MostRows)
        {
            table.Row("", "", $"and {all.Length - MostRows} more, which --json lists");
        }

        return table + "\n";
    }

    private IEnumerable<object> Uses(ImmutableArray<RunUse> uses) =>
        uses.Select(use => new { use.Change, Entity = Thing(use.Entity) });

    private object? Thing(EntityPair pair) =>
        pair.After is null ? Thing(Diff.From, pair.Before) : Thing(Diff.To, pair.After);

    private static object? Thing(StatementSet set, int? position) => position is { } at && set.Entities[at] is { } own
        ? new { own.Kind, Name = own.QualifiedName(), own.Version, own.PackageUrl, own.Pointer }
        : null;

    private static object? Run(StatementSet set, int? position) => position is { } at && set.Runs[at] is { } own
        ? new { own.Id, own.Name, own.Pointer }
        : null;
}
