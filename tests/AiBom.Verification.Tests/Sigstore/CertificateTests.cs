using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AiBom.Verification.Sigstore.Certificates;
using AiBom.Verification.Sigstore.Roots;
using AiBom.Verification.Sigstore.Times;

namespace AiBom.Verification.Tests.Sigstore;

/// <summary>Paths that must not be found, and DER that is none.</summary>
public sealed class CertificateTests
{
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_path_is_found_to_a_root_and_to_an_intermediate_as_anchor()
    {
        using X509Certificate2 root = Issue("CN=root", null, isAuthority: true);
        using X509Certificate2 middle = Issue("CN=middle", root, isAuthority: true);
        using X509Certificate2 leaf = Issue("CN=leaf", middle, isAuthority: false);

        Assert.Equal(middle, Build(leaf, Now, middle, root));
        Assert.Equal(middle, Build(leaf, Now, middle));
        Assert.Null(Build(leaf, Now, root));
        Assert.Null(Build(leaf, Now.AddYears(2), middle, root));
        Assert.Null(Build(leaf, Now.AddYears(-2), middle, root));
        Assert.Null(Build(leaf, Now));
    }

    [Fact]
    public void A_namesake_of_the_anchor_is_not_the_anchor()
    {
        using X509Certificate2 root = Issue("CN=root", null, isAuthority: true);
        using X509Certificate2 other = Issue("CN=root", null, isAuthority: true);
        using X509Certificate2 leaf = Issue("CN=leaf", other, isAuthority: false);

        Assert.Null(Build(leaf, Now, root));
        Assert.Null(Build(leaf, Now, other, root));
        Assert.Equal(other, Build(leaf, Now, other));
    }

    [Fact]
    public void Certificates_that_issue_each_other_make_no_path()
    {
        using X509Certificate2 a = Issue("CN=a", null, isAuthority: true);
        using X509Certificate2 b = Issue("CN=b", a, isAuthority: true);
        using X509Certificate2 aByB = Reissue(a, b);
        using X509Certificate2 root = Issue("CN=root", null, isAuthority: true);
        using X509Certificate2 leaf = Issue("CN=leaf", b, isAuthority: false);

        Assert.Null(Build(leaf, Now, b, aByB, root));
        Assert.Null(Build(aByB, Now, b, aByB, root));
    }

    [Fact]
    public void What_may_not_issue_does_not()
    {
        using X509Certificate2 root = Issue("CN=root", null, isAuthority: true);
        using X509Certificate2 plain = Issue("CN=plain", root, isAuthority: false);
        using X509Certificate2 leaf = Issue("CN=leaf", plain, isAuthority: false);

        Assert.Null(Build(leaf, Now, plain, root));
        Assert.Null(Build(root, Now, root));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(599_266_080_000_000_000)]
    [InlineData(3_155_378_975_999_999_999)]
    public void Times_at_the_ends_of_the_calendar_are_outside(long ticks)
    {
        using X509Certificate2 root = Issue("CN=root", null, isAuthority: true);
        using X509Certificate2 leaf = Issue("CN=leaf", root, isAuthority: false);

        Assert.Null(Build(leaf, new DateTimeOffset(ticks, TimeSpan.Zero), root));
    }

    [Fact]
    public void A_certificate_that_was_always_valid_gives_no_path_in_1900()
    {
        DateTimeOffset start = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using X509Certificate2 root = Issue("CN=root", null, isAuthority: true, start);
        using X509Certificate2 leaf = Issue("CN=leaf", root, isAuthority: false, start);

        Assert.Equal(root, Build(leaf, Now, root));
        Assert.InRange(Build(leaf, start.AddYears(1), root) is null ? 0 : 1, 0, 1);
    }

    [Fact]
    public void Truncated_and_flipped_der_is_no_certificate_no_time_stamp_and_no_error()
    {
        using X509Certificate2 root = Issue("CN=root", null, isAuthority: true);
        byte[] der = root.RawData;
        for (int i = 0; i < der.Length; i++)
        {
            byte[] flipped = [.. der];
            flipped[i] ^= 0xff;

            Assert.Null(CertificateReader.Read(der[..i]));
            Assert.Null(TimestampToken.Read(der[..i]));
            CertificateReader.Read(flipped)?.Dispose();
            Assert.Null(TimestampToken.Read(flipped));
        }

        Assert.Null(CertificateReader.Read([.. der, 0]));
        Assert.Null(CertificateReader.Read(new byte[VerificationLimits.CertificateBytes + 1]));
        Assert.Null(CertificateReader.Read(System.Text.Encoding.ASCII.GetBytes(root.ExportCertificatePem())));
    }

    private static X509Certificate2? Build(X509Certificate2 leaf, DateTimeOffset at, params X509Certificate2[] chain) =>
        CertificateChain.Build(leaf, new CertificateAuthority { Chain = [.. chain] }, at, CertificateFacts.CodeSigning);

    private static X509Certificate2 Issue(
        string name, X509Certificate2? issuer, bool isAuthority, DateTimeOffset? notBefore = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = Request(name, key, isAuthority);
        DateTimeOffset start = notBefore ?? Now.AddYears(-1);
        return issuer is null
            ? request.CreateSelfSigned(start, Now.AddYears(1))
            : request.Create(
                issuer.SubjectName,
                X509SignatureGenerator.CreateForECDsa(issuer.GetECDsaPrivateKey()!),
                start,
                Now.AddYears(1),
                [1]).CopyWithPrivateKey(key);
    }

    /// <summary>The same name and key, by another issuer.</summary>
    private static X509Certificate2 Reissue(X509Certificate2 certificate, X509Certificate2 issuer)
    {
        using ECDsa key = certificate.GetECDsaPrivateKey()!;
        return Request(certificate.Subject, key, isAuthority: true)
            .Create(issuer, Now.AddYears(-1), Now.AddYears(1), [2]);
    }

    private static CertificateRequest Request(string name, ECDsa key, bool isAuthority)
    {
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, critical: true));
        request.CertificateExtensions.Add(
            new X509EnhancedKeyUsageExtension([new Oid(CertificateFacts.CodeSigning)], critical: false));
        return request;
    }
}
