using System.Text;
using AiBom.Testing.Signing;
using AiBom.Testing.Sigstore;
using AiBom.Verification.Attestations;
using AiBom.Verification.Sigstore;
using AiBom.Verification.Tests.Opening;
using AiBom.Verification.Trust;

namespace AiBom.Verification.Tests.Attestations;

/// <summary>Who may say what in an attestation.</summary>
public sealed class AttestationVerifierTests
{
    private static readonly string Provenance = Attested.ProvenanceOf("model", "base", "data");
    private static readonly TrustedRoots Roots = new([VirtualSigstore.Mint(Recipe.Message).TrustedRoot]);

    private static readonly TrustPolicy Policy = new(
    [
        Trusted.SignerOf(new SignerDraft("northwind")
        {
            PublicKey = KeyRing.Northwind.Pem,
            PredicateTypes = ["https://slsa.dev/provenance", "https://cyclonedx.org/bom"],
            Builders = [Attested.Builder],
        }),
        Trusted.SignerOf(new SignerDraft("consortium") { PublicKey = KeyRing.Northwind.Pem }),
        Trusted.SignerOf(new SignerDraft("cobalt")
        {
            PublicKey = KeyRing.Cobalt.Pem,
            PredicateTypes = ["https://in-toto.io/attestation/test-result"],
        }),
        Trusted.SignerOf(new SignerDraft("aurora")
        {
            PublicKey = Trusted.Retired.Pem,
            ValidUntil = Trusted.At.AddDays(-1),
        }),
        SigstoreDocumentTests.Identity("aurora", VirtualSigstore.Identity),
    ]);

    [Fact]
    public void Who_signed_something_else_does_not_speak_in_a_provenance_that_names_nobody()
    {
        var verifier = new DocumentVerifier(
            new TrustPolicy([Trusted.SignerOf(new SignerDraft("cobalt") { PublicKey = KeyRing.Cobalt.Pem })]), Roots);

        Assert.Equal("cobalt", Speaker(Provenance));
        Assert.Null(Speaker(Attested.ProvenanceOf("model", "base", "other data")));

        string? Speaker(string signed) => verifier.SpeakerOf(
            Encoding.UTF8.GetBytes(Provenance), [KeyRing.Cobalt.Attest(signed).ToBytes()], Trusted.At);
    }

    private static readonly Dictionary<string, Func<byte[]>> Posts = new(StringComparer.Ordinal)
    {
        ["provenance"] = () => KeyRing.Northwind.Attest(Provenance).ToBytes(),
        ["provenance by cobalt"] = () => KeyRing.Cobalt.Attest(Provenance).ToBytes(),
        ["provenance by a stranger"] = () => KeyRing.Stranger.Attest(Provenance).ToBytes(),
        ["provenance, broken"] = () => (KeyRing.Northwind.Attest(Provenance) with { Payload = "e30=" }).ToBytes(),
        ["provenance by a retired key"] = () => Trusted.Retired.Attest(Provenance).ToBytes(),
        ["provenance of another builder"] = () => KeyRing.Northwind.Attest(
            Provenance.Replace(Attested.Builder, "https://else.example", StringComparison.Ordinal)).ToBytes(),
        ["test by northwind"] = () => KeyRing.Northwind.Attest(
            Attested.Of(Attested.TestResult, """{"result":"PASSED"}""", "model")).ToBytes(),
        ["keyless"] = () => VirtualSigstore.Mint(Recipe.Statement with { Payload = Provenance }).Bundle,
        ["keyless, stranger"] = () => VirtualSigstore.Mint(Recipe.Statement with
        {
            Payload = Provenance,
            Leaf = new LeafRecipe { Names = [SubjectName.Uri("https://ci.example/stranger")] },
        }).Bundle,
        ["keyless, broken"] = () => VirtualSigstore.Mint(Recipe.Statement with
        {
            Payload = Provenance,
            Signs = (sound, _) => [.. sound, 0],
        }).Bundle,
        ["message"] = () => VirtualSigstore.Mint(Recipe.Message).Bundle,
        ["unsigned"] = () => Encoding.UTF8.GetBytes(Provenance),
        ["unsigned, no statement"] = () => """{"_type":"https://example.com/other"}"""u8.ToArray(),
        ["noise"] = () => "{"u8.ToArray(),
        ["two"] = () => [.. KeyRing.Northwind.Attest(Provenance).ToBytes(), .. "\n{}"u8],
        ["no statement"] = () => KeyRing.Northwind.Attest("[]").ToBytes(),
        ["other payload type"] = () => KeyRing.Northwind.Sign("application/json", "{}"u8.ToArray()).ToBytes(),
        ["bom bytes"] = () => KeyRing.Northwind.SignDocument(Trusted.Document).ToBytes(),
        ["bom statement"] = () => KeyRing.Northwind.Attest(Attested.Of(
            "https://cyclonedx.org/bom/v1.7", Encoding.UTF8.GetString(Trusted.Document), "model")).ToBytes(),
        ["bom by digest"] = () => KeyRing.Northwind.SignStatement(Trusted.Document).ToBytes(),
    };

