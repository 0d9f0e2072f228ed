using System.Globalization;
using AiBom.Domain;

namespace AiBom.Documents.Comparison;

/// <summary>
/// Compares what two documents say, of whatever formats and publishers. Takes time and memory in proportion to what
/// they say.
/// </summary>
public static class DocumentComparison
{
    /// <summary>Compares. The other way round it gives the mirror image.</summary>
    public static DocumentDiff Compare(ComparedDocument from, ComparedDocument to)
    {
        var things = new ThingMatching(from, to);
        return new DocumentDiff
        {
            From = from.Statements,
            To = to.Statements,
            Header = [.. HeaderChanges(from.Statements.Header, to.Statements.Header)],
            Entities = EntityComparison.Compare(things, new ThingParts(from), new ThingParts(to)),
            Edges = EdgeComparison.Compare(from.Statements, to.Statements, things),
            Completeness = EntityComparison.CompareCompleteness(things),
            Runs = RunComparison.Compare(from.Statements, to.Statements, things),
        };
    }

    private static IEnumerable<AttributeChange> HeaderChanges(DocumentHeader before, DocumentHeader after) =>
        Changes(
            ("format", before.Format, after.Format),
            ("specVersion", before.SpecVersion, after.SpecVersion),
            ("serialNumber", before.SerialNumber, after.SerialNumber),
            ("version", Text(before.Version), Text(after.Version)),
            ("timestamp", Text(before.Timestamp), Text(after.Timestamp)),
            ("publisher", before.Publisher, after.Publisher));

    /// <summary>Those of some attributes whose values differ.</summary>
    internal static IEnumerable<AttributeChange> Changes(
        params IEnumerable<(string Name, string? Before, string? After)> attributes) => attributes
        .Where(attribute => !string.Equals(attribute.Before, attribute.After, StringComparison.Ordinal))
        .Select(attribute => new AttributeChange(attribute.Name, attribute.Before, attribute.After));

    internal static string? Text(DateTimeOffset? instant) => instant?.ToCanonicalText();

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
