using System.Text;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Testing.Signing;
using AiBom.Verification.Attestations;

namespace AiBom.Verification.Tests.Attestations;

/// <summary>What each predicate type is read to say; what is broken says nothing.</summary>
public sealed class PredicateTests
{
    private const string Slsa02 = "https://slsa.dev/provenance/v0.2";
    private const string Slsa1 = "https://slsa.dev/provenance/v1";
    private const string Vsa = "https://slsa.dev/verification_summary/v1";
    private const string Broken = "ATTESTATION_MALFORMED";

    private static readonly string Hex = new('a', 64);

    [Theory]
    [InlineData("https://in-toto.io/Statement/v1", Slsa1)]
    [InlineData("https://in-toto.io/Statement/v0.1", Slsa1)]
    [InlineData("https://in-toto.io/Statement/v1", "https://slsa.dev/provenance/v1.1")]
    public void Provenance_1_says_who_ran_what_from_what_and_when(string type, string predicateType)
    {
        string sound = Attested.ProvenanceOf("model", "base", "data")
            .Replace("https://in-toto.io/Statement/v1", type, StringComparison.Ordinal)
            .Replace(Slsa1, predicateType, StringComparison.Ordinal);
        AttestationFacts facts = Facts(sound);

        Assert.Equal(AttestationKind.Provenance, facts.Kind);
        Assert.Equal(predicateType, facts.PredicateType);
        Assert.Equal(Attested.Builder, facts.Builder);
        Assert.Equal("https://northwind.example/train/v1", facts.BuildType);
        Assert.Equal(["base", "data"], facts.Inputs.Select(input => input.Uri));
        Assert.Equal(Digest.Of("base"u8).Hex, facts.Inputs[0].Digests.Single().Hex);
        Assert.Equal(["model"], facts.Subjects.Select(subject => subject.Name));
        Assert.Equal(new DateTimeOffset(2026, 1, 27, 10, 0, 0, TimeSpan.Zero), facts.At);
    }

