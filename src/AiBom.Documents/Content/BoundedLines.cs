using System.Runtime.CompilerServices;

namespace AiBom.Documents.Content;

/// <summary>Reads lines of bytes (JSON Lines), holding one at a time.</summary>
public static class BoundedLines
{
    private const byte NewLine = (byte)'\n';

    /// <summary>Reads a stream to its end. Blank lines are passed over, and so is a byte order mark.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="most">The most bytes of a line.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Each line, good until the next; null for one that is longer than the bound.</returns>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>?> ReadAsync(
        Stream stream, int most, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var block = new byte[16 * 1024];
        var line = new byte[most];
        long length = 0;
        int count;
        do
        {
            count = await stream.ReadAsync(block, cancellationToken);
            ReadOnlyMemory<byte> rest = block.AsMemory(0, count);
            while (!rest.IsEmpty)
            {
                int end = rest.Span.IndexOf(NewLine);
                ReadOnlyMemory<byte> part = end < 0 ? rest : rest[..end];
                rest = end < 0 ? default : rest[(end + 1)..];
                if (length + part.Length <= most)
                {
                    part.CopyTo(line.AsMemory((int)length));
                }

                length += part.Length;
                if (end >= 0)
                {
                    if (!IsBlank(line, length))
                    {
                        yield return Whole(line, length);
                    }

                    length = 0;
                }
            }
        }
        while (count > 0);

        if (!IsBlank(line, length))
        {
            yield return Whole(line, length);
        }
    }

    /// <summary>The same of bytes that are there, without a copy of them.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> content)
    {
        while (!content.IsEmpty)
        {
            int end = content.Span.IndexOf(NewLine);
            ReadOnlyMemory<byte> line = end < 0 ? content : content[..end];
            content = end < 0 ? default : content[(end + 1)..];
            if (!IsBlank(line.Span))
            {
                yield return WithoutMark(line);
            }
        }
    }

    private static ReadOnlyMemory<byte>? Whole(byte[] line, long length)
    {
        if (length > line.Length)
        {
            return null;
        }

        return WithoutMark(line.AsMemory(0, (int)length));
    }

    /// <summary>A line without a byte order mark, and without the carriage return before its end.</summary>
    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> line)
    {
        ReadOnlyMemory<byte> own = line.Span.StartsWith("\uFEFF"u8) ? line[3..] : line;
        return own.Span.EndsWith("\r"u8) ? own[..^1] : own;
    }

    private static bool IsBlank(byte[] line, long length) =>
        length <= line.Length && IsBlank(line.AsSpan(0, (int)length));

    private static bool IsBlank(ReadOnlySpan<byte> line) => line.IndexOfAnyExcept(" \t\r"u8) < 0;
}
