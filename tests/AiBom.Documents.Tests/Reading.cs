using System.Text;
using AiBom.Domain;

namespace AiBom.Documents.Tests;

/// <summary>The one place that knows the reader's API: a document in, what it says as lines of text out.</summary>
internal static class Reading
{
    public const string MediaType = "application/vnd.cyclonedx+json";

    public static ReadResult Of(string json, DocumentLimits? limits = null) => Of(Encoding.UTF8.GetBytes(json), limits);

    public static ReadResult Of(byte[] document, DocumentLimits? limits = null) =>
        DocumentReader.Read(document, MediaType, limits ?? DocumentLimits.Default);

    /// <summary>Entities, files and edges: what a person would write down.</summary>
    public static IEnumerable<string> Lineage(ReadResult read)
    {
        StatementSet set = read.Statements
            ?? throw new InvalidOperationException($"Refused: {string.Join(", ", read.Findings)}");
        return set.Entities
            .Select(entity => $"{entity.Kind} {entity.Pointer} {entity.QualifiedNameAndVersion()}")
            .Concat(
                from entity in set.Entities
                from file in entity.Files
                select $"file {entity.Pointer} {file.Pointer} {file.Name}")
            .Concat(Edges(set));
    }

    /// <summary>
    /// The lineage and how it was read, digests, and who made labels. Software is left out, with what is its own.
    /// </summary>
    public static IEnumerable<string> Account(ReadResult read)
    {
        StatementSet set = read.Statements
            ?? throw new InvalidOperationException($"Refused: {string.Join(", ", read.Findings)}");
        return set.Entities
            .Where(IsWritten)
            .SelectMany(Account)
            .Concat(set.Statements.Zip(Edges(set))
                .Where(edge => IsWritten(set.Entities[edge.First.Subject]))
                .Select(edge => edge.Second + (edge.First.Reading is Domain.Reading.Inferred ? " INFERRED" : "")));
    }

    private static bool IsWritten(DeclaredEntity entity) => entity.Kind is not EntityKind.SoftwareComponent;

    private static IEnumerable<string> Account(DeclaredEntity entity) =>
        entity.Files
            .Select(file => $"file {entity.Pointer} {file.Pointer} {file.Name}")
            .Prepend($"{entity.Kind} {entity.Pointer} {entity.QualifiedNameAndVersion()}")
            .Concat(entity.Files.SelectMany(file => Digests(file.Pointer, file.Digests)))
            .Concat(Digests(entity.Pointer, entity.Digests))
            .Concat(entity.Organizations
                .Where(claim => claim.Role is OrganizationRole.LabelingVendor or OrganizationRole.LabelingPrincipal)
                .Select(claim => $"{claim.Role} {entity.Pointer} {claim.Name}"));

    private static IEnumerable<string> Digests(string pointer, IEnumerable<DeclaredDigest> digests) =>
        digests.Select(digest => $"digest {pointer} {digest.Function} {digest.Hex}");

    /// <summary>The edges alone.</summary>
    public static IEnumerable<string> Edges(StatementSet set) => set.Statements.Select(statement =>
    {
        string detail = statement.Method?.ToString() ?? statement.Role?.ToString() ?? "";
        return $"{set.Entities[statement.Subject].Pointer} {statement.Predicate} "
            + $"{set.Entities[statement.Object].Pointer} {detail}".TrimEnd();
    });

    /// <summary>The codes of the findings, with their pointers.</summary>
    public static string Findings(ReadResult read) =>
        string.Join(' ', read.Findings.Select(finding => $"{finding.Code}:{finding.Pointer}"));
}
