using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Testing.Signing;
using AiBom.Testing.Sigstore;
using AiBom.Verification.Trust;

namespace AiBom.Verification.Tests.Trust;

public sealed class TrustedSignerTests
{
    private static readonly TestAuthority Authority =
        new("authority", VirtualSigstore.Founded, VirtualSigstore.Founded.AddYears(10));

    private static readonly SignerDraft Key = new("aurora") { PublicKey = KeyRing.Aurora.Pem };
    private static readonly SignerDraft Identity =
        new("aurora") { Identity = new IdentitySigner("ci@aurora.example", "https://issuer.example") };

    private static readonly SignerDraft Certificate =
        new("aurora") { Certificate = new CertificateSigner("CN=ci,O=Aurora", Authority.Pem) };

    private static readonly Dictionary<string, SignerDraft> Drafts = new(StringComparer.Ordinal)
    {
        ["nothing"] = new SignerDraft("aurora"),
        ["a key and an identity"] = Key with { Identity = Identity.Identity },
        ["a certificate and an identity"] = Certificate with { Identity = Identity.Identity },
        ["no key"] = new SignerDraft("aurora") { PublicKey = "" },
        ["a damaged key"] = Key with
        {
            PublicKey = KeyRing.Aurora.Pem.Replace("MFkw", "MFkx", StringComparison.Ordinal),
        },
        ["a private key"] = Key with { PublicKey = KeyRing.Aurora.PrivatePem },
        ["no authorities"] = Of("CN=ci", ""),
        ["a damaged authority"] = Of("CN=ci", Authority.Pem.Replace("MII", "MIX", StringComparison.Ordinal)),
        ["a key among authorities"] = Of("CN=ci", $"{Authority.Pem}\n{KeyRing.Aurora.PrivatePem}"),
        ["a public key among authorities"] = Of("CN=ci", $"{Authority.Pem}\n{KeyRing.Aurora.Pem}"),
        ["no self-signed authority"] = Of(
            "CN=ci", Authority.Below("below", VirtualSigstore.Founded, VirtualSigstore.Founded.AddYears(1)).Pem),
        ["too many authorities"] = Of(
            "CN=ci", string.Concat(Enumerable.Repeat($"{Authority.Pem}\n", VerificationLimits.Authorities + 1))),
        ["no subject"] = Of("", Authority.Pem),
        ["a subject that is no name"] = Of("ci at aurora", Authority.Pem),
        ["a subject that is too long"] = Of($"CN={new string('x', VerificationLimits.NameLength)}", Authority.Pem),
        ["no name"] = new SignerDraft("aurora") { Identity = new IdentitySigner("", "https://issuer.example") },
        ["no issuer"] = new SignerDraft("aurora") { Identity = new IdentitySigner("ci@aurora.example", "") },
        ["a name that is too long"] = new SignerDraft("aurora")
        {
            Identity = new IdentitySigner(new string('x', VerificationLimits.NameLength + 1), "https://issuer.example"),
        },
        ["a validity that ends before it begins"] = Key with { ValidFrom = Trusted.At, ValidUntil = Trusted.At },
        ["an empty predicate type"] = Key with { PredicateTypes = [""] },
        ["too many predicate types"] = Key with
        {
            PredicateTypes = [.. Enumerable.Repeat("x", VerificationLimits.SignerPredicateTypes + 1)],
        },
        ["too many builders"] = Key with
        {
            Builders = [.. Enumerable.Repeat("x", VerificationLimits.SignerBuilders + 1)],
        },
    };

