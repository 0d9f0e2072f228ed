using System.Text;
using AiBom.Testing.Signing;

namespace AiBom.Verification.Tests.Dsse;

public sealed class InTotoStatementTests
{
    private const string Valid = "VALID author=aurora signer";
    private const string Malformed = "INVALID signer quarantined predicate:ENVELOPE_MALFORMED";
    private const string Mismatch = "INVALID signer quarantined subject:SUBJECT_MISMATCH";
    private const string NotBom = "MISSING signer predicate:PREDICATE_NOT_BOM";

    private static readonly string Hex = Domain.Digest.Of(Trusted.Document).Hex;

    [Theory]
    [InlineData("https://cyclonedx.org/bom", Valid)]
    [InlineData("https://cyclonedx.org/bom/v1.4", Valid)]
    [InlineData("https://cyclonedx.org/bom/v1.7", Valid)]
    [InlineData("https://spdx.dev/Document", Valid)]
    [InlineData("https://spdx.dev/Document/v3", Valid)]
    [InlineData("https://spdx.dev/Document/v3.0.1", Valid)]
    [InlineData("https://cyclonedx.org/bom/", NotBom)]
    [InlineData("https://cyclonedx.org/bom/v", NotBom)]
    [InlineData("https://cyclonedx.org/bom/v1.4/diff", NotBom)]
    [InlineData("https://cyclonedx.org/bombast", NotBom)]
    [InlineData("https://cyclonedx.org/vex", NotBom)]
    [InlineData("HTTPS://CYCLONEDX.ORG/BOM", NotBom)]
    [InlineData("https://slsa.dev/provenance/v1", NotBom)]
    [InlineData("https://slsa.dev/verification_summary/v1", NotBom)]
    [InlineData("https://in-toto.io/attestation/test-result/v0.1", NotBom)]
    [InlineData("https://model_signing/signature/v1.0", NotBom)]
    public void Only_a_bill_of_materials_predicate_makes_an_author(string predicateType, string expected) =>
        Assert.Equal(expected, Verdict(KeyRing.Aurora.SignStatement(Trusted.Document, predicateType)));

    [Theory]
    [InlineData("https://in-toto.io/Statement/v1", Valid)]
    [InlineData("https://in-toto.io/Statement/v0.1", Valid)]
    [InlineData("https://in-toto.io/Statement/v2", Malformed)]
    [InlineData("", Malformed)]
    public void The_statement_type_is_one_of_two(string type, string expected) =>
        Assert.Equal(expected, Verdict(KeyRing.Aurora.SignStatement(Trusted.Document, type: type)));

    [Fact]
    public void A_subject_digest_in_uppercase_or_of_another_function_is_none()
    {
        Assert.Equal(Mismatch, Verdict(KeyRing.Aurora.SignStatement(Trusted.Document, digest: Hex.ToUpperInvariant())));
        Assert.Equal(Mismatch, Verdict(Subjects($$$"""[{"digest":{"sha512":"{{{Hex}}}"}}]""")));
        Assert.Equal(Mismatch, Verdict(Subjects($$$"""[{"name":"{{{Hex}}}","digest":{}}]""")));
        Assert.Equal(Mismatch, Verdict(Subjects("[]")));
    }

    [Fact]
    public void One_of_several_subjects_is_enough() => Assert.Equal(
        Valid,
        Verdict(Subjects($$$"""[{"digest":{"sha256":"00"}},{"digest":{"sha1":"11","sha256":"{{{Hex}}}"}}]""")));

    [Theory]
    [InlineData("""[{"digest":{"sha256":"00","sha256":"HEX"}}]""")]
    [InlineData("""[{"digest":{"sha256":"00"},"digest":{"sha256":"HEX"}}]""")]
    [InlineData("""[{"digest":{"sha256":["HEX"]}}]""")]
    [InlineData("""[{"digest":"HEX"}]""")]
    [InlineData("""["HEX"]""")]
    [InlineData("""{"digest":{"sha256":"HEX"}}""")]
    public void Subjects_that_two_readers_could_understand_differently_are_refused(string subjects) =>
        Assert.Equal(Malformed, Verdict(Subjects(subjects.Replace("HEX", Hex, StringComparison.Ordinal))));

    [Fact]
    public void The_number_of_subjects_is_bounded()
    {
        string many = string.Join(',', Enumerable.Repeat("{}", VerificationLimits.Subjects));

        Assert.Equal(Malformed, Verdict(Subjects($$$"""[{{{many}}},{"digest":{"sha256":"{{{Hex}}}"}}]""")));
    }

    [Theory]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.7","version":1}""", Valid)]
    [InlineData(""" { "version" : 1.0, "specVersion":"1.7","bomFormat":"Cyclone\u0044X"}""", Valid)]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.7","version":2}""", Mismatch)]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.7","version":1,"components":[]}""", Mismatch)]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.7","version":1,"version":1}""", Mismatch)]
    [InlineData("{}", Mismatch)]
    [InlineData("null", Mismatch)]
    public void A_statement_about_an_artifact_that_carries_the_document_as_its_predicate_signs_it(
        string predicate, string expected)
    {
        string statement = """
            {"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"model","digest":{"sha256":"00"}}],
             "predicate":PREDICATE,"predicateType":"TYPE"}
            """.Replace("PREDICATE", predicate, StringComparison.Ordinal);

        Assert.Equal(expected, Verdict(Sign(
            statement.Replace("TYPE", "https://cyclonedx.org/bom/v1.7", StringComparison.Ordinal))));
        Assert.Equal(NotBom, Verdict(Sign(
            statement.Replace("TYPE", "https://example.com/mentions", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"_type":"https://in-toto.io/Statement/v1"}""")]
    [InlineData("""{"_type":"https://in-toto.io/Statement/v1","predicateType":1}""")]
    [InlineData("not json")]
    public void A_signed_payload_that_is_no_statement_is_a_finding(string payload) =>
        Assert.Equal(Malformed, Verdict(Sign(payload)));

    [Fact]
    public void A_payload_type_of_the_predicates_own_is_read_as_a_statement() => Assert.Equal(
        Valid,
        Verdict(KeyRing.Aurora.Sign(
            "application/vnd.in-toto.cyclonedx+json",
            Convert.FromBase64String(KeyRing.Aurora.SignStatement(Trusted.Document).Payload))));

    private static Envelope Subjects(string subjects) => Sign(
        $$"""
        {"_type":"https://in-toto.io/Statement/v1","subject":{{subjects}},"predicateType":"https://cyclonedx.org/bom"}
        """);

    private static Envelope Sign(string payload) =>
        KeyRing.Aurora.Sign("application/vnd.in-toto+json", Encoding.UTF8.GetBytes(payload));

    /// <summary>The verdict on the document; what an attestation lacks is for others to test.</summary>
    private static string Verdict(Envelope envelope) => Trusted.Verdict(envelope.ToBytes())
        .Replace(" attestation:ATTESTATION_MALFORMED", "", StringComparison.Ordinal)
        .Replace(" attestation:BUILDER_UNTRUSTED", "", StringComparison.Ordinal)
        .Replace(" attestation:VALUE_INVALID", "", StringComparison.Ordinal);
}
