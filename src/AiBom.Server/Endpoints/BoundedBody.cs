namespace AiBom.Server.Endpoints;

/// <summary>Reads what somebody sends, and no more of it than is taken.</summary>
internal static class BoundedBody
{
    /// <summary>Reads to the end, or null where there is more than the bound.</summary>
    public static async Task<byte[]?> ReadAsync(Stream body, int max, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        byte[] chunk = new byte[64 * 1_024];
        int read;
        while ((read = await body.ReadAsync(chunk, cancellationToken)) > 0)
        {
            if (buffer.Length + read > max)
            {
                return null;
            }

            await buffer.WriteAsync(chunk.AsMemory(0, read), cancellationToken);
        }

        return buffer.ToArray();
    }
}
