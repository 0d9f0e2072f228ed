namespace AiBom.Domain.Tests;

public sealed class DigestTests
{
    private const string Abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    [Fact]
    public void The_digest_of_abc_is_that_of_fips_180_4()
    {
        Assert.Equal($"sha256:{Abc}", Digest.Of("abc"u8).ToString());
        Assert.Equal(Abc, Digest.Of("abc"u8).Hex);
        Assert.Equal(Convert.FromHexString(Abc), Digest.Of("abc"u8).ToBytes());
    }

    [Theory]
    [InlineData("sha256:" + Abc, true)]
    [InlineData(Abc, false)]
    [InlineData("SHA256:" + Abc, false)]
    [InlineData("sha256:BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD", false)]
    [InlineData("sha256:" + Abc + "0", false)]
    [InlineData("sha256:ba78", false)]
    [InlineData("sha256: a7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", false)]
    [InlineData("sha512:" + Abc, false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_digest_has_one_spelling(string? text, bool expected)
    {
        Assert.Equal(expected, Digest.TryParse(text, out Digest? digest));
        Assert.Equal(expected ? text : null, digest?.ToString());
    }

    [Fact]
    public void Digests_of_equal_bytes_are_equal() => Assert.Equal(Digest.Of("a"u8), Digest.Of("a"u8));

    [Fact]
    public void A_damaged_digest_and_a_hash_of_another_length_are_bugs()
    {
        Assert.Throws<FormatException>(() => Digest.Parse("sha256:"));
        Assert.Throws<ArgumentException>(() => Digest.FromHash(new byte[20]));
    }
}
