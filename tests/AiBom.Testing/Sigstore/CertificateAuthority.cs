using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AiBom.Testing.Sigstore;

/// <summary>A root, an intermediate below it, and what the intermediate issues.</summary>
public sealed class CertificateAuthority
{
    /// <summary>Makes an authority whose certificates are valid from <paramref name="from"/>.</summary>
    /// <param name="organization">Whose it is.</param>
    /// <param name="from">The start of its certificates' validity.</param>
    /// <param name="until">The end of the intermediate's validity.</param>
    public CertificateAuthority(string organization, DateTimeOffset from, DateTimeOffset until)
    {
        Organization = organization;
        var rootKey = Key.P384();
        X500DistinguishedName root = Name($"{organization} root");
        X500DistinguishedName intermediate = Name($"{organization} intermediate");
        Root = Certify(root, rootKey, root, rootKey, from, from.AddYears(20));
        Intermediate = Certify(intermediate, IssuingKey, root, rootKey, from, until);
    }

    /// <summary>Takes someone whom an authority certified for an authority, which that does not make it.</summary>
    /// <param name="by">Who certified it.</param>
    /// <param name="certificate">Its certificate.</param>
    /// <param name="key">Its key.</param>
    public CertificateAuthority(CertificateAuthority by, byte[] certificate, Key key)
    {
        Organization = by.Organization;
        Root = by.Intermediate;
        Intermediate = X509CertificateLoader.LoadCertificate(certificate);
        IssuingKey = key;
    }

    /// <summary>Whose it is.</summary>
    public string Organization { get; }

    /// <summary>The root's certificate.</summary>
    public X509Certificate2 Root { get; }

    /// <summary>The certificate of what issues.</summary>
    public X509Certificate2 Intermediate { get; }

    /// <summary>What the intermediate signs with.</summary>
    internal Key IssuingKey { get; } = Key.P384();

    /// <summary>The chain as a trusted root holds it: the intermediate, then the root.</summary>
    public IReadOnlyList<byte[]> Chain => [Intermediate.RawData, Root.RawData];

    /// <summary>Issues a certificate for a key, with the extensions given and the two key identifiers.</summary>
    internal byte[] Issue(
        PublicKey subjectKey,
        string? subject,
        DateTimeOffset from,
        DateTimeOffset until,
        byte[] serial,
        IEnumerable<X509Extension> extensions)
    {
        X500DistinguishedName name = subject is null ? new X500DistinguishedName("") : Name(subject);
        var request = new CertificateRequest(name, subjectKey, HashAlgorithmName.SHA384);
        foreach (X509Extension extension in extensions)
        {
            request.CertificateExtensions.Add(extension);
        }

        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(IdentifierOf(subjectKey), false));
        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Intermediate, true, false));
        using X509Certificate2 issued = request.Create(
            Intermediate.SubjectName, Generator(IssuingKey), from, until, serial);
        return issued.RawData;
    }

    /// <summary>A serial number: positive, and no byte longer than it must be.</summary>
    internal static byte[] Serial()
    {
        byte[] serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x7F) | 0x40);
        return serial;
    }

    private static X509Certificate2 Certify(
        X500DistinguishedName name,
        Key key,
        X500DistinguishedName issuer,
        Key by,
        DateTimeOffset from,
        DateTimeOffset until)
    {
        var request = new CertificateRequest(name, key.ForCertificate(), HashAlgorithmName.SHA384);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, critical: true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(
            new X509SubjectKeyIdentifierExtension(IdentifierOf(request.PublicKey), critical: false));
        return request.Create(issuer, Generator(by), from, until, Serial());
    }

    /// <summary>
    /// A hash of the key behind a zero. Sigstore's JavaScript client takes an identifier that happens to read as DER
    /// for DER and writes it anew in its shortest form, so that the certificate's signature no longer holds. None
    /// begins with a zero.
    /// </summary>
    private static byte[] IdentifierOf(PublicKey key) =>
        [0, .. SHA256.HashData(key.ExportSubjectPublicKeyInfo()).AsSpan(0, 19)];

    private static X500DistinguishedName Name(string commonName) => new($"O=virtual.example, CN={commonName}");

    private static X509SignatureGenerator Generator(Key key) => X509SignatureGenerator.CreateForECDsa((ECDsa)key.Pair!);
}
