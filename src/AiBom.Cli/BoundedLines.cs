using System.Runtime.CompilerServices;

namespace AiBom.Cli;

/// <summary>Reads lines of bytes, holding one at a time.</summary>
internal static class BoundedLines
{
    private const byte NewLine = (byte)'\n';

    /// <summary>Reads a stream to its end. Blank lines are passed over, and so is a byte order mark.</summary>
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

    private static ReadOnlyMemory<byte>? Whole(byte[] line, long length)
    {
        if (length > line.Length)
        {
            return null;
        }

        ReadOnlyMemory<byte> whole = line.AsMemory(0, (int)length);
        return whole.Span.StartsWith("\uFEFF"u8) ? whole[3..] : whole;
    }

    private static bool IsBlank(byte[] line, long length) =>
        length <= line.Length && line.AsSpan(0, (int)length).IndexOfAnyExcept(" \t\r"u8) < 0;
}