    [Theory]
    [InlineData("provenance", "VALID northwind signer builder Provenance")]
    [InlineData("provenance by cobalt", "UNTRUSTED_SIGNER signer Provenance signer:PREDICATE_NOT_ALLOWED "
        + "attestation:BUILDER_UNTRUSTED")]
    [InlineData("provenance by a stranger", "NOT_CHECKED signature:SIGNER_UNKNOWN")]
    [InlineData("provenance, broken", "INVALID quarantined signature:SIGNATURE_INVALID")]
    [InlineData("provenance by a retired key", "EXPIRED signer quarantined Provenance validity:SIGNER_EXPIRED "
        + "attestation:BUILDER_UNTRUSTED")]
    [InlineData("provenance of another builder", "VALID consortium,northwind signer Provenance "
        + "attestation:BUILDER_UNTRUSTED")]
    [InlineData("test by northwind", "VALID consortium signer TestResult")]
    [InlineData("keyless", "VALID aurora signer Provenance attestation:BUILDER_UNTRUSTED")]
    [InlineData("keyless, stranger", "UNTRUSTED_SIGNER Provenance signer:UNTRUSTED_SIGNER "
        + "attestation:BUILDER_UNTRUSTED")]
    [InlineData("keyless, broken", "INVALID quarantined signature:SIGNATURE_INVALID E2:SIGNATURE_INVALID")]
    [InlineData("message", "INVALID malformed quarantined envelope:ENVELOPE_MALFORMED")]
    [InlineData("unsigned", "MISSING")]
    [InlineData("unsigned, no statement", "INVALID malformed quarantined envelope:ENVELOPE_MALFORMED")]
    [InlineData("noise", "INVALID malformed quarantined envelope:ENVELOPE_MALFORMED")]
    [InlineData("two", "NOT_CHECKED malformed envelope:ALGORITHM_UNSUPPORTED")]
    [InlineData("no statement", "INVALID signer quarantined predicate:ENVELOPE_MALFORMED")]
    [InlineData("other payload type", "NOT_CHECKED signer payload-type:ALGORITHM_UNSUPPORTED")]
    [InlineData("bom bytes", "VALID consortium,northwind signer bom+document")]
    [InlineData("bom statement", "VALID consortium,northwind signer bom+document Other")]
    [InlineData("bom by digest", "VALID consortium,northwind signer bom Other")]
    public void What_was_signed_by_whom_decides_what_it_means(string post, string expected) =>
        Assert.Equal(expected, Text(Verify(post)));

    [Fact]
    public void Nothing_is_read_where_no_signature_holds()
    {
        foreach (string post in (string[])
            ["provenance by a stranger", "provenance, broken", "keyless, broken", "unsigned"])
        {
            Assert.Null(Verify(post).Report.Facts);
        }
    }

    [Fact]
    public void A_bill_of_materials_comes_out_byte_for_byte()
    {
        Assert.Equal(Trusted.Document, Verify("bom bytes").Document!.Value.ToArray());
        Assert.Equal(Trusted.Document, Verify("bom statement").Document!.Value.ToArray());
    }

