using System.Collections.Immutable;
using System.Text;
using AiBom.Domain;
using AiBom.Verification.Sigstore;
using AiBom.Verification.Sigstore.Bundles;

namespace AiBom.Verification.Tests.Sigstore;

/// <summary>The JSON of bundles: what is read, and which check refuses the rest.</summary>
public sealed class BundleReaderTests
{
    /// <summary>The checks of the writing before all others, because these bundles have little else.</summary>
    private static readonly ImmutableArray<SigstoreCheck> WritingFirst =
    [
        .. SigstoreChecks.All.Where(check => check.Name is "A6" or "A7" or "A8"),
        .. SigstoreChecks.All.Where(check => check.Name is not ("A6" or "A7" or "A8")),
    ];

    private const string V3 = "application/vnd.dev.sigstore.bundle.v0.3+json";

    [Theory]
    [InlineData("\"7\"", 7)]
    [InlineData("7", 7)]
    [InlineData("-7", -7)]
    [InlineData("\"-7\"", -7)]
    [InlineData("null", 0)]
    [InlineData("\"9223372036854775807\"", long.MaxValue)]
    public void A_number_may_stand_in_quotes_and_null_is_absent(string number, long expected)
    {
        SigstoreBundle? bundle = Read($$$$"""{"verificationMaterial":{"tlogEntries":[{"logIndex":{{{{number}}}}}]}}""");

        Assert.Equal(expected, Assert.Single(bundle!.LogEntries).Index);
    }

    [Theory]
    [InlineData("\"9223372036854775808\"")]
    [InlineData("9223372036854775808")]
    [InlineData("1.5")]
    [InlineData("\"1.0\"")]
    [InlineData("\"0x10\"")]
    [InlineData("\" 1\"")]
    [InlineData("\"\"")]
    [InlineData("true")]
    public void What_is_no_whole_number_is_refused(string number) => Assert.Equal(
        "A6", Stopped($$$$"""{"verificationMaterial":{"tlogEntries":[{"logIndex":{{{{number}}}}}]}}"""));

    [Theory]
    [InlineData("+/+/", true)]
    [InlineData("-_-_", true)]
    [InlineData("AQ==", true)]
    [InlineData("AQ", true)]
    [InlineData("\\/\\/\\/\\/", true)]
    [InlineData("+_+_", false)]
    [InlineData("AQ=", false)]
    [InlineData("AR==", false)]
    [InlineData("AAAA\\n", false)]
    [InlineData("A A=", false)]
    [InlineData("A", false)]
    public void Base64_is_taken_in_either_alphabet_and_without_white_space(string base64, bool isTaken)
    {
        string json = $$$$"""{"mediaType":"{{{{V3}}}}","messageSignature":{"signature":"{{{{base64}}}}"}}""";

        Assert.Equal(isTaken, Read(json) is { Notes.Count: 0 });
        Assert.Equal(isTaken ? "A2" : "A7", Stopped(json));
    }

