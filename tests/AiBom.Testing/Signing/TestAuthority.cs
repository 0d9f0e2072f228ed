using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AiBom.Testing.Signing;

/// <summary>A certificate authority with keys made anew each run.</summary>
public sealed class TestAuthority
{
    private static readonly Oid CodeSigning = new("1.3.6.1.5.5.7.3.3");

    private readonly X509Certificate2 certificate;

    /// <summary>Makes an authority that signed itself.</summary>
    /// <param name="name">Its common name.</param>
    /// <param name="from">The first instant at which it is valid.</param>
    /// <param name="until">The last.</param>
    public TestAuthority(string name, DateTimeOffset from, DateTimeOffset until)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        certificate = Request(name, key, isAuthority: true).CreateSelfSigned(from, until);
    }

    private TestAuthority(X509Certificate2 certificate) => this.certificate = certificate;

    /// <summary>The certificate in PEM.</summary>
    public string Pem => certificate.ExportCertificatePem();

    /// <summary>The certificate in DER.</summary>
    public byte[] Der => certificate.RawData;

    /// <summary>An authority below this one.</summary>
    public TestAuthority Below(string name, DateTimeOffset from, DateTimeOffset until)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        return new TestAuthority(Issue(Request(name, key, isAuthority: true), from, until).CopyWithPrivateKey(key));
    }

    /// <summary>A signer with a certificate of this authority.</summary>
    /// <param name="name">Its common name.</param>
    /// <param name="from">The first instant at which it is valid.</param>
    /// <param name="until">The last.</param>
    /// <param name="usage">What the key may be used for; none leaves the extension out.</param>
    /// <param name="isForCode">Whether the extended usage is code signing; it is for servers otherwise.</param>
    public (Signer Signer, byte[] Certificate) Certify(
        string name,
        DateTimeOffset from,
        DateTimeOffset until,
        X509KeyUsageFlags usage = X509KeyUsageFlags.DigitalSignature,
        bool isForCode = true)
    {
        ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = Request(name, key, isAuthority: false);
        if (usage is not X509KeyUsageFlags.None)
        {
            request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, critical: true));
        }

        Oid extended = isForCode ? CodeSigning : new Oid("1.3.6.1.5.5.7.3.1");
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([extended], critical: false));
        return (Signer.Of(key), Issue(request, from, until).RawData);
    }

    private static CertificateRequest Request(string name, ECDsa key, bool isAuthority)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(isAuthority, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        if (isAuthority)
        {
            request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        }

        return request;
    }

    private X509Certificate2 Issue(CertificateRequest request, DateTimeOffset from, DateTimeOffset until) =>
        request.Create(certificate, from, until, RandomNumberGenerator.GetBytes(16));
}
