using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using AiBom.Documents.CycloneDx;
using AiBom.Documents.Prov;
using AiBom.Documents.Spdx;
using AiBom.Documents.Writing;

namespace AiBom.Documents;

/// <summary>
/// Writes a lineage as a document: the same input gives the same bytes, and what is written reads back into the same
/// things and edges.
/// </summary>
public static class LineageWriter
{
    /// <summary>The bytes after which a piece of a document is handed on.</summary>
    private const int Piece = 64 << 10;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The media type of what is written.</summary>
    public static string MediaTypeOf(LineageFormat format) => format switch
    {
        LineageFormat.Cyclonedx => "application/vnd.cyclonedx+json",
        LineageFormat.Spdx3 => "application/spdx+json",
        LineageFormat.ProvJson => "application/json",
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    /// <summary>
    /// The lineage as it can be written: without the edges that no document may state, which are then among
    /// <see cref="LineageDocument.LeftOut"/>, and with no lineage called complete of which an edge is left out.
    /// </summary>
    public static LineageDocument Settle(LineageDocument document) => Settlement.Of(document);

    /// <summary>
    /// Writes a lineage in pieces, as they are asked for. A piece is good until the next one is asked for.
    /// </summary>
    /// <param name="document">The lineage; it is settled first.</param>
    /// <param name="format">The format.</param>
    public static IEnumerable<ReadOnlyMemory<byte>> Write(LineageDocument document, LineageFormat format)
    {
        LineageDocument settled = Settlement.Of(document);
        string serial = SerialNumber.Of(settled, format);
        var output = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(output, Options);
        IEnumerable<int> steps = format switch
        {
            LineageFormat.Cyclonedx => new BomWriter(settled, serial, json).Write(),
            LineageFormat.Spdx3 => new SpdxWriter(settled, serial, json).Write(),
            LineageFormat.ProvJson => new ProvWriter(settled, serial, json).Write(),
            _ => throw new ArgumentOutOfRangeException(nameof(format)),
        };
        foreach (int pending in steps)
        {
            if (output.WrittenCount + pending < Piece)
            {
                continue;
            }

            json.Flush();
            yield return output.WrittenMemory;
            output.ResetWrittenCount();
        }

        json.Flush();
        yield return output.WrittenMemory;
    }
}
