using System.Collections.Immutable;
using System.Security.Cryptography;

namespace AiBom.Domain.Tests;

public sealed class RootDigestTests
{
    private static readonly Digest One = Digest.Of("1"u8);
    private static readonly Digest Two = Digest.Of("2"u8);

    [Fact]
    public void It_is_the_hash_of_the_raw_digests_in_the_order_of_the_names()
    {
        Digest expected = Digest.FromHash(SHA256.HashData([.. One.ToBytes(), .. Two.ToBytes()]));

        Assert.Equal(expected, RootDigest.Of([("a", One), ("b", Two)]));
        Assert.Equal(expected, RootDigest.Of([("b", Two), ("a", One)]));
        Assert.NotEqual(expected, RootDigest.Of([("a", Two), ("b", One)]));
    }

    [Theory]
    [InlineData("B", "a")]
    [InlineData("a", "a/b")]
    [InlineData("a-b", "a/b")]
    [InlineData("z", "é")]
    [InlineData("\uFB33", "\U0001F602")]
    public void Names_are_ordered_by_code_point_not_by_language_or_utf_16(string before, string after) => Assert.Equal(
        Digest.FromHash(SHA256.HashData([.. One.ToBytes(), .. Two.ToBytes()])),
        RootDigest.Of([(after, Two), (before, One)]));

    [Fact]
    public void One_file_has_a_root_digest_that_is_not_its_own() => Assert.NotEqual(One, RootDigest.Of([("a", One)]));

    [Fact]
    public void Nothing_has_no_digest()
    {
        Assert.Throws<ArgumentException>(() => RootDigest.Of([]));
        Assert.False(RootDigest.TryOf([], out _));
    }

    [Fact]
    public void A_part_of_the_files_has_none()
    {
        DeclaredFile sound = File("a", Sha256("1"));

        Assert.True(RootDigest.TryOf([sound, File("b", Sha256("2"))], out Digest? root));
        Assert.Equal(RootDigest.Of([("a", One), ("b", Two)]), root);
        Assert.False(RootDigest.TryOf([sound, File("b")], out _));
        Assert.False(RootDigest.TryOf([sound, File("b", new DeclaredDigest(HashFunction.Md5, "00"))], out _));
        Assert.False(RootDigest.TryOf([sound, File("a", Sha256("2"))], out _));
        Assert.False(RootDigest.TryOf([sound, sound], out _));
    }

    [Fact]
    public void A_file_with_two_sha_256_digests_is_no_file()
    {
        Assert.False(RootDigest.TryOf([File("a", Sha256("1"), Sha256("2"))], out _));
        Assert.True(RootDigest.TryOf([File("a", Sha256("1"), Sha256("1"))], out _));
    }

    private static DeclaredFile File(string name, params ImmutableArray<DeclaredDigest> digests) =>
        new(name, digests, "");

    private static DeclaredDigest Sha256(string content) =>
        new(HashFunction.Sha256, Digest.Of(System.Text.Encoding.UTF8.GetBytes(content)).Hex);
}