    [Fact]
    public void A_builder_is_trusted_only_by_an_entry_that_may_sign_provenance()
    {
        var policy = new TrustPolicy([Trusted.SignerOf(new SignerDraft("northwind")
        {
            PublicKey = KeyRing.Northwind.Pem,
            PredicateTypes = ["https://cyclonedx.org/bom"],
            Builders = [Attested.Builder],
        })]);

        AttestationVerification verification =
            new AttestationVerifier(policy, Roots).Verify(Posts["provenance"](), Trusted.At);

        Assert.False(verification.Report.IsBuilderTrusted);
        Assert.Empty(verification.Authors);
    }

    [Fact]
    public void A_signer_that_may_only_attest_is_no_author_of_a_document() => Assert.Equal(
        "UNTRUSTED_SIGNER signer quarantined signer:PREDICATE_NOT_ALLOWED",
        Trusted.Verdict(Policy, "cobalt", [KeyRing.Cobalt.SignDocument(Trusted.Document).ToBytes()]));

    [Theory]
    [InlineData("https://cyclonedx.org/bom", "application/vnd.cyclonedx+json", "VALID author=aurora signer")]
    [InlineData("https://spdx.dev/Document", "application/spdx+json; version=3", "VALID author=aurora signer")]
    [InlineData("https://spdx.dev/Document", "application/vnd.cyclonedx+json",
        "UNTRUSTED_SIGNER signer quarantined signer:PREDICATE_NOT_ALLOWED")]
    [InlineData("https://cyclonedx.org/bom", " APPLICATION/SPDX+JSON",
        "UNTRUSTED_SIGNER signer quarantined signer:PREDICATE_NOT_ALLOWED")]
    public void Bytes_that_were_signed_as_they_are_count_under_their_predicate_type(
        string allowed, string payloadType, string expected) => Assert.Equal(
            expected,
            Trusted.Verdict(
                new TrustPolicy([Trusted.SignerOf(new SignerDraft("aurora")
                {
                    PublicKey = KeyRing.Aurora.Pem,
                    PredicateTypes = [allowed],
                })]),
                "aurora",
                [KeyRing.Aurora.Sign(payloadType, Trusted.Document).ToBytes()]));

    [Fact]
    public void A_message_signature_over_a_document_counts_under_the_documents_own_type()
    {
        Key pair = Key.P256();
        byte[] bundle = VirtualSigstore.Mint(
            Recipe.Message with { Artifact = Trusted.Document, Leaf = null, Key = () => pair }).Bundle;
        string Verdict(string allowed) => Trusted.Text(Trusted.Verify(
            new TrustPolicy([Trusted.SignerOf(new SignerDraft("aurora")
            {
                PublicKey = pair.Pem,
                PredicateTypes = [allowed],
            })]),
            Roots,
            "aurora",
            [bundle]));

        Assert.Equal("VALID author=aurora signer", Verdict("https://cyclonedx.org/bom"));
        Assert.Equal(
            "UNTRUSTED_SIGNER signer quarantined signer:PREDICATE_NOT_ALLOWED", Verdict("https://spdx.dev/Document"));
    }

    private static AttestationVerification Verify(string post) =>
        new AttestationVerifier(Policy, Roots).Verify(Posts[post](), Trusted.At);

    private static string Text(AttestationVerification verification)
    {
        string document = verification.Document is null ? "bom" : "bom+document";
        IEnumerable<string> parts =
        [
            System.Text.Json.JsonNamingPolicy.SnakeCaseUpper.ConvertName(verification.Authenticity.ToString()),
            string.Join(',', verification.Authors),
            verification.IsMalformed ? "malformed" : "",
            verification.Signer is null ? "" : "signer",
            verification.IsQuarantined ? "quarantined" : "",
            verification.Report.IsBuilderTrusted ? "builder" : "",
            verification.IsBillOfMaterials ? document : "",
            verification.Report.Facts?.Kind.ToString() ?? "",
            .. verification.Report.Findings.Select(finding => $"{finding.Check}:{finding.Code}"),
        ];
        return string.Join(' ', parts.Where(part => part.Length > 0));
    }
}
