namespace AiBom.Documents.Content;

/// <summary>Reads what somebody sends, and no more of it than is taken.</summary>
public static class BoundedBytes
{
    private const int BlockLength = 64 * 1_024;

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="most">The most bytes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The bytes; null where there are more, of which none beyond the bound was kept.</returns>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(
        Stream stream, int most, CancellationToken cancellationToken)
    {
        int likely = stream.CanSeek ? (int)Math.Min(stream.Length, most) : 0;
        var read = new MemoryStream(likely);
        byte[] block = new byte[Math.Min(BlockLength, most + 1L)];
        int count;
        while ((count = await stream.ReadAsync(block, cancellationToken)) > 0)
        {
            if (read.Length + count > most)
            {
                return null;
            }

            read.Write(block.AsSpan(0, count));
        }

        return read.GetBuffer().AsMemory(0, (int)read.Length);
    }
}
