using AiBom.Domain.Journal;
using AiBom.Testing.Signing;
using AiBom.Testing.Sigstore;
using AiBom.Verification.Attestations;
using AiBom.Verification.Sigstore;
using AiBom.Verification.Trust;

namespace AiBom.Verification.Tests.Opening;

/// <summary>Bundles under certificates of authorities that were registered, and are not Sigstore's.</summary>
public sealed class CertificateDocumentTests
{
    private static readonly DateTimeOffset At = VirtualSigstore.At;
    private static readonly TestAuthority Authority = new("authority", VirtualSigstore.Founded, At.AddYears(1));
    private static readonly TestAuthority Else = new("authority", VirtualSigstore.Founded, At.AddYears(1));
    private static readonly (Signer Signer, byte[] Certificate) Ci = Authority.Certify("ci", At, At.AddDays(60));

    private static readonly TrustedRoots Roots = new([VirtualSigstore.Mint(Recipe.Message).TrustedRoot]);

    private static readonly TrustPolicy Policy = new(
    [
        Trusted.SignerOf(new SignerDraft("aurora") { Certificate = new CertificateSigner("CN=ci", Authority.Pem) }),
        Trusted.SignerOf(new SignerDraft("cobalt") { Certificate = new CertificateSigner("CN=cobalt", Authority.Pem) }),
    ]);

    [Fact]
    public void A_certificate_of_a_registered_authority_and_subject_makes_the_author()
    {
        byte[] sound = Bundle(Ci.Signer, Ci.Certificate, Authority.Der);

        Assert.Equal("VALID author=aurora signer", Verdict("aurora", sound));
        Assert.Equal("UNTRUSTED_SIGNER signer quarantined signer:UNTRUSTED_SIGNER", Verdict("cobalt", sound));
        Assert.Equal("UNTRUSTED_SIGNER signer signer:UNTRUSTED_SIGNER", Verdict(null, sound));
    }

    [Fact]
    public void A_certificate_of_another_subject_or_authority_is_a_strangers()
    {
        var other = Authority.Certify("other", At, At.AddDays(60));
        var foreign = Else.Certify("ci", At, At.AddDays(60));

        Assert.StartsWith(
            "UNTRUSTED_SIGNER quarantined signature:SIGNER_UNKNOWN",
            Verdict("aurora", Bundle(other.Signer, other.Certificate, Authority.Der)),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "UNTRUSTED_SIGNER quarantined signature:SIGNER_UNKNOWN",
            Verdict("aurora", Bundle(foreign.Signer, foreign.Certificate, Else.Der)),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "NOT_CHECKED signature:SIGNER_UNKNOWN",
            Verdict(null, Bundle(foreign.Signer, foreign.Certificate, Else.Der)),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_signature_of_another_key_than_the_certificates_is_false_whoever_is_meant()
    {
        byte[] false_ = Bundle(KeyRing.Stranger, Ci.Certificate, Authority.Der);

        Assert.Equal("INVALID quarantined signature:SIGNATURE_INVALID", Verdict("aurora", false_));
        Assert.Equal("INVALID quarantined signature:SIGNATURE_INVALID", Verdict(null, false_));
    }

    [Fact]
    public void A_certificate_that_has_ended_counts_only_where_a_time_is_proven()
    {
        var old = Authority.Certify("ci", At.AddDays(-1), At.AddDays(1));
        Envelope envelope = old.Signer.SignDocument(Trusted.Document);
        ModelBundleText bundle = ModelBundleText.Of(envelope, old.Certificate, Authority.Der);
        byte[] signature = Convert.FromBase64String(envelope.Signature);
        byte[] stamped = bundle.With(VirtualSigstore.Stamper.Stamp(signature, At)).ToBytes();
        byte[] elsewhere = bundle.With(VirtualSigstore.Stamper.Stamp([1], At)).ToBytes();

        Assert.Equal(
            "EXPIRED signer quarantined validity:SIGNER_EXPIRED", Verdict("aurora", bundle.ToBytes()));
        Assert.Equal("VALID author=aurora signer", Verdict("aurora", stamped));
        Assert.Equal(At, Trusted.Verify(Policy, Roots, "aurora", [stamped]).SignedAt);
        Assert.Equal(
            "EXPIRED signer quarantined validity:SIGNER_EXPIRED",
            Verdict("aurora", stamped, at: At.AddDays(-2)));
        Assert.Equal(
            "NOT_CHECKED signature:TRUSTED_ROOT_MISSING D2:TIMESTAMP_INVALID",
            Verdict("aurora", elsewhere, Trusted.NoRoots));
    }

    [Fact]
    public void A_time_stamp_that_does_not_hold_refuses_the_bundle()
    {
        Envelope envelope = Ci.Signer.SignDocument(Trusted.Document);
        byte[] elsewhere = ModelBundleText.Of(envelope, Ci.Certificate, Authority.Der)
            .With(VirtualSigstore.Stamper.Stamp([1], At)).ToBytes();

        Assert.Equal(
            "INVALID quarantined signature:SIGNATURE_INVALID D2:TIMESTAMP_INVALID", Verdict("aurora", elsewhere));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_a_holder_who_is_registered_twice_the_registration_that_counts_is_named(bool isFirst)
    {
        TrustedSigner one = Registered("aurora", Authority.Pem, isFirst ? "https://spdx.dev/Document" : null);
        TrustedSigner other = Registered(
            "aurora", Authority.Pem + "\n" + Else.Pem, isFirst ? null : "https://spdx.dev/Document");

        VerificationReport report = Trusted.Verify(
            new TrustPolicy([one, other]), Roots, "aurora", [Bundle(Ci.Signer, Ci.Certificate, Authority.Der)]);

        Assert.Equal("VALID author=aurora signer", Trusted.Text(report));
        Assert.Equal((isFirst ? other : one).Id, report.Signer);
    }

    [Fact]
    public void An_attestation_is_the_word_of_those_alone_for_whom_the_named_signer_is_registered()
    {
        TrustedSigner aurora = Registered("aurora", Authority.Pem);
        TrustedSigner cobalt = Registered("cobalt", Authority.Pem + "\n" + Else.Pem);
        byte[] bundle = ModelBundleText
            .Of(Ci.Signer.Attest(Attested.ProvenanceOf("model", "base")), Ci.Certificate, Authority.Der).ToBytes();

        AttestationVerification verified = new AttestationVerifier(new TrustPolicy([aurora, cobalt]), Roots)
            .Verify(bundle, At);

        string author = Assert.Single(verified.Authors);
        Assert.Equal((author is "aurora" ? aurora : cobalt).Id, verified.Signer);
    }

    private static TrustedSigner Registered(string organization, string authorities, string? onlyFor = null) =>
        Trusted.SignerOf(new SignerDraft(organization)
        {
            Certificate = new CertificateSigner("CN=ci", authorities),
            PredicateTypes = onlyFor is null ? [] : [onlyFor],
        });

    private static byte[] Bundle(Signer signer, params byte[][] chain) =>
        ModelBundleText.Of(signer.SignDocument(Trusted.Document), chain).ToBytes();

    private static string Verdict(
        string? publisher, byte[] bundle, TrustedRoots? roots = null, DateTimeOffset? at = null) =>
        Trusted.Text(Trusted.Verify(Policy, roots ?? Roots, publisher, [bundle], at: at));
}
