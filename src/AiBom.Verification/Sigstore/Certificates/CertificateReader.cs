using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AiBom.Verification.Keys;

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

    /// <summary>Reads a certificate's key; null where no signature is verified under keys of its kind.</summary>
    public static Keys.PublicKey? ReadKey(X509Certificate2 certificate)
    {
        try
        {
            byte[] der = certificate.PublicKey.ExportSubjectPublicKeyInfo();
            return PublicKeyReader.TryRead(der, out Keys.PublicKey? key, out _) ? key : null;
        }
        catch (CryptographicException)
        {
            // How the platform says that the key's parameters are no DER.
            return null;
        }
    }
}
