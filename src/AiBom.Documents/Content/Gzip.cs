using System.IO.Compression;

namespace AiBom.Documents.Content;

/// <summary>Unpacks gzip (RFC 1952) of one or several members, within a bound, and only where it is whole.</summary>
public static class Gzip
{
    /// <summary>By how much gzip may lengthen what it cannot shorten, beside one byte of 256.</summary>
    private const int Overhead = 1_024;

    /// <summary>
    /// A member that follows what is unpacked. The platform takes a stream that breaks off, and one with other bytes
    /// behind its members, for a whole one; only where this member comes out at the end was everything before it whole.
    /// </summary>
    private static readonly byte[] End = Pack(EndContent);

    private static ReadOnlySpan<byte> EndContent => "the end of what was packed"u8;

    /// <summary>Whether bytes begin as gzip does (RFC 1952 section 2.3.1).</summary>
    public static bool IsPacked(ReadOnlySpan<byte> bytes) => bytes is [0x1F, 0x8B, ..];

    /// <summary>Unpacks a stream to its end.</summary>
    /// <param name="packed">The stream.</param>
    /// <param name="most">The most bytes that come out of it; hardly more are read of what is packed.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The bytes; null where there are more than the bound, of which no more was held.</returns>
    /// <exception cref="InvalidDataException">It is damaged, breaks off, or is no gzip.</exception>
    public static async Task<ReadOnlyMemory<byte>?> UnpackAsync(
        Stream packed, int most, CancellationToken cancellationToken)
    {
        await using var whole = new WithEnd(packed, most + (most >> 8) + (long)Overhead);
        await using var unpacked = new GZipStream(whole, CompressionMode.Decompress);
        ReadOnlyMemory<byte>? content;
        try
        {
            content = await BoundedBytes.ReadAsync(unpacked, most + EndContent.Length, cancellationToken);
        }
        catch (InvalidDataException) when (whole.IsExceeded)
        {
            return null;
        }
        catch (InvalidDataException damaged)
        {
            throw new InvalidDataException("It is no gzip, or a damaged one.", damaged);
        }

        if (content is not { } bytes || whole.IsExceeded)
        {
            return null;
        }

        return !whole.IsEmpty && bytes.Span.EndsWith(EndContent)
            ? bytes[..^EndContent.Length]
            : throw new InvalidDataException("The gzip breaks off, or other bytes follow it.");
    }

    private static byte[] Pack(ReadOnlySpan<byte> content)
    {
        using var packed = new MemoryStream();
        using (var packing = new GZipStream(packed, CompressionLevel.Optimal))
        {
            packing.Write(content);
        }

        return packed.ToArray();
    }

    /// <summary>A stream, no more of it than the bound, and then the member that marks the end.</summary>
    private sealed class WithEnd(Stream content, long most) : Stream
    {
        private long length;
        private int ended;

        /// <summary>Whether there was more than the bound.</summary>
        public bool IsExceeded => length > most;

        /// <summary>Whether there was nothing.</summary>
        public bool IsEmpty => length == 0;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (ended == 0 && !IsExceeded && !buffer.IsEmpty)
            {
                int read = await content.ReadAsync(buffer, cancellationToken);
                length += read;
                if (read > 0 && !IsExceeded)
                {
                    return read;
                }
            }

            int count = Math.Min(buffer.Length, End.Length - ended);
            End.AsMemory(ended, count).CopyTo(buffer);
            ended += count;
            return count;
        }

        public override Task<int> ReadAsync(
            byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
