using System.Text.Json;
using AiBom.Documents.CycloneDx;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents;

/// <summary>
/// Reads a document: bytes in, statements and findings out. It never throws on any bytes, and takes time and memory in
/// proportion to their number.
/// </summary>
public static class DocumentReader
{
    /// <summary>The reader and its version, as <see cref="StatementSet.Reader"/> records it.</summary>
    public const string Version = "cyclonedx/1";

    private static readonly string[] MediaTypes = ["application/vnd.cyclonedx+json", "application/json"];

    /// <summary>Reads CycloneDX JSON 1.4 to 1.7 (ECMA-424).</summary>
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

        ReadOnlyMemory<byte> json = WithoutByteOrderMark(document);
        if (!JsonScan.IsSound(json.Span, limits.Depth, report))
        {
            return null;
        }

        try
        {
            var options = new JsonDocumentOptions { MaxDepth = limits.Depth, AllowDuplicateProperties = false };
            using JsonDocument parsed = JsonDocument.Parse(json, options);
            return BomReader.Read(parsed.RootElement, Digest.Of(document.Span), limits, report);
        }
        catch (JsonException)
        {
            // The scan found well-formed JSON within its depth, so a name stands twice; this finds out which.
            string pointer = DuplicateNames.FirstIn(json.Span, limits.Depth);
            report.Refuse(FindingCodes.JsonDuplicateName, pointer, "An object has one name twice.");
            return null;
        }
    }

    private static bool IsRead(string mediaType)
    {
        ReadOnlySpan<char> type = mediaType.AsSpan();
        int parameters = type.IndexOf(';');
        type = (parameters < 0 ? type : type[..parameters]).Trim();
        foreach (string known in MediaTypes)
        {
            if (type.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
