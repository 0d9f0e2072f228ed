using AiBom.Domain;

namespace AiBom.Documents.Schema;

/// <summary>The text of one schema.</summary>
/// <param name="Uri">Where it was published: <c>$ref</c> finds it by this and by its <c>$id</c>.</param>
/// <param name="Json">The schema, UTF-8.</param>
/// <param name="FindingCode">The code of the findings that its own rules make.</param>
public sealed record SchemaSource(
    string Uri, ReadOnlyMemory<byte> Json, string FindingCode = FindingCodes.SchemaViolated);
