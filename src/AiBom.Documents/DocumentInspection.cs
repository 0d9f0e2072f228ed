using System.Collections.Immutable;
using AiBom.Documents.Schema;
using AiBom.Domain;

namespace AiBom.Documents;

/// <summary>All that a document alone tells: what it is, what its schema says of it, and what it states.</summary>
/// <param name="Format">The format; null where it is none that is known.</param>
/// <param name="SpecVersion">The version of the format; null where the document states none.</param>
/// <param name="Schema">The verdict of the official schema.</param>
/// <param name="Findings">What the reader noticed, then what the schema found, each in its order.</param>
/// <param name="Statements">What it states; null where it cannot be read.</param>
public sealed record DocumentInspection(
    string? Format,
    string? SpecVersion,
    SchemaVerdict Schema,
    ImmutableArray<Finding> Findings,
    StatementSet? Statements)
{
    private const string Check = "reader";

    /// <summary>The code of everything that was noticed, listed or not.</summary>
    public IReadOnlySet<string> Codes { get; init; } = ImmutableHashSet<string>.Empty;

    /// <summary>
    /// Whether the schema says that it is not valid for more than licence ids that its list lacks.
    /// </summary>
    public bool BreaksSchema { get; init; }

    /// <summary>Whether it was read, and no schema says that it is not valid.</summary>
    public bool IsSound => Statements is not null && Schema is not SchemaVerdict.Invalid;

    /// <summary>Reads and validates a document. Never throws on any bytes.</summary>
    /// <param name="document">The bytes, UTF-8.</param>
    /// <param name="limits">The bounds.</param>
    /// <param name="mediaType">The media type that they came with.</param>
    public static DocumentInspection Of(
        ReadOnlyMemory<byte> document, DocumentLimits limits, string mediaType = "application/json") =>
        Of(document, Digest.Of(document.Span), limits, mediaType);

    /// <summary>The same for bytes whose digest is known already.</summary>
    /// <param name="document">The bytes, UTF-8.</param>
    /// <param name="digest">Their SHA-256.</param>
    /// <param name="limits">The bounds.</param>
    /// <param name="mediaType">The media type that they came with.</param>
    public static DocumentInspection Of(
        ReadOnlyMemory<byte> document, Digest digest, DocumentLimits limits, string mediaType)
    {
        if (EnvelopedDocument.Open(document, limits) is { } enveloped)
        {
            (document, mediaType) = (enveloped.Payload, enveloped.MediaType);
            digest = Digest.Of(document.Span);
        }

        ReadResult read = DocumentReader.Read(document, digest, mediaType, limits);
        if (document.Length > limits.Bytes)
        {
            return new DocumentInspection(null, null, SchemaVerdict.NotChecked, read.Findings, null);
        }

        StatedFormat? stated = read.Statements?.Header is { } header
            ? new StatedFormat(header.Format, header.SpecVersion)
            : StatedFormat.Of(document, limits.Depth);
        SchemaReport? schema = Validate(stated, document, limits);
        return new DocumentInspection(
            stated?.Format,
            stated?.SpecVersion,
            schema?.Verdict ?? SchemaVerdict.NotChecked,
            [.. read.Findings, .. schema?.Findings ?? []],
            read.Statements)
        {
            Codes = read.Codes.Concat(schema is null ? [] : CodesOf(schema)).ToHashSet(StringComparer.Ordinal),
            BreaksSchema = schema?.IsBroken ?? false,
        };
    }

    /// <summary>That something cannot be read as a document, before there is one to read.</summary>
    public static DocumentInspection Refused(string code, string message) => new(
        null,
        null,
        SchemaVerdict.NotChecked,
        [new Finding(Check, Outcome.Malformed, code, Severity.Error, "", message)],
        null);

    /// <summary>Also what its bound on findings left out.</summary>
    private static IEnumerable<string> CodesOf(SchemaReport schema) =>
    [
        .. schema.Findings.Select(finding => finding.Code),
        .. schema.IsBroken ? [FindingCodes.SchemaViolated] : (string[])[],
        .. schema.UnknownLicenseCount > 0 ? [FindingCodes.LicenseUnknown] : (string[])[],
    ];

    /// <summary>Asks the official schema; null where the document does not say which one that is.</summary>
    private static SchemaReport? Validate(StatedFormat? stated, ReadOnlyMemory<byte> json, DocumentLimits limits)
    {
        DocumentFormat? format = stated?.Format switch
        {
            StatedFormat.CycloneDx => DocumentFormat.CycloneDx,
            StatedFormat.Spdx => DocumentFormat.Spdx,
            _ => null,
        };
        return format is { } known && stated?.SpecVersion is { } version
            ? DocumentSchemas.Validate(
                known, version, json, SchemaLimits.Default with { Bytes = limits.Bytes, Depth = limits.Depth })
            : null;
    }
}
