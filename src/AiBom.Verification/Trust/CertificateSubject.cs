using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AiBom.Verification.Trust;

/// <summary>
/// A distinguished name, to be compared as a whole: the same attributes with the same values in the same order. How a
/// value is encoded in ASN.1 does not count, because the one who registers a name in text cannot say it.
/// </summary>
internal sealed class CertificateSubject
{
    private readonly string text;
    private readonly string[] attributes;

    private CertificateSubject(string text, string[] attributes)
    {
        this.text = text;
        this.attributes = attributes;
    }

    /// <summary>Reads a name in the text form of RFC 4514; false where it is none, or is empty.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out CertificateSubject? subject)
    {
        subject = null;
        try
        {
            return TryRead(new X500DistinguishedName(text), out subject);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>Reads the name of a certificate's subject; false where it is empty or cannot be read.</summary>
    public static bool TryRead(X500DistinguishedName name, [NotNullWhen(true)] out CertificateSubject? subject)
    {
        subject = null;
        try
        {
            string[] read = [.. name.EnumerateRelativeDistinguishedNames().Select(Text)];
            subject = read.Length > 0 ? new CertificateSubject(name.Name, read) : null;
            return subject is not null;
        }
        catch (Exception malformed) when (malformed is CryptographicException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Whether two names are one.</summary>
    public bool Is(CertificateSubject other) => attributes.AsSpan().SequenceEqual(other.attributes);

    /// <inheritdoc/>
    public override string ToString() => text;

    /// <summary>Several attributes at one place have no text of their own, so their encoding is compared.</summary>
    private static string Text(X500RelativeDistinguishedName part) => part.HasMultipleElements
        ? Convert.ToHexStringLower(part.RawData.Span)
        : $"{part.GetSingleElementType().Value}={part.GetSingleElementValue()}";
}
