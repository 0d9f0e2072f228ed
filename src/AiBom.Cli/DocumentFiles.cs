using System.Runtime.CompilerServices;
using AiBom.Documents;
using AiBom.Documents.Content;
using AiBom.Domain;

namespace AiBom.Cli;

/// <summary>
/// Inspects the documents of files, one at a time and each within its bound: one a file, or one a line where the name
/// ends in <c>.jsonl</c> or <c>.ndjson</c>. What is compressed with gzip is unpacked, within the same bound as a whole.
/// </summary>
/// <param name="input">What the name <c>-</c> stands for.</param>
/// <param name="limits">The bounds of a document.</param>
internal sealed class DocumentFiles(Stream input, DocumentLimits limits)
{
    private const string StandardInput = "-";
    private const string PackedExtension = ".gz";

    private readonly DocumentInspection tooLong = DocumentInspection.Refused(
        FindingCodes.SizeExceeded, $"The document has more than {limits.Bytes} bytes.");

    private readonly DocumentInspection damaged = DocumentInspection.Refused(
        FindingCodes.JsonMalformed, "What gzip packed cannot be unpacked.");

    /// <summary>Inspects every document of a file; where it has none, there is an answer that says so.</summary>
    /// <exception cref="InvalidDataException">The path is none.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public async IAsyncEnumerable<InspectionAnswer> InspectAsync(
        string file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using FileStream? opened = file is StandardInput ? null : InputFiles.Open(file);
        Stream stream = opened ?? input;
        bool isPacked = file.EndsWith(PackedExtension, StringComparison.OrdinalIgnoreCase);
        bool hasLines = IsOfLines(isPacked ? file[..^PackedExtension.Length] : file);
        if (hasLines && !isPacked)
        {
            await foreach (InspectionAnswer answer in InspectLinesAsync(file, stream, cancellationToken))
            {
                yield return answer;
            }

            yield break;
        }

        (ReadOnlyMemory<byte> content, DocumentInspection? refusal) = await ReadAsync(stream, cancellationToken);
        if (refusal is not null || !hasLines)
        {
            yield return new InspectionAnswer(file, null, refusal ?? DocumentInspection.Of(content, limits));
            yield break;
        }

        int count = 0;
        foreach (ReadOnlyMemory<byte> line in BoundedLines.Split(content))
        {
            yield return new InspectionAnswer(file, ++count, DocumentInspection.Of(line, limits));
        }

        if (count == 0)
        {
            yield return new InspectionAnswer(file, null, DocumentInspection.Of(default, limits));
        }
    }

    private async IAsyncEnumerable<InspectionAnswer> InspectLinesAsync(
        string file, Stream lines, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        int count = 0;
        await foreach (ReadOnlyMemory<byte>? line in BoundedLines.ReadAsync(lines, limits.Bytes, cancellationToken))
        {
            count++;
            yield return new InspectionAnswer(
                file, count, line is { } document ? DocumentInspection.Of(document, limits) : tooLong);
        }

        if (count == 0)
        {
            yield return new InspectionAnswer(file, null, DocumentInspection.Of(default, limits));
        }
    }

    /// <summary>Reads a document, and unpacks it where it begins as gzip does (RFC 1952 section 2.3.1).</summary>
    private async Task<(ReadOnlyMemory<byte> Content, DocumentInspection? Refusal)> ReadAsync(
        Stream stream, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte>? content = await BoundedBytes.ReadAsync(stream, limits.Bytes, cancellationToken);
        if (content is { } read && Gzip.IsPacked(read.Span))
        {
            try
            {
                await using var packed = new MemoryStream(read.ToArray());
                content = await Gzip.UnpackAsync(packed, limits.Bytes, cancellationToken);
            }
            catch (InvalidDataException)
            {
                return (default, damaged);
            }
        }

        return content is { } whole ? (whole, null) : (default, tooLong);
    }

    private static bool IsOfLines(string name) =>
        name.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase);
}