    public static TheoryData<string> Names => [.. Drafts.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_no_one_signer_is_refused(string name)
    {
        Assert.False(TrustedSigner.TryCreate(Drafts[name], out TrustedSigner? signer, out Finding? refusal));

        Assert.Null(signer);
        Assert.Equal(Severity.Error, refusal.Severity);
        Assert.DoesNotContain("PRIVATE", $"{refusal.Found}", StringComparison.Ordinal);
    }

    [Fact]
    public void A_signer_survives_its_way_through_the_journal()
    {
        foreach (SignerDraft draft in (SignerDraft[])[Key, Identity, Certificate])
        {
            TrustedSigner signer = Trusted.SignerOf(draft with
            {
                ValidFrom = Trusted.At,
                PredicateTypes = ["https://slsa.dev/provenance"],
                Builders = [Attested.Builder],
            });
            TrustedSigner again = TrustedSigner.Of(signer.ToRegistered(), Trusted.At);

            Assert.Equal(signer.Id, again.Id);
            Assert.Equal(signer.ToRegistered(), again.ToRegistered() with
            {
                PredicateTypes = signer.PredicateTypes,
                Builders = signer.Builders,
            });
            Assert.Equal(Trusted.At, again.RevokedSince);
            Assert.True(again.MayVouchFor(Attested.Builder));
        }
    }

    [Fact]
    public void A_damaged_record_is_no_signer()
    {
        SignerRegistered sound = Trusted.SignerOf(Key).ToRegistered();

        Assert.Throws<InvalidDataException>(() => TrustedSigner.Of(sound with { PublicKey = "x" }));
        Assert.Throws<InvalidDataException>(() => TrustedSigner.Of(sound with { PublicKey = KeyRing.Cobalt.Pem }));
        Assert.Throws<InvalidDataException>(() => TrustedSigner.Of(sound with { PublicKey = null }));
    }

    [Theory]
    [InlineData("https://slsa.dev/provenance", "https://slsa.dev/provenance/v0.2", true)]
    [InlineData("https://slsa.dev/provenance", "https://slsa.dev/provenance/v1", true)]
    [InlineData("https://slsa.dev/provenance", "https://slsa.dev/provenance", true)]
    [InlineData("https://slsa.dev/provenance", "https://slsa.dev/provenance/v1/x", false)]
    [InlineData("https://slsa.dev/provenance", "https://slsa.dev/provenances", false)]
    [InlineData("https://slsa.dev/provenance", "https://slsa.dev/Provenance/v1", false)]
    [InlineData("https://slsa.dev/provenance/v1", "https://slsa.dev/provenance/v1", true)]
    [InlineData("https://slsa.dev/provenance/v1", "https://slsa.dev/provenance/v0.2", false)]
    [InlineData("https://cyclonedx.org/bom", "https://slsa.dev/provenance/v1", false)]
    public void A_family_covers_its_versions(string family, string type, bool expected)
    {
        Assert.Equal(expected, Trusted.SignerOf(Key with { PredicateTypes = [family] }).MaySign(type));
        Assert.True(Trusted.SignerOf(Key).MaySign(type));
    }

    [Theory]
    [InlineData("CN=ci,O=Aurora", "CN=ci,O=Aurora", true)]
    [InlineData("CN=ci,O=Aurora", "CN=ci, O=Aurora", true)]
    [InlineData("CN=ci,O=Aurora", "cn=ci,o=Aurora", true)]
    [InlineData("CN=ci,O=Aurora", "CN=CI,O=Aurora", false)]
    [InlineData("CN=ci,O=Aurora", "O=Aurora,CN=ci", false)]
    [InlineData("CN=ci,O=Aurora", "CN=ci", false)]
    [InlineData("CN=ci", "CN=\"ci,O=Aurora\"", false)]
    public void Subjects_are_compared_as_a_whole(string left, string right, bool expected)
    {
        Assert.True(CertificateSubject.TryParse(left, out CertificateSubject? one));
        Assert.True(CertificateSubject.TryParse(right, out CertificateSubject? other));

        Assert.Equal(expected, one.Is(other));
    }

    [Fact]
    public void An_identity_is_found_by_name_and_issuer_alone()
    {
        var policy = new TrustPolicy([Trusted.SignerOf(Identity), Trusted.SignerOf(Key)], version: 7);

        Assert.Equal(7, policy.Version);
        Assert.Single(policy.ByIdentity("ci@aurora.example", "https://issuer.example"));
        Assert.Empty(policy.ByIdentity("ci@aurora.example", "https://other.example"));
        Assert.Empty(policy.ByIdentity("CI@aurora.example", "https://issuer.example"));
        Assert.Equal(2, policy.ByOrganization("aurora").Length);
    }

    private static SignerDraft Of(string subject, string authorities) =>
        new("aurora") { Certificate = new CertificateSigner(subject, authorities) };

    [Theory]
    [InlineData("=")]
    [InlineData("CN")]
    [InlineData("CN=")]
    [InlineData("CN=a,")]
    [InlineData("CN=\0")]
    [InlineData("CN=\ud800")]
    [InlineData("OID.99.99=x")]
    [InlineData("OID.=x")]
    [InlineData("1.2.3.4.5.99999999999999999999999=x")]
    [InlineData("C=too long for a country")]
    [InlineData("CN=\"")]
    [InlineData("CN=a+O=b")]
    [InlineData("E=\u00e9")]
    [InlineData(",,,")]
    public void No_text_of_a_subject_throws(string subject)
    {
        bool isRead = CertificateSubject.TryParse(subject, out CertificateSubject? read);

        Assert.Equal(isRead, read is not null);
        Assert.True(!isRead || read!.Is(read));
    }
}
