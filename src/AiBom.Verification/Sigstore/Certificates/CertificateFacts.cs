using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace AiBom.Verification.Sigstore.Certificates;

/// <summary>What a certificate says, read by ourselves where the platform reads it laxly or not at all.</summary>
internal static class CertificateFacts
{
    /// <summary>The extended key usage of those who sign code.</summary>
    public const string CodeSigning = "1.3.6.1.5.5.7.3.3";

    private const string SubjectAlternativeName = "2.5.29.17";
    private const string FulcioOtherName = "1.3.6.1.4.1.57264.1.7";
    private const string FulcioIssuer = "1.3.6.1.4.1.57264.1.8";
    private const string FulcioIssuerRaw = "1.3.6.1.4.1.57264.1.1";

    /// <summary>Whether a time is within the certificate's own validity; both ends belong to it.</summary>
    public static bool IsValidAt(X509Certificate2 certificate, DateTimeOffset at) =>
        at >= new DateTimeOffset(certificate.NotBefore) && at <= new DateTimeOffset(certificate.NotAfter);

    /// <summary>Whether it says that it may issue certificates.</summary>
    public static bool IsAuthority(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509BasicConstraintsExtension>().Any(one => one.CertificateAuthority);

    /// <summary>Whether it names an extended key usage; one that has none is for nothing in particular.</summary>
    public static bool HasExtendedUsage(X509Certificate2 certificate, string usage) => certificate.Extensions
        .OfType<X509EnhancedKeyUsageExtension>()
        .SelectMany(one => one.EnhancedKeyUsages.Cast<System.Security.Cryptography.Oid>())
        .Any(one => string.Equals(one.Value, usage, StringComparison.Ordinal));

    /// <summary>Whether its key may make digital signatures.</summary>
    public static bool MaySign(X509Certificate2 certificate) => certificate.Extensions
        .OfType<X509KeyUsageExtension>()
        .Any(one => one.KeyUsages.HasFlag(X509KeyUsageFlags.DigitalSignature));

    /// <summary>
    /// The names of the subject as Fulcio writes them: an e-mail address, a URI, or a name of Fulcio's own kind.
    /// </summary>
    /// <exception cref="AsnContentException">The extension is not in DER.</exception>
    public static List<string> SubjectNames(X509Certificate2 certificate)
    {
        var names = new List<string>();
        foreach (X509Extension extension in Named(certificate, SubjectAlternativeName))
        {
            AsnReader sequence = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
            while (sequence.HasData)
            {
                names.Add(ReadName(sequence));
            }
        }

        return names;
    }

    /// <summary>
    /// Who vouched for the identity towards Fulcio: the newer extension, a UTF8String, and without it the older one,
    /// bare text. Null for neither.
    /// </summary>
    /// <exception cref="AsnContentException">The extension is not in DER.</exception>
    public static string? Issuer(X509Certificate2 certificate)
    {
        if (Named(certificate, FulcioIssuer).FirstOrDefault() is { } extension)
        {
            var reader = new AsnReader(extension.RawData, AsnEncodingRules.DER);
            string issuer = reader.ReadCharacterString(UniversalTagNumber.UTF8String);
            reader.ThrowIfNotEmpty();
            return issuer;
        }

        return Named(certificate, FulcioIssuerRaw).FirstOrDefault() is { } older
            ? System.Text.Encoding.UTF8.GetString(older.RawData)
            : null;
    }

    /// <summary>The extensions of one kind; RFC 5280 section 4.2 allows one.</summary>
    public static IEnumerable<X509Extension> Named(X509Certificate2 certificate, string oid) =>
        certificate.Extensions.Where(one => string.Equals(one.Oid?.Value, oid, StringComparison.Ordinal));

    /// <summary>Reads a GeneralName (RFC 5280 section 4.2.1.6); one of another kind is named by its tag.</summary>
    private static string ReadName(AsnReader names)
    {
        Asn1Tag tag = names.PeekTag();
        switch (tag.TagClass is TagClass.ContextSpecific ? tag.TagValue : -1)
        {
            case 1 or 6:
                return names.ReadCharacterString(UniversalTagNumber.IA5String, tag);
            case 0:
                AsnReader other = names.ReadSequence(tag);
                string kind = other.ReadObjectIdentifier();
                AsnReader value = other.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true));
                return kind is FulcioOtherName
                    ? value.ReadCharacterString(UniversalTagNumber.UTF8String)
                    : $"otherName {kind}";
            default:
                names.ReadEncodedValue();
                return $"name of kind {tag}";
        }
    }
}
