using System.Text;
using System.Text.Json;
using AiBom.Testing;

namespace AiBom.Domain.Tests;

public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("arrays")]
    [InlineData("french")]
    [InlineData("structures")]
    [InlineData("values")]
    [InlineData("weird")]
    public void The_published_vectors_come_out_byte_for_byte(string name)
    {
        string folder = "conformance/signatures/canonicalize-jcs";
        Assert.SkipUnless(Repository.HasShared(folder, out string reason), reason);
        byte[] input = File.ReadAllBytes(Repository.Shared($"{folder}/input/{name}.json"));
        string output = File.ReadAllText(Repository.Shared($"{folder}/output/{name}.json"));

        // One of the files ends with a newline that is not part of the form.
        Assert.Equal(output.TrimEnd('\n'), Encoding.UTF8.GetString(CanonicalJson.Canonicalize(input)));
    }

    /// <summary>RFC 8785 appendix B: IEEE 754 bits and the number's one text.</summary>
    [Theory]
    [InlineData(0x0000000000000000, "0")]
    [InlineData(0x8000000000000000, "0")]
    [InlineData(0x0000000000000001, "5e-324")]
    [InlineData(0x8000000000000001, "-5e-324")]
    [InlineData(0x7fefffffffffffff, "1.7976931348623157e+308")]
    [InlineData(0xffefffffffffffff, "-1.7976931348623157e+308")]
    [InlineData(0x4340000000000000, "9007199254740992")]
    [InlineData(0xc340000000000000, "-9007199254740992")]
    [InlineData(0x4430000000000000, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6, "1e+23")]
    [InlineData(0x44b52d02c7e14af7, "1.0000000000000001e+23")]
    [InlineData(0x444b1ae4d6e2ef4e, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef4f, "999999999999999900000")]
    [InlineData(0x444b1ae4d6e2ef50, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8d, "0.000001")]
    [InlineData(0x41b3de4355555553, "333333333.3333332")]
    [InlineData(0x41b3de4355555554, "333333333.33333325")]
    [InlineData(0x41b3de4355555555, "333333333.3333333")]
    [InlineData(0x41b3de4355555556, "333333333.3333334")]
    [InlineData(0x41b3de4355555557, "333333333.33333343")]
    [InlineData(0xbecbf647612f3696, "-0.0000033333333333333333")]
    [InlineData(0x43143ff3c1cb0959, "1424953923781206.2")]
    public void Numbers_are_written_as_ecmascript_writes_them(ulong bits, string expected) =>
        Assert.Equal(expected, CanonicalJsonWriter.NumberText(BitConverter.UInt64BitsToDouble(bits)));

    [Theory]
    [InlineData("1.0", "1")]
    [InlineData("10", "10")]
    [InlineData("1E2", "100")]
    [InlineData("-0.0", "0")]
    [InlineData("0.1e-5", "0.000001")]
    [InlineData("123456789012345678901", "123456789012345680000")]
    [InlineData("1e-7", "1e-7")]
    [InlineData(" [ 1 , {} , [ ] ] ", "[1,{},[]]")]
    [InlineData("""{"b":1,"a":2}""", """{"a":2,"b":1}""")]
    [InlineData("""{"":1,"a":{"d":1,"c":2}}""", """{"":1,"a":{"c":2,"d":1}}""")]
    [InlineData("""{"\ufb33":2,"\ud83d\ude02":1}""", "{\"\U0001F602\":1,\"\uFB33\":2}")]
    [InlineData("\"\\u0000\\u001f\\u007f\\/\\u0022\\b\\f\\n\\r\\t\"", "\"\\u0000\\u001f\u007f/\\\"\\b\\f\\n\\r\\t\"")]
    [InlineData("\"<é\\u2028>&'+\"", "\"<é\u2028>&'+\"")]
    [InlineData("null", "null")]
    public void One_value_has_one_text(string json, string expected) => Assert.Equal(expected, Canonical(json));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("1 2")]
    [InlineData("{}{}")]
    [InlineData("[1,]")]
    [InlineData("NaN")]
    [InlineData("1e999")]
    [InlineData("-1e999")]
    [InlineData("""{"a":1,"a":1}""")]
    [InlineData("""{"a":1,"\u0061":1}""")]
    [InlineData("""{"x":{"a":1,"a":2}}""")]
    [InlineData("""["\ud800"]""")]
    [InlineData("""{"\udc00":1}""")]
    public void What_has_no_canonical_form_is_refused(string json) =>
        Assert.ThrowsAny<JsonException>(() => Canonical(json));

    [Fact]
    public void Canonical_text_stays_as_it_is()
    {
        string once = Canonical("""{"z":[1e3,{"b":"\u00e9","a":0.1}],"a":"\t"}""");

        Assert.Equal(once, Canonical(once));
    }

    [Fact]
    public void The_records_own_types_come_back_as_they_went()
    {
        var check = new Journal.ArtifactCheck(
            "a/b", "/x", DigestStatus.WeakAlgorithm, new DeclaredDigest(HashFunction.Md5, new string('0', 32)), null);
        byte[] json = CanonicalJson.Serialize(check);

        Assert.Contains("\"status\":\"WEAK_ALGORITHM\"", Encoding.UTF8.GetString(json), StringComparison.Ordinal);
        Assert.DoesNotContain("observed", Encoding.UTF8.GetString(json), StringComparison.Ordinal);
        Assert.Equal(check, CanonicalJson.Deserialize<Journal.ArtifactCheck>(json));
    }

    [Fact]
    public void A_damaged_record_is_refused()
    {
        Assert.ThrowsAny<JsonException>(() => CanonicalJson.Deserialize<Digest>("\"sha256:AB\""u8));
        Assert.ThrowsAny<JsonException>(() => CanonicalJson.Deserialize<Digest>("null"u8));
        Assert.ThrowsAny<JsonException>(() => CanonicalJson.Deserialize<DigestStatus>("1"u8));
        Assert.ThrowsAny<JsonException>(() => CanonicalJson.Deserialize<DigestStatus>("\"NO_SUCH\""u8));
    }

    private static string Canonical(string json) =>
        Encoding.UTF8.GetString(CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(json)));
}
