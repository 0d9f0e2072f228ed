using AiBom.Domain;

namespace AiBom.Storage.Blobs;

/// <summary>How the writing of a blob ended.</summary>
public abstract record BlobWrite
{
    private BlobWrite()
    {
    }

    /// <summary>The bytes are durable under their digest, by this write or an earlier one.</summary>
    /// <param name="Digest">Their SHA-256.</param>
    /// <param name="Length">Their number.</param>
    /// <param name="IsNew">Whether this write brought them.</param>
    public sealed record Stored(Digest Digest, long Length, bool IsNew) : BlobWrite;

    /// <summary>The bytes are not those that were announced. Nothing of them is kept.</summary>
    /// <param name="Expected">The announced digest.</param>
    /// <param name="Observed">The digest of the bytes that came.</param>
    public sealed record Mismatch(Digest Expected, Digest Observed) : BlobWrite;

    /// <summary>There are more bytes than allowed. Nothing of them is kept.</summary>
    /// <param name="MaxLength">The bound, in bytes.</param>
    public sealed record TooLong(long MaxLength) : BlobWrite;
}