    [Fact]
    public void Provenance_02_says_the_same_in_its_own_words()
    {
        AttestationFacts facts = Facts(Attested.Of(
            Slsa02,
            $$$"""
            {"builder":{"id":"b","version":{"x":"1"} },"buildType":"t","invocation":{"parameters":{}},
             "metadata":{"buildStartedOn":"2026-01-01T00:00:00Z","buildFinishedOn":"2026-01-02T00:00:00+01:00"},
             "materials":[{"uri":"git+https://x","digest":{"gitCommit":"{{{new string('b', 40)}}}"} },
                          {"uri":"y","digest":{"sha256":"{{{Hex}}}"} }]}
            """,
            "model"));

        Assert.Equal(AttestationKind.Provenance, facts.Kind);
        Assert.Equal(("b", "t"), (facts.Builder, facts.BuildType));
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 23, 0, 0, TimeSpan.Zero), facts.At);
        Assert.Empty(facts.Inputs[0].Digests);
        Assert.Equal(Hex, facts.Inputs[1].Digests.Single().Hex);
    }

    [Theory]
    [InlineData(Slsa02, """{"buildType":"t"}""")]
    [InlineData(Slsa02, """{"builder":{"id":""},"buildType":"t"}""")]
    [InlineData(Slsa02, """{"builder":{"id":"b"}}""")]
    [InlineData(Slsa02, """{"builder":{"id":"b"},"buildType":"t","materials":{}}""")]
    [InlineData(Slsa02, """{"builder":{"id":"b"},"buildType":"t","materials":[1]}""")]
    [InlineData(Slsa02, """{"builder":{"id":"b"},"buildType":"t","metadata":{"buildFinishedOn":"yesterday"}}""")]
    [InlineData(Slsa02, """{"builder":{"id":"b"},"builder":{"id":"c"},"buildType":"t"}""")]
    [InlineData(Slsa02, """{"builder":{"id":"b","id":"c"},"buildType":"t"}""")]
    [InlineData(Slsa1, "{}")]
    [InlineData(Slsa1, "null")]
    [InlineData(Slsa1, "[]")]
    [InlineData(Slsa1, """{"buildDefinition":{"buildType":"t"},"runDetails":{"builder":{}}}""")]
    [InlineData(Slsa1, """{"buildDefinition":{},"runDetails":{"builder":{"id":"b"}}}""")]
    [InlineData(Slsa1, """{"buildDefinition":{"buildType":1},"runDetails":{"builder":{"id":"b"}}}""")]
    [InlineData(Vsa, """{"verificationResult":"passed"}""")]
    [InlineData(Vsa, """{"verificationResult":"PASSED","timeVerified":"2026"}""")]
    [InlineData(Vsa, "{}")]
    [InlineData(Attested.TestResult, """{"result":"PASS"}""")]
    [InlineData(Attested.TestResult, """{"result":["PASSED"]}""")]
    [InlineData(Attested.AttributeReport, "{}")]
    [InlineData(Attested.AttributeReport, """{"attributes":[{"attribute":"DELIVERED_TO"}]}""")]
    [InlineData(
        Attested.AttributeReport, """{"attributes":[{"attribute":"LICENSED_TO","conditions":{"recipient":""}}]}""")]
    [InlineData(
        Attested.AttributeReport, """{"attributes":[{"attribute":"LICENSED_TO","conditions":{"recipient":1}}]}""")]
    [InlineData(Attested.AttributeReport, """{"attributes":"DELIVERED_TO"}""")]
    public void A_predicate_that_is_not_as_its_type_demands_says_nothing(string predicateType, string predicate)
    {
        AttestationVerification verification = Verify(Attested.Of(predicateType, predicate, "model"));

        Assert.Equal([Broken], verification.Report.Findings.Select(finding => finding.Code));
        Assert.Equal(AttestationKind.Other, verification.Report.Facts!.Kind);
        Assert.Equal(["model"], verification.Report.Facts.Subjects.Select(subject => subject.Name));
        Assert.Null(verification.Report.Facts.Builder);
        Assert.False(verification.Report.IsBuilderTrusted);
        Assert.False(verification.IsQuarantined);
    }

    [Theory]
    [InlineData("https://slsa.dev/verification_summary/v0.1", "verification_result", "resource_uri", "time_verified")]
    [InlineData("https://slsa.dev/verification_summary/v0.2", "verificationResult", "resourceUri", "timeVerified")]
    [InlineData(Vsa, "verificationResult", "resourceUri", "timeVerified")]
    public void A_verification_summary_says_what_was_concluded(
        string predicateType, string result, string resource, string time)
    {
        AttestationFacts facts = Facts(Attested.Of(
            predicateType,
            $$$"""
            {"verifier":{"id":"https://verifier.example"},"{{{time}}}":"2026-01-01T00:00:00.5Z",
             "{{{resource}}}":"pkg:generic/model","policy":{"uri":"p","digest":{"sha256":"{{{Hex}}}"}},
             "{{{result}}}":"FAILED","verifiedLevels":["SLSA_BUILD_LEVEL_3"]}
            """,
            "model"));

        Assert.Equal(AttestationKind.VerificationSummary, facts.Kind);
        Assert.Equal(
            ("FAILED", "pkg:generic/model", "https://verifier.example"),
            (facts.Result, facts.Resource, facts.Verifier));
        Assert.Equal(("p", Hex), (facts.Policy!.Uri, facts.Policy.Digests.Single().Hex));
        Assert.NotNull(facts.At);
    }

    [Theory]
    [InlineData("PASSED")]
    [InlineData("WARNED")]
    [InlineData("FAILED")]
    public void A_test_result_says_its_word(string result)
    {
        AttestationFacts facts = Facts(Attested.Of(
            Attested.TestResult, $$"""{"result":"{{result}}","configuration":[],"passedTests":["a"]}""", "model"));

        Assert.Equal((AttestationKind.TestResult, result), (facts.Kind, facts.Result));
    }

    [Theory]
    [InlineData("", "DELIVERED_TO")]
    [InlineData("/v0.1", "DELIVERED_TO")]
    [InlineData("/v0.2", "LICENSED_TO")]
    [InlineData("/v0.3", "LICENSED_TO")]
    public void A_delivery_says_to_whom(string version, string attribute)
    {
        AttestationFacts facts = Facts(Attested.Delivery("zephyr", attribute, "labels", "more").Replace(
            Attested.AttributeReport,
            $"https://in-toto.io/attestation/scai/attribute-report{version}",
            StringComparison.Ordinal));

        Assert.Equal(AttestationKind.Delivery, facts.Kind);
        Assert.Equal(["zephyr"], facts.Recipients);
        Assert.Equal(["labels", "more"], facts.Subjects.Select(subject => subject.Name));
    }

    [Fact]
    public void A_report_of_other_attributes_or_of_another_target_is_no_delivery()
    {
        const string Others = """
            {"attributes":[{"attribute":"WITH_STACK_PROTECTION","conditions":{"recipient":1,"for":"x"}},
              {"conditions":{"recipient":"x","for":[{"name":"x"}]},"attribute":"ELSE"},
              {"attribute":"DELIVERED_TO","target":{"name":"x"},"conditions":{"recipient":"x"}}]}
            """;
        AttestationFacts facts = Facts(Attested.Of(Attested.AttributeReport, Others, "model"));

        Assert.Equal(AttestationKind.Other, facts.Kind);
        Assert.Empty(facts.Recipients);
        Assert.Empty(facts.Targets);
    }

    [Fact]
    public void A_delivery_may_say_what_it_was_for()
    {
        AttestationFacts facts = Facts(Attested.Of(
            Attested.AttributeReport,
            $$$"""
            {"attributes":[{"conditions":{"for":[{"name":"signs","digest":{"sha256":"{{{Hex}}}"} }],"recipient":"a"},
              "attribute":"LICENSED_TO"},{"attribute":"DELIVERED_TO","conditions":{"recipient":"b"} }]}
            """,
            "labels"));

        Assert.Equal(["a", "b"], facts.Recipients);
        Assert.Equal(Hex, Assert.Single(facts.Targets).Digests.Single().Hex);
    }

    [Fact]
    public void What_one_recipient_was_given_it_for_is_not_taken_for_anothers()
    {
        AttestationVerification verification = Verify(Attested.Of(
            Attested.AttributeReport,
            """
            {"attributes":[{"attribute":"LICENSED_TO","conditions":{"recipient":"a","for":[{"uri":"pkg:generic/x@1"}]}},
              {"attribute":"LICENSED_TO","conditions":{"recipient":"b","for":[{"uri":"pkg:generic/y@1"}]}}]}
            """,
            "labels"));

        Assert.Equal([Broken], verification.Report.Findings.Select(finding => finding.Code));
        Assert.Empty(verification.Report.Facts!.Recipients);
    }

    [Fact]
    public void A_delivery_of_many_things_to_many_recipients_is_bounded()
    {
        string attributes = string.Join(',', Enumerable.Range(0, 1_000).Select(at =>
            $$$"""{"attribute":"DELIVERED_TO","conditions":{"recipient":"r{{{at}}}"}}"""));

        AttestationVerification verification = Verify(Attested.Of(
            Attested.AttributeReport,
            $$"""{"attributes":[{{attributes}}]}""",
            [.. Enumerable.Range(0, 100).Select(at => $"labels {at}")]));

        Assert.Equal([Broken], verification.Report.Findings.Select(finding => finding.Code));
        Assert.Empty(verification.Report.Facts!.Recipients);
    }

    [Theory]
    [InlineData("https://github.com/npm/attestation/tree/main/specs/publish/v0.1", "Publication")]
    [InlineData("https://example.com/else", "Other")]
    [InlineData("https://slsa.dev/provenance/v0.1", "Other")]
    [InlineData("https://slsa.dev/provenance/v2", "Other")]
    [InlineData("https://slsa.dev/provenance/v10", "Other")]
    [InlineData("https://slsa.dev/provenance", "Other")]
    public void Other_types_are_kept_with_their_subjects(string predicateType, string expected)
    {
        AttestationFacts facts = Facts(Attested.Of(predicateType, """{"name":"n"}""", "model"));

        Assert.Equal(expected, facts.Kind.ToString());
        Assert.Equal(predicateType, facts.PredicateType);
        Assert.Single(facts.Subjects);
    }

    [Theory]
    [InlineData("sha256", 64, HashFunction.Sha256)]
    [InlineData("sha384", 96, HashFunction.Sha384)]
    [InlineData("sha512", 128, HashFunction.Sha512)]
    [InlineData("sha3_256", 64, HashFunction.Sha3256)]
    [InlineData("sha3_384", 96, HashFunction.Sha3384)]
    [InlineData("sha3_512", 128, HashFunction.Sha3512)]
    [InlineData("blake2b", 128, HashFunction.Blake2b512)]
    [InlineData("sha1", 40, HashFunction.Sha1)]
    [InlineData("md5", 32, HashFunction.Md5)]
    public void Digests_are_read_by_the_names_of_in_toto(string name, int length, HashFunction function)
    {
        string hex = new('c', length);

        Assert.Equal(new DeclaredDigest(function, hex), Subject(name, hex).Facts!.Subjects[0].Digests.Single());
        Assert.Equal("VALUE_INVALID", Wrong(name, hex.ToUpperInvariant()));
        Assert.Equal("VALUE_INVALID", Wrong(name, hex[1..]));
        Assert.Equal("VALUE_INVALID", Wrong(name, $"g{hex[1..]}"));

        static string Wrong(string name, string hex)
        {
            AttestationReport report = Subject(name, hex);
            Assert.Empty(report.Facts!.Subjects[0].Digests);
            return Assert.Single(report.Findings).Code;
        }
    }

    [Theory]
    [InlineData("gitCommit")]
    [InlineData("gitTree")]
    [InlineData("dirHash")]
    [InlineData("SHA256")]
    public void A_digest_of_something_else_than_bytes_is_left_out(string name)
    {
        AttestationReport report = Subject(name, Hex);

        Assert.Empty(report.Facts!.Subjects[0].Digests);
        Assert.Empty(report.Findings);
    }

    [Fact]
    public void Everything_has_a_bound()
    {
        static string Subjects(int count) => Typed(string.Join(',', Enumerable.Repeat("{}", count)), "{}");
        static string Inputs(int count) => Attested.Of(
            Slsa02,
            $$"""
            {"builder":{"id":"b"},"buildType":"t","materials":[{{string.Join(',', Enumerable.Repeat("{}", count))}}]}
            """,
            "model");
        string digests = string.Join(',', Enumerable.Range(0, VerificationLimits.ArtifactDigests + 1)
            .Select(i => $"\"x{i}\":\"\""));

        Assert.Equal(VerificationLimits.Subjects, Facts(Subjects(VerificationLimits.Subjects)).Subjects.Length);
        Assert.Equal("Invalid", Verify(Subjects(VerificationLimits.Subjects + 1)).Authenticity.ToString());
        Assert.Equal("Invalid", Verify(Subjects(100_000)).Authenticity.ToString());
        Assert.Equal(VerificationLimits.Inputs, Facts(Inputs(VerificationLimits.Inputs)).Inputs.Length);
        Assert.Equal([Broken], Codes(Inputs(VerificationLimits.Inputs + 1)));
        Assert.Equal([Broken], Codes(Inputs(100_000)));
        Assert.Equal("Invalid", Verify(Typed($"{{\"digest\":{{{digests}}}}}", "{}")).Authenticity.ToString());
        Assert.Equal(
            "Invalid",
            Verify(Typed($$"""{"name":"{{new string('x', 10_000)}}"}""", "{}")).Authenticity.ToString());
        Assert.Equal("Invalid", Verify(Typed("{}", Deep(1_000))).Authenticity.ToString());
    }

    [Fact]
    public void The_findings_of_a_statement_are_bounded()
    {
        const string One = """{"digest":{"sha256":"x","sha384":"x","sha512":"x","md5":"x"}}""";
        string many = string.Join(',', Enumerable.Repeat(One, VerificationLimits.Subjects));

        Assert.Equal(FindingLimits.PerDocument, Verify(Typed(many, "{}")).Report.Findings.Length);
    }

    private static string Deep(int depth) =>
        string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);

    private static string Typed(string subjects, string predicate) =>
        $$"""
        {"_type":"https://in-toto.io/Statement/v1","predicateType":"https://example.com/x",
         "subject":[{{subjects}}],"predicate":{{predicate}} }
        """;

    private static AttestationReport Subject(string function, string hex) =>
        Verify(Typed($$$"""{"name":"x","digest":{"{{{function}}}":"{{{hex}}}"} }""", "{}")).Report;

    private static IEnumerable<string> Codes(string statement) =>
        Verify(statement).Report.Findings.Select(finding => finding.Code);

    private static AttestationFacts Facts(string statement) => Verify(statement).Report.Facts!;

    /// <summary>A statement that a key signed which may sign everything, and vouch for no builder but one.</summary>
    private static AttestationVerification Verify(string statement) =>
        new AttestationVerifier(Trusted.Standard, Trusted.NoRoots).Verify(
            KeyRing.Northwind.Sign("application/vnd.in-toto+json", Encoding.UTF8.GetBytes(statement)).ToBytes(),
            Trusted.At);
}
