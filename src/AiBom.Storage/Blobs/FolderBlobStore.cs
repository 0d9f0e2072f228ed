using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using AiBom.Domain;

namespace AiBom.Storage.Blobs;

/// <summary>
/// Bytes under their SHA-256, one file a blob. A blob is there whole or not at all, and once a write has returned it
/// survives a power cut.
/// </summary>
public sealed class FolderBlobStore
{
    private const int Shards = 256;
    private const int BufferSize = 1 << 17;

    private readonly string shards;
    private readonly string incoming;

    private FolderBlobStore(string folder)
    {
        shards = Path.Combine(folder, "sha256");
        incoming = Path.Combine(folder, "incoming");
    }

    /// <summary>
    /// Opens the store in <paramref name="folder"/>, and removes what interrupted writes left. No other process may use
    /// the folder.
    /// </summary>
    public static FolderBlobStore Open(string folder)
    {
        var store = new FolderBlobStore(folder);
        if (Directory.Exists(store.incoming))
        {
            Directory.Delete(store.incoming, recursive: true);
        }

        Directory.CreateDirectory(store.incoming);
        for (int shard = 0; shard < Shards; shard++)
        {
            Directory.CreateDirectory(
                Path.Combine(store.shards, shard.ToString("x2", CultureInfo.InvariantCulture)));
        }

        FolderSync.Flush(store.shards);
        FolderSync.Flush(folder);
        return store;
    }

    /// <summary>Stores what <paramref name="content"/> still has to give, hashing it on the way.</summary>
    /// <param name="content">The bytes; the stream stays open.</param>
    /// <param name="expected">The digest that they must have; null to take them as they are.</param>
    /// <param name="maxLength">The most bytes to take.</param>
    /// <param name="cancellationToken">Stops the write; nothing is kept then.</param>
    public async Task<BlobWrite> WriteAsync(
        Stream content, Digest? expected, long maxLength, CancellationToken cancellationToken)
    {
        string partial = Path.Combine(incoming, Path.GetRandomFileName());
        try
        {
            (Digest Digest, long Length)? received =
                await ReceiveAsync(content, partial, maxLength, cancellationToken);
            if (received is not { } blob)
            {
                return new BlobWrite.TooLong(maxLength);
            }

            return expected is not null && expected != blob.Digest
                ? new BlobWrite.Mismatch(expected, blob.Digest)
                : new BlobWrite.Stored(blob.Digest, blob.Length, Keep(partial, blob.Digest));
        }
        finally
        {
            // After Keep it is no longer there, and deleting what is not there does nothing.
            File.Delete(partial);
        }
    }

    /// <summary>Stores <paramref name="content"/>.</summary>
    /// <returns>Its digest.</returns>
    public async Task<Digest> WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var digest = Digest.Of(content.Span);
        if (Exists(digest))
        {
            FolderSync.Flush(Path.GetDirectoryName(PathOf(digest))!);
            return digest;
        }

        string partial = Path.Combine(incoming, Path.GetRandomFileName());
        try
        {
            await using (var file = new FileStream(partial, Creating(bufferSize: 0)))
            {
                await file.WriteAsync(content, cancellationToken);
                RandomAccess.FlushToDisk(file.SafeFileHandle);
            }

            Keep(partial, digest);
            return digest;
        }
        finally
        {
            File.Delete(partial);
        }
    }

    /// <summary>Whether the bytes are there.</summary>
    public bool Exists(Digest digest) => File.Exists(PathOf(digest));

    /// <summary>Opens the bytes for reading; null where they are not there.</summary>
    public Stream? OpenRead(Digest digest)
    {
        try
        {
            return new FileStream(PathOf(digest), new FileStreamOptions
            {
                Access = FileAccess.Read,
                Share = FileShare.Read | FileShare.Delete,
                Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
                BufferSize = BufferSize,
            });
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>
    /// Reads all the bytes and checks that they still have their digest; null where they are not there.
    /// </summary>
    /// <exception cref="InvalidDataException">The file has changed, or is longer than allowed.</exception>
    public async Task<byte[]?> ReadAllAsync(Digest digest, int maxLength, CancellationToken cancellationToken)
    {
        await using Stream? file = OpenRead(digest);
        if (file is null)
        {
            return null;
        }

        if (file.Length > maxLength)
        {
            throw new InvalidDataException($"The blob {digest} has {file.Length} bytes, more than {maxLength}.");
        }

        byte[] bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes, cancellationToken);
        return Digest.Of(bytes) == digest
            ? bytes
            : throw new InvalidDataException($"The blob {digest} is damaged: its bytes hash to {Digest.Of(bytes)}.");
    }

    private static async Task<(Digest Digest, long Length)?> ReceiveAsync(
        Stream content, string partial, long maxLength, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        long length = 0;
        try
        {
            await using var file = new FileStream(partial, Creating(bufferSize: 0));
            int read;
            while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
            {
                length += read;
                if (length > maxLength)
                {
                    return null;
                }

                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            RandomAccess.FlushToDisk(file.SafeFileHandle);
            return (Digest.FromHash(hash.GetHashAndReset()), length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Gives the synced file its final name. The rename is atomic: nobody sees half a blob.</summary>
    /// <returns>Whether the blob is new.</returns>
    private bool Keep(string partial, Digest digest)
    {
        string path = PathOf(digest);
        bool isNew = !File.Exists(path);
        if (isNew)
        {
            // Two writers of the same bytes may both come here; the second replaces equal by equal.
            File.Move(partial, path, overwrite: true);
        }

        FolderSync.Flush(Path.GetDirectoryName(path)!);
        return isNew;
    }

    private static FileStreamOptions Creating(int bufferSize) => new()
    {
        Mode = FileMode.CreateNew,
        Access = FileAccess.Write,
        Options = FileOptions.Asynchronous,
        BufferSize = bufferSize,
    };

    private string PathOf(Digest digest) => Path.Combine(shards, digest.Hex[..2], digest.Hex);
}
