using System.Text;
using AiBom.Domain;
using AiBom.Testing.Signing;
using AiBom.Verification.Sigstore;
using AiBom.Verification.Sigstore.Roots;

namespace AiBom.Verification.Tests.Sigstore;

public sealed class TrustedRootsTests
{
    private const string V1 = "application/vnd.dev.sigstore.trustedroot+json;version=0.1";

    private static readonly string Key = Convert.ToBase64String(
        Ed25519Signer.FromSeed("log").ExportSubjectPublicKeyInfo());

    [Theory]
    [InlineData("application/vnd.dev.sigstore.trustedroot+json;version=0.1", "")]
    [InlineData("application/vnd.dev.sigstore.trustedroot.v0.1+json", "")]
    [InlineData("application/vnd.dev.sigstore.trustedroot.v0.2+json", "")]
    [InlineData("application/vnd.dev.sigstore.trustedroot+json;version=0.3", "B1")]
    [InlineData("application/vnd.dev.sigstore.bundle.v0.3+json", "B1")]
    [InlineData("", "B1")]
    public void The_media_type_is_one_that_is_known(string mediaType, string expected) =>
        Assert.Equal(expected, Problems($$"""{"mediaType":"{{mediaType}}"}"""));

    [Theory]
    [InlineData("{\"start\":\"2021-01-12T11:53:27Z\"}", "")]
    [InlineData("{\"start\":\"2021-01-12T11:53:27.000Z\",\"end\":null}", "")]
    [InlineData("{\"start\":\"2026-06-04T12:43:29.186617431Z\",\"end\":\"2026-06-04T18:43:29.186617501Z\"}", "")]
    [InlineData("{\"start\":\"2021-01-12T12:53:27+01:00\",\"end\":\"2021-01-12T11:53:27Z\"}", "")]
    [InlineData("{\"start\":\"2021-01-12T11:53:27Z\",\"end\":\"2021-01-12T11:53:26Z\"}", "B3")]
    [InlineData("{}", "B2")]
    [InlineData("{\"end\":\"2021-01-12T11:53:27Z\"}", "B2")]
    [InlineData("{\"start\":null}", "B2")]
    [InlineData("null", "B2")]
    [InlineData("{\"start\":\"yesterday\"}", "B1")]
    [InlineData("{\"start\":1610452407}", "B1")]
    [InlineData("{\"start\":\"0000-00-00T00:00:00Z\"}", "B1")]
    public void A_log_has_a_start_and_windows_are_in_order(string validFor, string expected) => Assert.Equal(
        expected,
        Problems($$$"""
            {"mediaType":"{{{V1}}}","tlogs":[{"publicKey":
              {"rawBytes":"{{{Key}}}","keyDetails":"PKIX_ED25519","validFor":{{{validFor}}} }}]}
            """));

    [Theory]
    [InlineData("", "B1")]
    [InlineData("{", "B1")]
    [InlineData("[]", "B1")]
    [InlineData($"{{\"mediaType\":\"{V1}\",\"mediaType\":\"{V1}\"}}", "B1")]
    [InlineData($"{{\"mediaType\":\"{V1}\",\"certificateAuthorities\":[{{}}]}}", "B6")]
    [InlineData(
        $"{{\"mediaType\":\"{V1}\","
            + "\"timestampAuthorities\":[{\"certChain\":{\"certificates\":[{\"rawBytes\":\"MAA=\"}]}}]}",
        "B6")]
    public void A_root_that_cannot_be_read_is_told(string json, string expected) =>
        Assert.Equal(expected, Problems(json));

    [Fact]
    public void One_broken_root_among_several_refuses_every_bundle()
    {
        byte[] sound = Encoding.UTF8.GetBytes($$"""{"mediaType":"{{V1}}"}""");
        var roots = new TrustedRoots([sound, "{"u8.ToArray()]);

        Assert.Equal([Digest.Of(sound), Digest.Of("{"u8)], roots.Ids);
        Assert.Equal("B1", Assert.Single(roots.Problems).Check);
        Assert.Empty(new TrustedRoots([sound]).Problems);
    }

    [Theory]
    [InlineData("PKIX_ED25519", "EdDSA")]
    [InlineData("PKIX_ED25519_PH", "unsupported")]
    [InlineData("ML_DSA_65", "unsupported")]
    [InlineData("", "unsupported")]
    [InlineData("PKIX_ECDSA_P256_SHA_256", "malformed")]
    [InlineData("PKCS1_RSA_PKCS1V5", "malformed")]
    public void A_key_is_read_as_its_details_say(string details, string expected)
    {
        LogKey key = LogKey.Read(Convert.FromBase64String(Key), details);

        Assert.Equal(expected, key.Outcome switch
        {
            Outcome.Passed => "EdDSA",
            Outcome.Unsupported => "unsupported",
            _ => "malformed",
        });
        Assert.Equal(key.Outcome is Outcome.Passed, key.IsUsable);
        Assert.True(key.IsUsable == (key.Key is not null) || details is "PKIX_ECDSA_P256_SHA_256");
    }

    [Fact]
    public void A_bare_rsa_key_is_read_where_its_details_say_so()
    {
        using var rsa = System.Security.Cryptography.RSA.Create(2048);

        LogKey bare = LogKey.Read(rsa.ExportRSAPublicKey(), "PKCS1_RSA_PKCS1V5");
        LogKey framed = LogKey.Read(rsa.ExportSubjectPublicKeyInfo(), "PKIX_RSA_PKCS1V15_2048_SHA256");

        Assert.Equal(framed.Key!.Id, bare.Key!.Id);
        Assert.Null(LogKey.Read(rsa.ExportRSAPublicKey(), "PKIX_RSA_PKCS1V15_2048_SHA256").Key);
        Assert.Null(LogKey.Read("no DER"u8.ToArray(), "PKCS1_RSA_PKCS1V5").Key);
    }

    [Fact]
    public void Windows_include_both_ends()
    {
        DateTimeOffset start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var window = new TimeRange(start, start.AddDays(1));

        Assert.True(window.Contains(start));
        Assert.True(window.Contains(start.AddDays(1)));
        Assert.False(window.Contains(start.AddTicks(-1)));
        Assert.False(window.Contains(start.AddDays(1).AddTicks(1)));
        Assert.True(new TimeRange(start, null).Contains(DateTimeOffset.MaxValue));
    }

    [Fact]
    public void Roots_come_from_the_files_that_an_operator_names()
    {
        string path = Path.Combine(AppContext.BaseDirectory, "trusted-roots-test.json");
        File.WriteAllText(path, $$"""{"mediaType":"{{V1}}"}""");

        Assert.Empty(TrustedRoots.Load([path]).Problems);
        Assert.Throws<FileNotFoundException>(() => TrustedRoots.Load([path + ".absent"]));

        using (FileStream file = File.OpenWrite(path))
        {
            file.SetLength(1L << 32);
        }

        string problem = Assert.Single(TrustedRoots.Load([path]).Problems).Message;
        Assert.Contains("more than", problem, StringComparison.Ordinal);
        File.Delete(path);
    }

    private static string Problems(string json) => string.Join(
        ' ', new TrustedRoots([Encoding.UTF8.GetBytes(json)]).Problems.Select(problem => problem.Check));
}
