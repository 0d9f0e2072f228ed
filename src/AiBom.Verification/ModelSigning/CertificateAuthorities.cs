using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AiBom.Verification.Keys;

namespace AiBom.Verification.ModelSigning;

/// <summary>
/// The certificate authorities that an operator names, and the check of a certificate against them. Immutable.
/// </summary>
public sealed class CertificateAuthorities
{
    private const string CodeSigning = "1.3.6.1.5.5.7.3.3";

    private readonly X509Certificate2Collection anchors = [];
    private readonly X509Certificate2Collection intermediates = [];

    private CertificateAuthorities()
    {
    }

    /// <summary>
    /// Reads one or more PEM blocks "CERTIFICATE". Those that signed themselves are trusted; others only help to find
    /// a way from a signer to them.
    /// </summary>
    /// <returns>False where there is no certificate, none that signed itself, or one that cannot be read.</returns>
    public static bool TryParse(string? pem, [NotNullWhen(true)] out CertificateAuthorities? authorities)
    {
        authorities = null;
        var read = new X509Certificate2Collection();
        try
        {
            read.ImportFromPem(pem);
        }
        catch (CryptographicException)
        {
            return false;
        }

        var sorted = new CertificateAuthorities();
        foreach (X509Certificate2 certificate in read.Take(VerificationLimits.Authorities))
        {
            (IsSelfSigned(certificate) ? sorted.anchors : sorted.intermediates).Add(certificate);
        }

        authorities = sorted.anchors.Count > 0 && read.Count <= VerificationLimits.Authorities ? sorted : null;
        return authorities is not null;
    }

    /// <summary>Reads a certificate's public key, which is null where nothing is verified under its kind.</summary>
    /// <returns>False where it is no certificate.</returns>
    internal static bool TryKeyOf(byte[] certificate, out Keys.PublicKey? key, out string subject)
    {
        (key, subject) = (null, "");
        try
        {
            using X509Certificate2 read = X509CertificateLoader.LoadCertificate(certificate);
            subject = read.Subject;
            PublicKeyReader.TryRead(read.PublicKey.ExportSubjectPublicKeyInfo(), out key, out _);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>Whether a chain leads to an authority, and its first certificate may sign.</summary>
    /// <param name="chain">The certificates in DER, the signer's first; nothing in them is trusted by itself.</param>
    /// <param name="at">When it must have been valid.</param>
    internal CertificateStanding Check(IReadOnlyList<byte[]> chain, DateTimeOffset at)
    {
        var loaded = new List<X509Certificate2>();
        try
        {
            loaded.AddRange(chain.Select(der => X509CertificateLoader.LoadCertificate(der)));
            return MaySign(loaded[0]) ? Build(loaded, at) : CertificateStanding.NotForSigning;
        }
        catch (CryptographicException)
        {
            return CertificateStanding.Untrusted;
        }
        finally
        {
            loaded.ForEach(certificate => certificate.Dispose());
        }
    }

    private CertificateStanding Build(List<X509Certificate2> certificates, DateTimeOffset at)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(anchors);
        chain.ChainPolicy.ExtraStore.AddRange(intermediates);
        chain.ChainPolicy.ExtraStore.AddRange(certificates.Skip(1).ToArray());
        chain.ChainPolicy.VerificationTime = at.UtcDateTime;
        chain.ChainPolicy.VerificationTimeIgnored = false;

        // Nothing is fetched because a certificate says so.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        if (chain.Build(certificates[0]))
        {
            return CertificateStanding.Trusted;
        }

        X509ChainStatusFlags problems = chain.ChainStatus
            .Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status);
        return problems is X509ChainStatusFlags.NotTimeValid
            ? CertificateStanding.OutsideValidity
            : CertificateStanding.Untrusted;
    }

    /// <summary>
    /// As the reference implementation has it: the usage "digital signature", or the extended usage "code signing".
    /// A certificate that names neither was not made for this.
    /// </summary>
    private static bool MaySign(X509Certificate2 certificate) =>
        certificate.Extensions.Any(extension => extension switch
        {
            X509KeyUsageExtension usage => usage.KeyUsages.HasFlag(X509KeyUsageFlags.DigitalSignature),
            X509EnhancedKeyUsageExtension extended => extended.EnhancedKeyUsages
                .Cast<Oid>()
                .Any(usage => string.Equals(usage.Value, CodeSigning, StringComparison.Ordinal)),
            _ => false,
        });

    /// <summary>Asked of the signature: equal names say nothing.</summary>
    private static bool IsSelfSigned(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(certificate);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid;
        return chain.Build(certificate) && chain.ChainElements.Count == 1;
    }
}

/// <summary>How a certificate stands to the authorities.</summary>
internal enum CertificateStanding
{
    /// <summary>It leads to one of them, and is valid.</summary>
    Trusted = 1,

    /// <summary>It leads to one of them, and some certificate on the way is not valid at the time.</summary>
    OutsideValidity,

    /// <summary>It does not lead to one of them.</summary>
    Untrusted,

    /// <summary>It was not made for signing.</summary>
    NotForSigning,
}
