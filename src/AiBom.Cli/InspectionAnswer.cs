using System.Collections.Immutable;
using AiBom.Documents;
using AiBom.Domain;

namespace AiBom.Cli;

/// <summary>What an inspection showed, for people and for programs.</summary>
/// <param name="File">The file as it was named.</param>
/// <param name="Document">Which document of the file, from 1; null where the file is one.</param>
/// <param name="Inspection">The inspection.</param>
internal sealed record InspectionAnswer(string File, int? Document, DocumentInspection Inspection)
{
    /// <summary>How many rows of a kind people are shown; programs get all.</summary>
    private const int MostRows = 200;

    private const int OutcomeWidth = 18;

    private ImmutableArray<DeclaredEntity> Entities => Inspection.Statements?.Entities ?? [];

    private ImmutableArray<Statement> Edges => Inspection.Statements?.Statements ?? [];

    /// <summary>One line of JSON.</summary>
    public async Task WriteJsonAsync(TextWriter output)
    {
        await using var line = new JsonLineWriter(output);
        line.Member("file", File);
        if (Document is { } number)
        {
            line.Member("document", number);
        }

        line.Member("format", Inspection.Format);
        line.Member("specVersion", Inspection.SpecVersion);
        line.Member("schema", Inspection.Schema);
        await line.ItemsAsync("findings", Inspection.Findings.Select(finding => new
        {
            finding.Code,
            finding.Severity,
            finding.Pointer,
            finding.Message,
        }));
        await line.ItemsAsync("entities", Entities);
        await line.ItemsAsync("edges", Edges.Select(edge => new
        {
            From = edge.Subject,
            To = edge.Object,
            Kind = edge.Predicate,
            edge.Method,
            edge.Role,
            edge.Pointer,
            edge.Reading,
            edge.Rule,
        }));
        await line.EndAsync();
    }

    /// <summary>A table: what it declares, how that hangs together, and what was found.</summary>
    public string ToText()
    {
        string about = Document is { } number ? $"{File} (document {number})" : File;
        string format = Inspection.Format is { } known ? $"{known} {Inspection.SpecVersion}".TrimEnd() : "no format";
        var table = new AnswerTable(about, $"{format}, schema {AnswerTable.Words(Inspection.Schema)}", OutcomeWidth);
        Rows(table, "entity", Entities, entity => (entity.Kind, Told(entity)));
        Rows(table, "edge", Edges, edge => (edge.Predicate, Told(edge)));
        Rows(table, "finding", Inspection.Findings, finding => (finding.Severity, Told(finding)));
        return table + "\n";
    }

    private static void Rows<T>(
        AnswerTable table, string what, ImmutableArray<T> items, Func<T, (Enum Kind, string Told)> row)
    {
        foreach (T item in items.Take(MostRows))
        {
            (Enum kind, string told) = row(item);
            table.Row(what, AnswerTable.Words(kind), told);
        }

        if (items.Length > MostRows)
        {
            table.Row(what, "", $"and {items.Length - MostRows} more, which --json lists");
        }
    }

    private static string Told(DeclaredEntity entity)
    {
        string[] names = [NameOf(entity), entity.PackageUrl ?? "", entity.IsDescribed ? "" : "(only named)"];
        return string.Join("  ", names.Where(name => name.Length > 0));
    }

    private string Told(Statement edge)
    {
        string detail = (edge.Method, edge.Role) switch
        {
            ({ } method, _) => $" ({AnswerTable.Words(method)})",
            (_, { } role) => $" ({AnswerTable.Words(role)})",
            _ => "",
        };
        string reading = edge.Reading is Reading.Inferred ? $", inferred by {edge.Rule}" : "";
        return $"{NameOf(Entities[edge.Subject])} -> {NameOf(Entities[edge.Object])}{detail}{reading}";
    }

    private static string Told(Finding finding) =>
        $"{finding.Code} {finding.Pointer}".TrimEnd() + $": {finding.Message}";

    private static string NameOf(DeclaredEntity entity) =>
        entity.QualifiedNameAndVersion() is { Length: > 0 } name ? name : entity.PackageUrl ?? entity.Pointer;
}
