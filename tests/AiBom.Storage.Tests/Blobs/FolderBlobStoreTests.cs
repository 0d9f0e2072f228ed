using System.Text;
using AiBom.Domain;
using AiBom.Storage.Blobs;

namespace AiBom.Storage.Tests.Blobs;

public sealed class FolderBlobStoreTests : IDisposable
{
    private static readonly byte[] Bytes = Encoding.UTF8.GetBytes("weights");
    private static readonly Digest Sha256 = Digest.Of(Bytes);

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Bytes_come_back_as_they_were_put_in()
    {
        FolderBlobStore blobs = Open();

        BlobWrite write = await WriteAsync(blobs, Sha256);

        Assert.Equal(new BlobWrite.Stored(Sha256, Bytes.Length, IsNew: true), write);
        Assert.True(blobs.Exists(Sha256));
        Assert.Equal(Bytes, await blobs.ReadAllAsync(Sha256, 1_000, Cancelled));
    }

    [Fact]
    public async Task The_same_bytes_again_are_the_same_blob()
    {
        FolderBlobStore blobs = Open();
        await WriteAsync(blobs, expected: null);

        Assert.Equal(new BlobWrite.Stored(Sha256, Bytes.Length, IsNew: false), await WriteAsync(blobs, expected: null));
        Assert.Equal(Sha256, await blobs.WriteAsync(Bytes, Cancelled));
    }

    [Fact]
    public async Task Of_other_bytes_than_announced_nothing_is_kept()
    {
        FolderBlobStore blobs = Open();
        Digest expected = Digest.Of("other"u8);

        Assert.Equal(new BlobWrite.Mismatch(expected, Sha256), await WriteAsync(blobs, expected));
        Assert.False(blobs.Exists(expected));
        Assert.False(blobs.Exists(Sha256));
        Assert.Empty(Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Of_more_bytes_than_allowed_nothing_is_kept()
    {
        FolderBlobStore blobs = Open();

        Assert.Equal(new BlobWrite.TooLong(6), await WriteAsync(blobs, Sha256, maxLength: 6));
        Assert.Equal(new BlobWrite.Stored(Sha256, 7, IsNew: true), await WriteAsync(blobs, Sha256, maxLength: 7));
        Assert.Single(Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_stream_that_breaks_off_leaves_nothing()
    {
        FolderBlobStore blobs = Open();

        await Assert.ThrowsAsync<IOException>(() =>
            blobs.WriteAsync(new BrokenStream(), expected: null, long.MaxValue, Cancelled));

        Assert.Empty(Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void What_an_interrupted_write_left_goes_when_the_store_is_opened()
    {
        Open();
        string partial = folder.At("incoming/half");
        File.WriteAllText(partial, "wei");

        Open();

        Assert.False(File.Exists(partial));
    }

    [Fact]
    public async Task Many_writers_of_the_same_bytes_all_succeed()
    {
        FolderBlobStore blobs = Open();

        BlobWrite[] writes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ =>
            Task.Run(() => WriteAsync(blobs, Sha256), Cancelled)));

        Assert.All(writes, write => Assert.Equal(Sha256, Assert.IsType<BlobWrite.Stored>(write).Digest));
        Assert.Single(Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_damaged_blob_is_not_handed_out_as_whole()
    {
        FolderBlobStore blobs = Open();
        await WriteAsync(blobs, Sha256);
        string file = Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Single();
        await File.WriteAllTextAsync(file, "weighty", Cancelled);

        await Assert.ThrowsAsync<InvalidDataException>(() => blobs.ReadAllAsync(Sha256, 1_000, Cancelled));
    }

    [Fact]
    public async Task A_blob_longer_than_the_reader_takes_is_refused()
    {
        FolderBlobStore blobs = Open();
        await WriteAsync(blobs, Sha256);

        await Assert.ThrowsAsync<InvalidDataException>(() => blobs.ReadAllAsync(Sha256, 6, Cancelled));
    }

    [Fact]
    public async Task What_is_not_there_is_null()
    {
        FolderBlobStore blobs = Open();

        Assert.Null(blobs.OpenRead(Sha256));
        Assert.Null(await blobs.ReadAllAsync(Sha256, 1_000, Cancelled));
    }

    private static async Task<BlobWrite> WriteAsync(
        FolderBlobStore blobs, Digest? expected, long maxLength = long.MaxValue)
    {
        using var content = new MemoryStream(Bytes);
        return await blobs.WriteAsync(content, expected, maxLength, Cancelled);
    }

    private FolderBlobStore Open() => FolderBlobStore.Open(folder.Path);

    /// <summary>Gives some bytes and then fails, as a connection that breaks does.</summary>
    private sealed class BrokenStream : MemoryStream
    {
        private int reads;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            reads++ == 0 ? ValueTask.FromResult(3) : throw new IOException("The connection broke.");
    }
}
