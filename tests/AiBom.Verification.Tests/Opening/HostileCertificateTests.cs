using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Testing.Signing;
using AiBom.Testing.Sigstore;
using AiBom.Verification.Attestations;
using AiBom.Verification.Sigstore;
using AiBom.Verification.Trust;

namespace AiBom.Verification.Tests.Opening;

/// <summary>Certificates that strangers made: whatever stands in them is data.</summary>
public sealed class HostileCertificateTests
{
    private static readonly DateTimeOffset At = VirtualSigstore.At;
    private static readonly TestAuthority Authority = new("authority", VirtualSigstore.Founded, At.AddYears(1));
    private static readonly TrustedRoots Roots = new([VirtualSigstore.Mint(Recipe.Message).TrustedRoot]);

    private static readonly TrustPolicy Policy = new(
    [
        Trusted.SignerOf(new SignerDraft("aurora") { Certificate = new CertificateSigner("CN=ci", Authority.Pem) }),
    ]);

    [Theory]
    [InlineData("30030101FF")]
    [InlineData("30020000")]
    [InlineData("30023000")]
    [InlineData("30041F810100")]
    [InlineData("3002A000")]
    [InlineData("30")]
    [InlineData("0500")]
    public void A_subject_alternative_name_of_no_known_form_is_a_strangers(string names)
    {
        Assert.StartsWith(
            "UNTRUSTED_SIGNER quarantined signature:SIGNER_UNKNOWN",
            Verdict(SelfSigned(new X509Extension("2.5.29.17", Convert.FromHexString(names), critical: false))),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_of_a_key_that_are_not_in_DER_are_data()
    {
        byte[] certificate = SelfSigned();
        int curve = certificate.AsSpan().IndexOf(Convert.FromHexString("06082A8648CE3D030107"));
        Convert.FromHexString("30800604010203040000").CopyTo(certificate, curve);

        Assert.DoesNotContain("author", Verdict(certificate), StringComparison.Ordinal);
    }

    [Fact]
    public void Damage_at_any_place_of_a_certificate_is_data()
    {
        byte[] sound = Authority.Certify("ci", At, At.AddDays(60)).Certificate;
        foreach (byte[] damaged in Enumerable.Range(0, sound.Length).SelectMany(at => Damaged(sound, at)))
        {
            Assert.DoesNotContain("author", Verdict(damaged), StringComparison.Ordinal);
        }
    }

    private static IEnumerable<byte[]> Damaged(byte[] sound, int at)
    {
        foreach (byte value in (byte[])[0x00, 0x80])
        {
            byte[] damaged = [.. sound];
            damaged[at] = value;
            yield return damaged;
        }
    }

    private static byte[] SelfSigned(params X509Extension[] extensions)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=ci", key, HashAlgorithmName.SHA256);
        Array.ForEach(extensions, request.CertificateExtensions.Add);
        using X509Certificate2 certificate = request.CreateSelfSigned(At.AddDays(-1), At.AddDays(60));
        return certificate.RawData;
    }

    /// <summary>The signature is a stranger's, so nothing is believed whatever the certificate says.</summary>
    private static string Verdict(byte[] certificate)
    {
        byte[] bundle = ModelBundleText
            .Of(KeyRing.Stranger.SignDocument(Trusted.Document), certificate, Authority.Der).ToBytes();
        AttestationVerification attestation = new AttestationVerifier(Policy, Roots).Verify(bundle, At);
        Assert.NotEqual(Authenticity.Valid, attestation.Authenticity);
        return Trusted.Text(Trusted.Verify(Policy, Roots, "aurora", [bundle]));
    }
}
