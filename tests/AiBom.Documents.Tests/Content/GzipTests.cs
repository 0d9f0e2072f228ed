using System.IO.Compression;
using AiBom.Documents.Content;

namespace AiBom.Documents.Tests.Content;

/// <summary>What is packed with gzip: whole or refused, and never more of it than the bound.</summary>
public sealed class GzipTests
{
    private const int Most = 10_000;

    /// <summary>A member without content, which the platform does not write.</summary>
    private static readonly byte[] Nothing =
        [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private static readonly byte[] Content = RandomBytes(5_000);

    [Fact]
    public async Task One_member_and_several_are_unpacked()
    {
        await ShouldUnpackAsync(Content, Pack(Content));
        await ShouldUnpackAsync([.. Content, .. Content], [.. Pack(Content), .. Nothing, .. Pack(Content)]);
        await ShouldUnpackAsync([], Nothing);
    }

    [Fact]
    public async Task However_the_bytes_come_they_are_the_same()
    {
        await using var trickle = new Trickle([.. Pack(Content), .. Pack(Content)]);
        await ShouldUnpackAsync([.. Content, .. Content], trickle);
    }

    [Fact]
    public async Task A_stream_that_breaks_off_anywhere_is_refused()
    {
        byte[] packed = Pack(Content[..200]);
        for (int length = 0; length < packed.Length; length++)
        {
            await ShouldRefuseAsync(packed[..length]);
            await ShouldRefuseAsync(length == 0 ? [0] : [.. packed, .. packed[..length]]);
        }
    }

    [Fact]
    public async Task A_changed_byte_and_bytes_behind_are_refused()
    {
        byte[] packed = Pack(Content);
        byte[] checksum = [.. packed];
        checksum[^6] ^= 1;

        await ShouldRefuseAsync(checksum);
        await ShouldRefuseAsync([.. packed, .. "more"u8]);
        await ShouldRefuseAsync(Content);
        await ShouldRefuseAsync("{}"u8.ToArray());
    }

    [Fact]
    public async Task More_than_the_bound_is_not_held()
    {
        Assert.NotNull(await UnpackAsync(Pack(new byte[Most])));
        Assert.Null(await UnpackAsync(Pack(new byte[Most + 1])));
        byte[] bomb = Pack(new byte[8_000_000]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Null(await UnpackAsync(bomb));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public async Task Members_of_nothing_are_bounded_too()
    {
        byte[] many = [.. Enumerable.Repeat(Nothing, Most).SelectMany(member => member)];

        Assert.Null(await UnpackAsync(many));
    }

    [Fact]
    public void Lines_in_memory_are_those_of_a_stream() => Assert.Equal(
        ["a", "b c", "d"],
        BoundedLines.Split("\uFEFFa\r\n\n \t\nb c\nd"u8.ToArray())
            .Select(line => System.Text.Encoding.UTF8.GetString(line.Span)));

    private static Task ShouldUnpackAsync(byte[] expected, byte[] packed) =>
        ShouldUnpackAsync(expected, new MemoryStream(packed));

    private static async Task ShouldUnpackAsync(byte[] expected, Stream packed)
    {
        ReadOnlyMemory<byte>? unpacked = await Gzip.UnpackAsync(packed, Most, TestContext.Current.CancellationToken);
        Assert.Equal(expected, unpacked!.Value.ToArray());
    }

    private static async Task ShouldRefuseAsync(byte[] packed) =>
        await Assert.ThrowsAsync<InvalidDataException>(() => UnpackAsync(packed));

    private static async Task<byte[]?> UnpackAsync(byte[] packed) => (await Gzip.UnpackAsync(
        new MemoryStream(packed), Most, TestContext.Current.CancellationToken))?.ToArray();

    private static byte[] Pack(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var packing = new GZipStream(packed, CompressionLevel.Optimal))
        {
            packing.Write(content);
        }

        return packed.ToArray();
    }

    private static byte[] RandomBytes(int length)
    {
        byte[] bytes = new byte[length];
        new Random(20_261_122).NextBytes(bytes);
        return bytes;
    }

    /// <summary>Gives one byte at a time.</summary>
    private sealed class Trickle(byte[] content) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..1], cancellationToken);
    }
}
