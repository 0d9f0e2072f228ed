using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
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
    public static ReadResult Read(ReadOnlyMemory<byte> document, string mediaType, DocumentLimits limits) =>
        Read(document, Digest.Of(document.Span), mediaType, limits);

    /// <summary>The same for bytes whose digest is known already.</summary>
    /// <param name="document">The original bytes, UTF-8.</param>
    /// <param name="digest">Their SHA-256.</param>
    /// <param name="mediaType">The media type that they came with; parameters are ignored.</param>
    /// <param name="limits">The bounds.</param>
    public static ReadResult Read(
        ReadOnlyMemory<byte> document, Digest digest, string mediaType, DocumentLimits limits)
    {
        var report = new Report();
        StatementSet? statements = Read(document, digest, mediaType, limits, report);
        return new ReadResult(report.IsRefused ? null : statements, report.ToFindings(), report.Codes);
    }

    // RFC 8259 section 8.1 lets a parser ignore a byte order mark.
    internal static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> document) =>
        document.Span.StartsWith("\uFEFF"u8) ? document[3..] : document;

    private static StatementSet? Read(
        ReadOnlyMemory<byte> document, Digest digest, string mediaType, DocumentLimits limits, Report report)
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
            digest = Digest.Of(document.Span);
        }

        using JsonTape? tape = Tape(WithoutByteOrderMark(document), limits, report);
        if (tape is null)
        {
            return null;
        }

        JsonValue root = tape.Root;
        return 0 switch
        {
            _ when IsCycloneDx(root) => BomReader.Read(root, digest, limits, report),
            _ when StatementReader.IsStatement(root) => StatementReader.Read(root, digest, limits, report),
            _ when EventReader.IsEvent(root) => EventReader.Read(root, digest, limits, report),
            _ when IsSpdx(root, mediaType) => SpdxReader.Read(root, digest, limits, report),
            _ => BomReader.Read(root, digest, limits, report),
        };
    }

    /// <summary>The document's values; null, and it is refused, where it is no JSON within its bounds.</summary>
    private static JsonTape? Tape(ReadOnlyMemory<byte> json, DocumentLimits limits, Report report)
    {
        if (!Utf8.IsValid(json.Span))
        {
            report.Refuse(FindingCodes.JsonMalformed, "", "The document is not UTF-8.", "UTF-8 (RFC 8259 section 8.1)");
            return null;
        }

        try
        {
            JsonTape? tape = JsonTape.Read(json, limits.Depth, limits.Values, out JsonTape.Flaw flaw);
            if (tape?.HasDuplicateNames() is true)
            {
                tape.Dispose();
                string pointer = DuplicateNames.FirstIn(json.Span, limits.Depth);
                report.Refuse(FindingCodes.JsonDuplicateName, pointer, "An object has one name twice.");
                return null;
            }

            Refuse(flaw, limits, report);
            return tape;
        }
        catch (JsonException malformed)
        {
            string at = string.Create(
                CultureInfo.InvariantCulture,
                $"line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1}");
            report.Refuse(FindingCodes.JsonMalformed, "", $"The document is not JSON: see {at}.", "JSON (RFC 8259)");
            return null;
        }
    }

    private static void Refuse(JsonTape.Flaw flaw, DocumentLimits limits, Report report)
    {
        switch (flaw)
        {
            case JsonTape.Flaw.Depth:
                report.Refuse(
                    FindingCodes.DepthExceeded, "", $"The document nests deeper than {limits.Depth} levels.");
                break;
            case JsonTape.Flaw.Values:
                report.Refuse(
                    FindingCodes.SizeExceeded, "", $"The document has more than {limits.Values} values and names.");
                break;
            case JsonTape.Flaw.LoneSurrogate:
                report.Refuse(FindingCodes.JsonMalformed, "", "A text has half of a surrogate pair.");
                break;
        }
    }

    /// <summary>
    /// The content tells the format; the media type only where the content tells none, and then why it is refused.
    /// </summary>
    private static bool IsSpdx(JsonValue root, string mediaType) =>
        SpdxReader.IsSpdx(root) || TypeOf(mediaType) is "application/spdx+json" or "application/ld+json";

    private static bool IsCycloneDx(JsonValue root) =>
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
