using AiBom.Domain;
using AiBom.Verification.Artifacts;

namespace AiBom.Verification.Tests.Artifacts;

public sealed class ArtifactHasherTests
{
    /// <summary>Digests of "abc" as FIPS 180-4, FIPS 202, RFC 1321 and RFC 3174 have them.</summary>
    [Theory]
    [InlineData(HashFunction.Md5, "900150983cd24fb0d6963f7d28e17f72")]
    [InlineData(HashFunction.Sha1, "a9993e364706816aba3e25717850c26c9cd0d89d")]
    [InlineData(HashFunction.Sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData(HashFunction.Sha3256, "3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532")]
    public async Task Each_function_gives_the_published_digest(HashFunction function, string expected)
    {
        Assert.SkipUnless(ArtifactHasher.IsSupported(function), $"{function} is not on this platform.");
        ArtifactHashes? hashes = await Hash("abc"u8.ToArray(), [function], most: 3);

        Assert.NotNull(hashes);
        Assert.Equal(expected, hashes.Digests[function].Hex);
        Assert.Equal(Digest.Of("abc"u8), hashes.Sha256);
        Assert.Equal(3, hashes.Length);
    }

    [Theory]
    [InlineData(HashFunction.Sha384)]
    [InlineData(HashFunction.Sha512)]
    [InlineData(HashFunction.Sha3384)]
    [InlineData(HashFunction.Sha3512)]
    public async Task Each_digest_has_the_length_of_its_function(HashFunction function)
    {
        Assert.SkipUnless(ArtifactHasher.IsSupported(function), $"{function} is not on this platform.");
        ArtifactHashes? hashes = await Hash([], [function], most: 0);

        Assert.Equal(DeclaredDigest.HexLengthOf(function), hashes?.Digests[function].Hex.Length);
    }

    [Fact]
    public async Task A_function_that_the_platform_lacks_is_left_out()
    {
        ArtifactHashes? hashes = await Hash([1], [HashFunction.Blake3, HashFunction.Streebog256], most: 1);

        Assert.Equal([HashFunction.Sha256], hashes?.Digests.Keys);
    }

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(300_000, 300_000, true)]
    [InlineData(300_001, 300_000, false)]
    [InlineData(1, 0, false)]
    public async Task A_stream_beyond_the_bound_has_no_hashes(int length, long most, bool expected) =>
        Assert.Equal(expected, await Hash(new byte[length], [], most) is not null);

    [Fact]
    public void Bytes_in_pieces_hash_like_bytes_at_once()
    {
        using var hasher = new ArtifactHasher([]);
        hasher.Append("a"u8);
        hasher.Append("bc"u8);

        Assert.Equal(Digest.Of("abc"u8), hasher.Finish().Sha256);
        Assert.Equal(Digest.Of(""u8), hasher.Finish().Sha256);
    }

    private static async Task<ArtifactHashes?> Hash(byte[] content, HashFunction[] functions, long most)
    {
        using var stream = new MemoryStream(content);
        return await ArtifactHasher.HashAsync(stream, functions, most, TestContext.Current.CancellationToken);
    }
}
