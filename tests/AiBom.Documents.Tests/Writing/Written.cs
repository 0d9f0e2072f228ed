using System.Globalization;
using AiBom.Documents.Schema;
using AiBom.Domain;

namespace AiBom.Documents.Tests.Writing;

/// <summary>The one place that knows the writer's API: a lineage in, bytes, and what they read as, out.</summary>
internal static class Written
{
    public static byte[] Bytes(LineageDocument document, LineageFormat format) =>
        [.. LineageWriter.Write(document, format).SelectMany(piece => piece.ToArray())];

    public static ReadResult Read(byte[] document, LineageFormat format) =>
        DocumentReader.Read(document, LineageWriter.MediaTypeOf(format), DocumentLimits.Default);

    /// <summary>The verdict of the official schema, and what it found.</summary>
    public static string Schema(byte[] document, LineageFormat format)
    {
        (DocumentFormat known, string version) = format is LineageFormat.Cyclonedx
            ? (DocumentFormat.CycloneDx, "1.7")
            : (DocumentFormat.Spdx, "3.0.1");
        SchemaReport report = DocumentSchemas.Validate(known, version, document, SchemaLimits.Default);
        Assert.SkipWhen(report.Verdict is SchemaVerdict.NotChecked, "This build has no official schemas.");
        return string.Join(' ', report.Findings.Select(finding => $"{finding.Pointer}: {finding.Message}")
            .Prepend(report.Verdict.ToString()));
    }

    /// <summary>Things and edges of a lineage as it should read, a line each.</summary>
    public static string Text(LineageDocument document) => string.Join('\n', document.Entities
        .Select((entity, position) => Text(entity, position))
        .Concat(document.Edges
            .Select(edge => $"e{edge.Subject} {edge.Kind} e{edge.Object} {edge.Method} {edge.Role}")
            .Order(StringComparer.Ordinal)));

    /// <summary>Things and edges as they were read.</summary>
    public static string Text(StatementSet set)
    {
        int[] numbers = [.. set.Entities.Select(Number)];
        return string.Join('\n', set.Entities
            .Select((entity, position) => (Number: numbers[position], Text: Text(entity, numbers[position])))
            .OrderBy(pair => pair.Number)
            .Select(pair => pair.Text)
            .Concat(set.Statements
                .DistinctBy(edge => (edge.Subject, edge.Predicate, edge.Object, edge.Method, edge.Role))
                .Select(edge => $"e{numbers[edge.Subject]} {edge.Predicate} e{numbers[edge.Object]} "
                    + $"{edge.Method} {edge.Role}"
                    + (edge.Reading is Domain.Reading.Declared ? "" : " inferred"))
                .Order(StringComparer.Ordinal)));
    }

    private static int Number(DeclaredEntity entity)
    {
        string reference = entity.BomRef ?? "e-1";
        return int.Parse(reference.AsSpan(reference.LastIndexOf('e') + 1), CultureInfo.InvariantCulture);
    }

    private static string Text(DeclaredEntity entity, int number) => string.Join(
        ' ',
        [
            $"e{number} {entity.Kind} '{entity.QualifiedName()}' '{entity.Version}' {entity.PackageUrl}",
            $"'{entity.Description}' {entity.Created?.ToCanonicalText()}",
            $"{entity.LabeledFrom?.ToCanonicalText()} {entity.LabeledUntil?.ToCanonicalText()}",
            .. entity.Digests.Select(digest => digest.ToString()).Order(StringComparer.Ordinal),
            .. entity.Organizations.Select(claim => $"{claim.Role}={claim.Name}").Order(StringComparer.Ordinal),
            .. entity.Completeness.Select(claim => $"{claim.Relation}={claim.Completeness}")
                .Order(StringComparer.Ordinal),
        ]);
}
