using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using AiBom.Domain;
using AiBom.Testing.Signing;
using AiBom.Verification.Trust;

namespace AiBom.Verification.Tests.Jsf;

/// <summary>A signature inside a CycloneDX document: each case breaks one thing of a sound one.</summary>
public sealed class JsfVerifierTests
{
    private const string Valid = "VALID author=aurora signer";
    private const string Malformed = "INVALID quarantined envelope:ENVELOPE_MALFORMED";
    private const string False = "INVALID quarantined signature:SIGNATURE_INVALID";
    private static readonly EnclosedSignature Bom = EnclosedSignature.Bom;
    private static readonly Signer Aurora = Signer.Ecdsa(format: DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    private static readonly Signer Cobalt = Signer.Ecdsa(format: DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    private static readonly Signer Stranger = Signer.Ecdsa(format: DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    private static readonly string Sound = Bom.Sign(Aurora, WithKey(Aurora));

    [Fact]
    public void The_publishers_signature_over_the_whole_document_makes_it_the_author() =>
        Assert.Equal(Valid, Verdict(Sound));

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_document() => Assert.Equal(Valid, Verdict("\uFEFF" + Sound));

    [Fact]
    public void The_key_may_be_named_or_not_or_be_in_a_certificate()
    {
        Assert.Equal(Valid, Verdict(Bom.Sign(Aurora, EnclosedSignature.Core("ES256", keyId: Aurora.KeyId))));
        Assert.Equal(Valid, Verdict(Bom.Sign(Aurora, EnclosedSignature.Core("ES256", keyId: "our key"))));
        Assert.Equal(Valid, Verdict(Bom.Sign(Aurora, EnclosedSignature.Core("ES256"))));
        Assert.Equal(False, Verdict(Bom.Sign(Stranger, EnclosedSignature.Core("ES256", keyId: Aurora.KeyId))));
        Assert.Equal(False, Verdict(Bom.Sign(Stranger, EnclosedSignature.Core("ES256"))));
    }

    [Fact]
    public void The_key_may_be_that_of_a_certificate_whoever_issued_it()
    {
        using ECDsa pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest(
            "CN=aurora", pair, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(Trusted.At.AddYears(-9), Trusted.At.AddYears(-8));
        var signer = Signer.Of(pair, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        string path = $"[\"{System.Buffers.Text.Base64Url.EncodeToString(certificate.RawData)}\"]";
        string document = Bom.Sign(signer, EnclosedSignature.Core("ES256").Add("certificatePath", path));

        Assert.Equal(Valid, Verdict(document, Trusted.Policy((signer, "aurora", null, null))));
        Assert.Equal("UNTRUSTED_SIGNER quarantined signature:SIGNER_UNKNOWN", Verdict(document));
    }

    [Theory]
    [InlineData("\"machine-learning-model\"", "\"library\"")]
    [InlineData("\"version\" : 1", "\"version\" : 2")]
    [InlineData("\"version\" : 1", "\"version\" : 1, \"metadata\": {}")]
    [InlineData("\"version\" : 1,", "")]
    [InlineData("\"ES256\"", "\"ES256\",\"extra\":1")]
    public void A_changed_document_is_false_whoever_signed_it(string sound, string broken)
    {
        Assert.Equal(False, Verdict(Replace(Sound, sound, broken)));
        Assert.Equal(False, Verdict(Replace(Bom.Sign(Stranger, WithKey(Stranger)), sound, broken), publisher: null));
    }

    [Theory]
    [InlineData("\"version\" : 1", "\"version\" : 1.0")]
    [InlineData("\"version\" : 1", "\"version\" : 10e-1")]
    [InlineData("\"CycloneDX\"", "\"Cyclone\\u0044X\"")]
    [InlineData("\n  ", " ")]
    public void A_document_that_only_looks_different_is_the_same(string sound, string other) =>
        Assert.Equal(Valid, Verdict(Replace(Sound, sound, other)));

    [Fact]
    public void The_carried_key_is_never_trusted_by_itself()
    {
        string document = Bom.Sign(Stranger, WithKey(Stranger));

        Assert.Equal("UNTRUSTED_SIGNER quarantined signature:SIGNER_UNKNOWN", Verdict(document));
        Assert.Equal("NOT_CHECKED signature:SIGNER_UNKNOWN", Verdict(document, publisher: null));
    }

    [Fact]
    public void The_carried_key_is_the_only_one_that_is_tried() =>
        Assert.Equal(False, Verdict(Bom.Sign(Aurora, WithKey(Stranger))));

    [Fact]
    public void Another_organizations_signature_makes_no_author() => Assert.Equal(
        "UNTRUSTED_SIGNER signer quarantined signer:UNTRUSTED_SIGNER", Verdict(Bom.Sign(Cobalt, WithKey(Cobalt))));

    [Fact]
    public void A_key_that_is_no_longer_valid_makes_no_author() => Assert.Equal(
        "EXPIRED signer quarantined validity:SIGNER_EXPIRED",
        Verdict(Sound, Trusted.Policy((Aurora, "aurora", null, Trusted.At))));

    [Theory]
    [InlineData("RS256", "SHA256", false)]
    [InlineData("RS512", "SHA512", false)]
    [InlineData("PS256", "SHA256", true)]
    [InlineData("PS384", "SHA384", true)]
    public void Rsa_is_verified_in_the_one_form_that_is_named(string algorithm, string hash, bool isPss)
    {
        Signer signer = Signer.Rsa(
            2048, new HashAlgorithmName(hash), isPss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
        TrustPolicy policy = Trusted.Policy((signer, "aurora", null, null));

        Assert.Equal(Valid, Verdict(Bom.Sign(signer, EnclosedSignature.Core(algorithm, signer.Jwk)), policy));
        foreach (string other in (string[])["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "Ed25519"])
        {
            string document = Bom.Sign(signer, EnclosedSignature.Core(other, signer.Jwk));
            Assert.Equal(other == algorithm ? Valid : False, Verdict(document, policy));
        }
    }

    [Fact]
    public void Ed25519_is_verified()
    {
        Signer signer = Signer.Ed25519("jsf");
        TrustPolicy policy = Trusted.Policy((signer, "aurora", null, null));

        Assert.Equal(Valid, Verdict(Bom.Sign(signer, EnclosedSignature.Core("Ed25519", signer.Jwk)), policy));
        Assert.Equal(False, Verdict(Bom.Sign(signer, EnclosedSignature.Core("ES256", signer.Jwk)), policy));
    }

    [Theory]
    [InlineData("HS256", "MAC_REFUSED")]
    [InlineData("HS512", "MAC_REFUSED")]
    [InlineData("Ed448", "ALGORITHM_UNSUPPORTED")]
    [InlineData("none", "ALGORITHM_UNSUPPORTED")]
    [InlineData("es256", "ALGORITHM_UNSUPPORTED")]
    [InlineData("https://example.com/algorithm", "ALGORITHM_UNSUPPORTED")]
    public void An_algorithm_that_is_not_verified_makes_no_author(string algorithm, string code) => Assert.Equal(
        $"NOT_CHECKED signature:{code}", Verdict(Bom.Sign(Aurora, EnclosedSignature.Core(algorithm, Aurora.Jwk))));

    [Fact]
    public void A_code_computed_from_the_public_key_is_no_signature()
    {
        var forger = Signer.OfMac(Encoding.UTF8.GetBytes(Aurora.Pem));

        Assert.Equal(
            "NOT_CHECKED signature:MAC_REFUSED",
            Verdict(Bom.Sign(forger, EnclosedSignature.Core("HS256", keyId: Aurora.KeyId))));
    }

    [Fact]
    public void A_signature_that_leaves_members_out_makes_no_author_and_names_them()
    {
        EnclosedSignature partial = Bom.With("properties", "[]") with { Excludes = ["properties"] };
        VerificationReport report = Report(partial.Sign(Aurora, WithKey(Aurora)));

        Assert.Equal(Authenticity.NotChecked, report.Authenticity);
        Assert.Equal("properties", report.Findings.Single(finding => finding.Code is "SIGNATURE_PARTIAL").Found);
    }

    [Fact]
    public void A_member_that_was_added_and_left_out_after_the_signing_makes_no_author()
    {
        // JSF does not sign "excludes": the signature itself still holds over this.
        string widened = Replace(
            Sound, "\"version\" : 1", "\"version\" : 1, \"metadata\" : {\"supplier\":{\"name\":\"x\"}}");
        string forged = Replace(widened, "\"value\":", "\"excludes\":[\"metadata\"],\"value\":");

        Assert.Equal(False, Verdict(widened));
        Assert.Equal("NOT_CHECKED signer subject:SIGNATURE_PARTIAL", Verdict(forged));
    }

    [Theory]
    [InlineData("signers")]
    [InlineData("chain")]
    public void Several_signatures_count_as_one_each(string several)
    {
        string both = Bom.SignAll(several, (Aurora, WithKey(Aurora)), (Cobalt, WithKey(Cobalt)));

        Assert.Equal("VALID author=aurora signer signer:UNTRUSTED_SIGNER", Verdict(both));
        Assert.Equal(
            "VALID author=aurora signer signature:SIGNER_UNKNOWN",
            Verdict(Bom.SignAll(several, (Stranger, WithKey(Stranger)), (Aurora, WithKey(Aurora)))));
        Assert.Equal(
            "INVALID quarantined signature:SIGNATURE_INVALID",
            Verdict(Bom.SignAll(several, (Aurora, WithKey(Aurora)), (Aurora, WithKey(Cobalt)))));
    }

    [Fact]
    public void A_chain_covers_what_was_signed_before_and_signers_do_not()
    {
        string chain = Bom.SignAll("chain", (Aurora, WithKey(Aurora)), (Cobalt, WithKey(Cobalt)));
        string beside = Bom.SignAll("signers", (Aurora, WithKey(Aurora)), (Cobalt, WithKey(Cobalt)));

        Assert.Equal(False, Verdict(WithoutFirst(chain)));
        Assert.Equal("UNTRUSTED_SIGNER signer quarantined signer:UNTRUSTED_SIGNER", Verdict(WithoutFirst(beside)));
    }

    [Theory]
    [InlineData("\"algorithm\":\"ES256\",", "")]
    [InlineData("\"algorithm\":\"ES256\"", "\"algorithm\":1")]
    [InlineData("\"value\":", "\"values\":")]
    [InlineData("\"value\":\"", "\"value\":\"=")]
    [InlineData("\"value\":\"", "\"value\":\"+")]
    [InlineData("\"value\":", "\"excludes\":[],\"value\":")]
    [InlineData("\"value\":", "\"excludes\":[\"signature\"],\"value\":")]
    [InlineData("\"value\":", "\"excludes\":[\"a\",\"a\"],\"value\":")]
    [InlineData("\"value\":", "\"excludes\":\"a\",\"value\":")]
    [InlineData("\"value\":", "\"signers\":[],\"value\":")]
    [InlineData("\"value\":", "\"certificatePath\":[],\"value\":")]
    [InlineData("\"value\":", "\"keyId\":1,\"value\":")]
    [InlineData("\"value\":", "\"keyId\":\"\\ud800\",\"value\":")]
    [InlineData("\"crv\":", "\"d\":\"AAAA\",\"crv\":")]
    [InlineData("\"x\":\"", "\"x\":\"AA")]
    [InlineData("\"publicKey\":{", "\"publicKey\":[],\"other\":{")]
    public void A_signature_that_can_be_read_in_no_way_or_in_two_is_refused(string sound, string broken) =>
        Assert.Equal(Malformed, Verdict(Replace(Sound, sound, broken)));

    [Theory]
    [InlineData("""{"signers":[]}""")]
    [InlineData("""{"chain":[1]}""")]
    [InlineData("""{"chain":[],"signers":[]}""")]
    [InlineData("""{"signers":[{"algorithm":"ES256","excludes":["a"],"value":"AAAA"}]}""")]
    [InlineData("{}")]
    public void A_wrapper_of_nothing_is_refused(string signature) =>
        Assert.Equal(Malformed, Verdict($$"""{"bomFormat":"CycloneDX","signature":{{signature}}}"""));

    [Theory]
    [InlineData("P-256K", "EC")]
    [InlineData("Ed448", "OKP")]
    [InlineData("X25519", "OKP")]
    public void A_carried_key_of_another_kind_is_not_checked(string curve, string kind)
    {
        string key = $$"""{"crv":"{{curve}}","kty":"{{kind}}","x":"AA"}""";
        string core = $$"""{"algorithm":"ES256","publicKey":{{key}},"value":"AAAA"}""";

        Assert.Equal(
            "NOT_CHECKED signature:ALGORITHM_UNSUPPORTED",
            Verdict($$"""{"bomFormat":"CycloneDX","signature":{{core}}}"""));
    }

    [Fact]
    public void Signatures_of_parts_are_said_to_be_not_checked()
    {
        const string Document = """
            {"bomFormat":"CycloneDX","components":[{"name":"a"},{"name":"b","signature":{"algorithm":"ES256"}}],
             "services":[{"x/y":{"signature":{}}}],"signature":null,"other":{"signature":"a text"}}
            """;
        VerificationReport report = Report(Document);
        Finding finding = Assert.Single(report.Findings);

        Assert.Equal(
            ("SIGNATURE_NOT_CHECKED", "/components/1", Severity.Information),
            (finding.Code, finding.Pointer, finding.Severity));
        Assert.StartsWith("2 parts", finding.Message, StringComparison.Ordinal);
        Assert.Equal(Authenticity.Missing, report.Authenticity);
    }

    [Fact]
    public void A_bundle_and_a_signature_inside_are_both_looked_at()
    {
        byte[] document = Encoding.UTF8.GetBytes(Sound);
        byte[] bundle = KeyRing.Northwind.SignDocument(document).ToBytes();
        TrustPolicy policy = Trusted.Policy((Aurora, "aurora", null, null), (KeyRing.Northwind, "aurora", null, null));

        Assert.Equal(Valid, Trusted.Verdict(policy, "aurora", [bundle], document));
        byte[] changed = Encoding.UTF8.GetBytes(Replace(Sound, "\"version\" : 1", "\"version\" : 2"));
        Assert.Equal(
            False,
            Trusted.Verdict(policy, "aurora", [KeyRing.Northwind.SignDocument(changed).ToBytes()], changed)
                .Replace(" signer ", " ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_signer_inside_a_document_is_bound_by_its_predicate_types_and_its_revocation()
    {
        TrustedSigner signer = Trusted.SignerOf(new SignerDraft("aurora") { PublicKey = Aurora.Pem });
        TrustedSigner attester = Trusted.SignerOf(new SignerDraft("aurora")
        {
            PublicKey = Aurora.Pem,
            PredicateTypes = ["https://slsa.dev/provenance"],
        });
        DateTimeOffset at = Trusted.At;

        Assert.Equal(
            "UNTRUSTED_SIGNER signer quarantined signer:PREDICATE_NOT_ALLOWED",
            Verdict(Sound, new TrustPolicy([attester])));
        Assert.Equal(
            "REVOKED signer quarantined validity:SIGNER_REVOKED",
            Verdict(Sound, new TrustPolicy([signer with { RevokedSince = at }])));
        Assert.Equal(Valid, Verdict(Sound, new TrustPolicy([signer with { RevokedSince = at.AddSeconds(1) }])));
    }

    private static string WithoutFirst(string document)
    {
        int start = document.IndexOf('[', document.IndexOf("\"signature\"", StringComparison.Ordinal)) + 1;
        int end = document.IndexOf("},{", start, StringComparison.Ordinal) + 2;
        return document.Remove(start, end - start);
    }

    private static ImmutableSortedDictionary<string, string> WithKey(Signer signer) =>
        EnclosedSignature.Core("ES256", signer.Jwk);

    private static string Verdict(string document, TrustPolicy? policy = null, string? publisher = "aurora") =>
        Trusted.Verdict(policy ?? Standard(), publisher, [], Encoding.UTF8.GetBytes(document));

    private static VerificationReport Report(string document)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(document);
        return Trusted.Verify(Standard(), Trusted.NoRoots, "aurora", [], bytes);
    }

    private static TrustPolicy Standard() =>
        Trusted.Policy((Aurora, "aurora", null, null), (Cobalt, "cobalt", null, null));

    private static string Replace(string text, string sound, string broken)
    {
        Assert.Contains(sound, text, StringComparison.Ordinal);
        return text.Replace(sound, broken, StringComparison.Ordinal);
    }
}
