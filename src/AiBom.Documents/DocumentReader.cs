using System.Text.Json;
using AiBom.Documents.CycloneDx;
using AiBom.Documents.InToto;
using AiBom.Documents.Json;
using AiBom.Documents.OpenLineage;
using AiBom.Documents.Spdx;
using AiBom.Domain;

namespace AiBom.Documents;

/// <summary>
/// Reads a document: bytes in, statements and findings out. It never throws on any bytes, and takes time and memory in
/// proportion to their number.
/// </summary>
public static class DocumentReader
{
    /// <summary>The media types that are read. They open the door; what a document is, its content says.</summary>
    public static IReadOnlyList<string> MediaTypes { get; } =
    [
        "application/vnd.cyclonedx+json",
        "application/spdx+json",
        "application/ld+json",
        "application/json",
        "application/vnd.in-toto+json",
        "application/vnd.dsse.envelope.v1+json",
        "application/vnd.dev.sigstore.bundle+json",
        "application/vnd.dev.sigstore.bundle.v0.3+json",
        "application/vnd.openlineage+json",
    ];

    /// <summary>
    /// Reads CycloneDX JSON 1.4 to 1.7 (ECMA-424), SPDX 3 as JSON-LD, SLSA provenance as an in-toto Statement, and run
    /// events of OpenLineage. Of an envelope the payload is the document.
    /// </summary>
    /// <param name="document">The original bytes, UTF-8.</param>
    /// <param name="mediaType">The media type that they came with; parameters are ignored.</param>
    /// <param name="limits">The bounds.</param>
    public static ReadResult Read(ReadOnlyMemory<byte> document, string mediaType, DocumentLimits limits)
    {
        var report = new Report();
        StatementSet? statements = Read(document, mediaType, limits, report);
        return new ReadResult(report.IsRefused ? null : statements, report.ToFindings());
    }

    // RFC 8259 section 8.1 lets a parser ignore a byte order mark.
    internal static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> document) =>
        document.Span.StartsWith("\uFEFF"u8) ? document[3..] : document;

    private static StatementSet? Read(
        ReadOnlyMemory<byte> document, string mediaType, DocumentLimits limits, Report report)
    {
        if (!IsRead(mediaType))
        {
            string expected = string.Join(" or ", MediaTypes);
            report.Refuse(
                FindingCodes.FormatUnknown, "", "The media type is not one that is read.", expected, mediaType);
            return null;
        }

        if (document.Length > limits.Bytes)
        {
            report.Refuse(
                FindingCodes.SizeExceeded,
                "",
                $"The document has {document.Length} bytes; the bound is {limits.Bytes}.");
            return null;
        }

        if (EnvelopedDocument.Open(document, limits) is { } enveloped)
        {
            document = enveloped.Payload;
        }

        ReadOnlyMemory<byte> json = WithoutByteOrderMark(document);
        if (!JsonScan.IsSound(json.Span, limits.Depth, report))
        {
            return null;
        }

        try
        {
            var options = new JsonDocumentOptions { MaxDepth = limits.Depth, AllowDuplicateProperties = false };
            using JsonDocument parsed = JsonDocument.Parse(json, options);
            JsonElement root = parsed.RootElement;
            var digest = Digest.Of(document.Span);
            return 0 switch
            {
                _ when IsCycloneDx(root) => BomReader.Read(root, digest, limits, report),
                _ when StatementReader.IsStatement(root) => StatementReader.Read(root, digest, limits, report),
                _ when EventReader.IsEvent(root) => EventReader.Read(root, digest, limits, report),
                _ when IsSpdx(root, mediaType) => SpdxReader.Read(root, digest, limits, report),
                _ => BomReader.Read(root, digest, limits, report),
            };
        }
        catch (JsonException)
        {
            // The scan found well-formed JSON within its depth, so a name stands twice; this finds out which.
            string pointer = DuplicateNames.FirstIn(json.Span, limits.Depth);
            report.Refuse(FindingCodes.JsonDuplicateName, pointer, "An object has one name twice.");
            return null;
        }
    }

    /// <summary>
    /// The content tells the format; the media type only where the content tells none, and then why it is refused.
    /// </summary>
    private static bool IsSpdx(JsonElement root, string mediaType) =>
        SpdxReader.IsSpdx(root) || TypeOf(mediaType) is "application/spdx+json" or "application/ld+json";

    private static bool IsCycloneDx(JsonElement root) =>
        root.ValueKind is JsonValueKind.Object && root.TryGetProperty("bomFormat", out _);

    private static bool IsRead(string mediaType)
    {
        ReadOnlySpan<char> type = TypeOf(mediaType);
        foreach (string known in MediaTypes)
        {
            if (type.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<char> TypeOf(string mediaType)
    {
        int parameters = mediaType.IndexOf(';', StringComparison.Ordinal);
        return (parameters < 0 ? mediaType : mediaType.AsSpan(0, parameters)).Trim();
    }
}
