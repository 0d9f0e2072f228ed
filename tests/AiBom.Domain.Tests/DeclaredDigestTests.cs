namespace AiBom.Domain.Tests;

public sealed class DeclaredDigestTests
{
    public static TheoryData<HashFunction> Functions { get; } = [.. Enum.GetValues<HashFunction>()];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Each_function_has_a_cyclonedx_name_that_leads_back_to_it(HashFunction function)
    {
        var digest = new DeclaredDigest(function, "00");

        Assert.True(DeclaredDigest.TryFunction(digest.CycloneDxName, out HashFunction found));
        Assert.Equal(function, found);
        Assert.True(DeclaredDigest.TryFunction(digest.CycloneDxName.ToLowerInvariant(), out found));
        Assert.Equal(function, found);
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Only_digits_of_the_functions_length_make_a_digest(HashFunction function)
    {
        string digits = new('A', DeclaredDigest.HexLengthOf(function));

        Assert.True(DeclaredDigest.TryCreate(function, digits, out DeclaredDigest? digest));
        Assert.Equal(digits.ToLowerInvariant(), digest.Hex);
        Assert.False(DeclaredDigest.TryCreate(function, digits + "a", out _));
        Assert.False(DeclaredDigest.TryCreate(function, digits[1..], out _));
        Assert.False(DeclaredDigest.TryCreate(function, digits[1..] + "g", out _));
        Assert.False(DeclaredDigest.TryCreate(function, null, out _));
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Md5_and_sha_1_are_weak_and_nothing_else_is(HashFunction function) => Assert.Equal(
        function is HashFunction.Md5 or HashFunction.Sha1, !new DeclaredDigest(function, "00").IsStrong);

    [Theory]
    [InlineData("SHA-257")]
    [InlineData("SHA256")]
    [InlineData("")]
    [InlineData(null)]
    public void A_name_that_cyclonedx_does_not_have_is_no_function(string? name) =>
        Assert.False(DeclaredDigest.TryFunction(name, out _));

    [Fact]
    public void The_text_of_a_sha_256_digest_is_that_of_the_content_address()
    {
        Digest digest = Digest.Of("abc"u8);

        Assert.Equal(digest.ToString(), new DeclaredDigest(HashFunction.Sha256, digest.Hex).ToString());
    }
}
