using System.Collections.Immutable;
using System.Text;
using AiBom.Domain;
using AiBom.Verification.Attestations;

namespace AiBom.Verification.Tests.Attestations;

public sealed class AttestationContainerTests
{
    private static readonly string LongLine = $$"""{"a":"{{new string('x', 1 << 20)}}"}""";

    [Theory]
    [InlineData("""{"a":1}""", """{"a":1}""")]
    [InlineData(" {\n \"a\": 1\n}\n", " {\n \"a\": 1\n}\n")]
    [InlineData("{\"a\":1}\n{\"b\":2}", "{\"a\":1}|{\"b\":2}")]
    [InlineData("\n{\"a\":1}\r\n \t\r\n\n{\"b\":2}\n\n", "{\"a\":1}\r|{\"b\":2}")]
    [InlineData("""{"attestations":[{"bundle":{"a":1}},{"predicateType":"x", "bundle" : {"b":2} }]}""",
        """{"a":1}|{"b":2}""")]
    [InlineData("""{"attestations":{"bundle":{}}}""", """{"attestations":{"bundle":{}}}""")]
    public void What_holds_several_attestations_is_taken_apart(string post, string expected)
    {
        Assert.True(Split(post, out ImmutableArray<ReadOnlyMemory<byte>> parts, out _));

        Assert.Equal(expected, string.Join('|', parts.Select(part => Encoding.UTF8.GetString(part.Span))));
    }

    [Theory]
    [InlineData("", "The post is empty.")]
    [InlineData("\n \n", "The post is empty.")]
    [InlineData("[]", "neither one JSON object nor one a line")]
    [InlineData("{\"a\":", "neither one JSON object nor one a line")]
    [InlineData("{\"a\":1,\"a\":2}", "neither one JSON object nor one a line")]
    [InlineData("{\"a\":1}\n\n{\"b\":\n{}", "Line 3 ")]
    [InlineData("{\"a\":1}\n{\"b\":1,\"b\":2}", "Line 2 ")]
    [InlineData("{\"a\":1}\n[]", "Line 2 ")]
    [InlineData("""{"attestations":[]}""", "is empty")]
    [InlineData("""{"attestations":[{"bundle":{}},{"bundle":[]}]}""", "Attestation 2 ")]
    [InlineData("""{"attestations":[{}]}""", "Attestation 1 ")]
    [InlineData("""{"attestations":[1]}""", "Attestation 1 ")]
    public void What_cannot_be_taken_apart_is_refused_and_says_where(string post, string expected)
    {
        Assert.False(Split(post, out ImmutableArray<ReadOnlyMemory<byte>> parts, out Finding? refusal));

        Assert.Empty(parts);
        Assert.Contains(expected, refusal!.Message, StringComparison.Ordinal);
        Assert.Equal(Severity.Error, refusal.Severity);
    }

    [Fact]
    public void The_number_of_attestations_is_bounded()
    {
        string most = Lines(VerificationLimits.Attestations);
        Assert.True(Split(most, out ImmutableArray<ReadOnlyMemory<byte>> parts, out _));
        Assert.Equal(VerificationLimits.Attestations, parts.Length);

        Assert.False(Split(Lines(VerificationLimits.Attestations + 1), out _, out _));
        Assert.False(Split(Lines(100_000), out _, out _));
        string many = string.Join(',', Enumerable.Repeat("""{"bundle":{}}""", 100_000));
        Assert.False(Split($$"""{"attestations":[{{many}}]}""", out _, out _));
    }

    [Fact]
    public void Many_blank_lines_and_long_ones_are_passed_over()
    {
        Assert.True(Split(new string('\n', 100_000) + "{}", out ImmutableArray<ReadOnlyMemory<byte>> parts, out _));
        Assert.Single(parts);
        Assert.True(Split($"{LongLine}\n{LongLine}", out parts, out _));
        Assert.Equal(2, parts.Length);
    }

    [Fact]
    public void Deep_and_oversized_posts_are_refused()
    {
        string deep = string.Concat(Enumerable.Repeat("{\"a\":", 100_000));
        Assert.False(Split(deep, out _, out _));
        Assert.False(AttestationContainer.TrySplit(new byte[VerificationLimits.BundleBytes + 1], out _, out _));
    }

    private static string Lines(int count) => string.Concat(Enumerable.Repeat("{}\n", count));

    private static bool Split(
        string post, out ImmutableArray<ReadOnlyMemory<byte>> parts, out Finding? refusal) =>
        AttestationContainer.TrySplit(Encoding.UTF8.GetBytes(post), out parts, out refusal);
}
