using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AiBom.Verification.Sigstore.Certificates;

/// <summary>Reads certificates: one, in DER, and nothing behind it.</summary>
internal static class CertificateReader
{
    /// <summary>Reads a certificate; null where the bytes are none.</summary>
    public static X509Certificate2? Read(byte[] der)
    {
        // The platform takes PEM too, and passes over what follows.
        if (der.Length is 0 or > VerificationLimits.CertificateBytes || der[0] != 0x30)
        {
            return null;
        }

        try
        {
            X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(der);
            return certificate.RawDataMemory.Span.SequenceEqual(der) ? certificate : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
