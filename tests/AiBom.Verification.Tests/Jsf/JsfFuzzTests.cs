using System.Security.Cryptography;
using System.Text;
using AiBom.Domain;
using AiBom.Testing.Signing;

namespace AiBom.Verification.Tests.Jsf;

/// <summary>
/// Random damage to documents with signatures inside: never an exception, never more than was signed.
/// </summary>
public sealed class JsfFuzzTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_damaged_document_has_an_author_only_where_its_value_is_the_signed_one(int seed)
    {
        Signer signer = Signer.Ecdsa(format: DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        var policy = Trusted.Policy((signer, "aurora", null, null));
        byte[] sound = Encoding.UTF8.GetBytes(
            EnclosedSignature.Bom.Sign(signer, EnclosedSignature.Core("ES256", signer.Jwk)));
        byte[] canonical = CanonicalJson.Canonicalize(sound);
        var damage = new Damage(seed);
        int believed = 0;
        for (int round = 0; round < 2_000; round++)
        {
            byte[] damaged = damage.Of(sound);
            if (Trusted.Verdict(policy, "aurora", [], damaged).StartsWith("VALID", StringComparison.Ordinal))
            {
                believed++;
                Assert.Equal(canonical, CanonicalJson.Canonicalize(damaged));
            }
        }

        Assert.InRange(believed, 1, 1_999);
    }

    [Fact]
    public void Damaged_published_documents_are_data()
    {
        byte[][] seeds = [.. SignatureVectors.Rows("jsf").Select(row => File.ReadAllBytes(row.Bundle))];
        var damage = new Damage(3);
        int count = 0;
        foreach (byte[] seed in seeds)
        {
            for (int round = 0; round < 40; round++)
            {
                string verdict = Trusted.Verdict(Trusted.Standard, "aurora", [], damage.Of(seed));

                Assert.False(verdict.StartsWith("VALID", StringComparison.Ordinal), verdict);
                count++;
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"jsf-fuzz: {count} damaged documents verified");
        Assert.Equal(seeds.Length * 40, count);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(127)]
    [InlineData(10_000)]
    public void Deep_documents_end_in_a_verdict(int depth)
    {
        string deep = new string('[', depth) + new string(']', depth);
        string document = $$$"""{"a":{{{deep}}},"signature":{"algorithm":"ES256","x":{{{deep}}},"value":"AAAA"}}""";
        VerificationReport report = Trusted.Verify(
            Trusted.Standard, Trusted.NoRoots, "aurora", [], Encoding.UTF8.GetBytes(document));

        Assert.Equal(depth < 127 ? Authenticity.Invalid : Authenticity.Missing, report.Authenticity);
    }
}