    [Fact]
    public void Names_may_be_spelled_as_in_the_schema_but_only_once()
    {
        Assert.Equal(V3, Read($$$$"""{"media_type":"{{{{V3}}}}"}""")?.MediaType);
        Assert.Equal("A8", Stopped($$$$"""{"media_type":"{{{{V3}}}}","mediaType":"{{{{V3}}}}"}"""));
        Assert.Equal("A8", Stopped($$$$"""{"mediaType":"{{{{V3}}}}","mediaType":"{{{{V3}}}}"}"""));
        Assert.Equal("A8", Stopped("""{"dsseEnvelope":{"payload":"","payload":null}}"""));
        Assert.Equal("A2", Stopped($$$$"""{"mediaType":"{{{{V3}}}}","unheardOf":{"a":1,"b":[]}}"""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("{}{}")]
    [InlineData("{\"mediaType\":1}")]
    [InlineData("{\"mediaType\":\"\\ud800\"}")]
    [InlineData("{\"verificationMaterial\":[]}")]
    [InlineData("{\"verificationMaterial\":{\"tlogEntries\":[null]}}")]
    [InlineData("{}")]
    [InlineData("{\"mediaType\":\"application/vnd.dev.sigstore.bundle+json;version=0.4\"}")]
    [InlineData("{\"mediaType\":\"application/vnd.dev.sigstore.bundle.v0.3+json \"}")]
    [InlineData("{\"mediaType\":\"Application/vnd.dev.sigstore.bundle.v0.3+json\"}")]
    public void What_is_no_bundle_is_malformed(string json) => Assert.Equal("A1", Stopped(json));

    [Fact]
    public void Lists_have_bounds()
    {
        Assert.Equal("A2", Stopped(Entries(32)));
        Assert.Equal("A8", Stopped(Entries(33)));
        Assert.Equal("A8", Stopped(Entries(100_000)));
        Assert.Equal("A2", Stopped(Timestamps(32)));
        Assert.Equal("A8", Stopped(Timestamps(33)));
        Assert.Equal("A8", Stopped(
            """{"verificationMaterial":{"tlogEntries":[{"inclusionProof":{"hashes":["""
            + Repeat("\"AAAA\"", VerificationLimits.ProofHashes + 1) + "]}}]}}"));
        Assert.Equal("A8", Stopped("{" + Repeat("\"{0}\":1", VerificationLimits.Members + 1) + "}"));
        Assert.Equal("A8", Stopped("{\"mediaType\":\"" + new string('a', VerificationLimits.NameLength + 1) + "\"}"));
        Assert.Equal("A1", Stopped("{\"a\":" + new string('[', 1_000_000)));

        static string Entries(int count) =>
            $$$$"""{"mediaType":"{{{{V3}}}}","verificationMaterial":{"tlogEntries":[{{{{Repeat("{}", count)}}}}]}}""";
        static string Timestamps(int count) =>
            $$$$"""
            {"mediaType":"{{{{V3}}}}","verificationMaterial":{"timestampVerificationData":{
              "rfc3161Timestamps":[{{{{Repeat("{}", count)}}}}]}}}
            """;
    }

    [Fact]
    public void A_bundle_of_a_gigabyte_is_refused_by_its_length()
    {
        // The pages are never touched, so the test costs no memory; nor does the refusal.
        byte[] gigabyte = GC.AllocateUninitializedArray<byte>(1 << 30);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal("A8", Stopped(Verify(gigabyte, SigstoreChecks.All)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Fact]
    public void What_was_not_made_is_no_pass()
    {
        SigstoreReport report = Verify("{"u8.ToArray(), SigstoreChecks.All);

        Assert.Equal(SigstoreVerdict.Malformed, report.Verdict);
        Assert.Null(report.Verified);
        Assert.Equal(SigstoreChecks.All.Select(check => check.Name), report.Findings.Select(finding => finding.Check));
        Assert.All(report.Findings.Skip(1), finding => Assert.Equal(Outcome.NotReached, finding.Outcome));
    }

    private static string Repeat(string item, int count) => string.Join(
        ',', Enumerable.Range(0, count).Select(at => item.Replace("{0}", $"m{at}", StringComparison.Ordinal)));

    private static SigstoreBundle? Read(string json) => BundleReader.Read(Encoding.UTF8.GetBytes(json), out _);

    private static string? Stopped(string json) => Stopped(Verify(Encoding.UTF8.GetBytes(json), WritingFirst));

    private static string? Stopped(SigstoreReport report) => report.Findings
        .FirstOrDefault(finding => finding.Outcome is not (Outcome.Passed or Outcome.NotReached))?.Check;

    private static SigstoreReport Verify(byte[] bundle, ImmutableArray<SigstoreCheck> checks) =>
        new SigstoreVerifier(new TrustedRoots([]), checks)
            .Verify(bundle, SigstoreArtifact.Unbound, SigstorePolicy.ForAnyIdentity());
}
