using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AiBom.Testing.Sigstore;

/// <summary>What a certificate for an ephemeral key says, as Fulcio writes it.</summary>
public sealed record LeafRecipe
{
    private const string StampsExtension = "1.3.6.1.4.1.11129.2.4.2";

    /// <summary>Who issues it.</summary>
    public CertificateAuthority Authority { get; init; } = VirtualSigstore.Fulcio;

    /// <summary>Its subject's common name; null for an empty subject, which is what Fulcio writes.</summary>
    public string? Subject { get; init; }

    /// <summary>The start of its validity.</summary>
    public DateTimeOffset From { get; init; } = VirtualSigstore.At.AddMinutes(-2);

    /// <summary>The end of its validity.</summary>
    public DateTimeOffset Until { get; init; } = VirtualSigstore.At.AddMinutes(8);

    /// <summary>The key usage; null leaves the extension out.</summary>
    public X509KeyUsageFlags? KeyUsage { get; init; } = X509KeyUsageFlags.DigitalSignature;

    /// <summary>The extended key usages; none leaves the extension out.</summary>
    public ImmutableArray<string> ExtendedKeyUsages { get; init; } = [VirtualSigstore.CodeSigning];

    /// <summary>The subject alternative names; none leaves the extension out.</summary>
    public ImmutableArray<SubjectName> Names { get; init; } = [SubjectName.Uri(VirtualSigstore.Identity)];

    /// <summary>The issuer of the identity token in extension 1.3.6.1.4.1.57264.1.8; null leaves it out.</summary>
    public string? Issuer { get; init; } = VirtualSigstore.Issuer;

    /// <summary>The same in the older extension 1.3.6.1.4.1.57264.1.1; null leaves it out.</summary>
    public string? OldIssuer { get; init; } = VirtualSigstore.Issuer;

    /// <summary>What further extensions it has.</summary>
    public ImmutableArray<X509Extension> Further { get; init; } = [];

    /// <summary>The transparency logs' timestamps that it embeds; none leaves the extension out.</summary>
    public ImmutableArray<StampRecipe> Stamps { get; init; } = [new StampRecipe()];

    /// <summary>Issues the certificate for a key.</summary>
    public byte[] Issue(Key key)
    {
        byte[] serial = CertificateAuthority.Serial();
        byte[] Certify(params X509Extension[] stamps) => Authority.Issue(
            key.ForCertificate(), Subject, From, Until, serial, [.. Extensions(), .. stamps]);

        if (Stamps.IsEmpty)
        {
            return Certify();
        }

        // RFC 6962 §3.2: the log signs the certificate's body as it is without the timestamps.
        byte[] body = BodyOf(Certify());
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteOctetString(CtLog.ListOf(Stamps.Select(stamp => stamp.Make(body, Authority))));
        return Certify(new X509Extension(StampsExtension, writer.Encode(), critical: false));
    }

    /// <summary>The body of a certificate: what its issuer signed.</summary>
    public static byte[] BodyOf(byte[] certificate) => new AsnReader(certificate, AsnEncodingRules.DER)
        .ReadSequence().PeekEncodedValue().ToArray();

    private IEnumerable<X509Extension> Extensions()
    {
        if (KeyUsage is { } usage)
        {
            yield return new X509KeyUsageExtension(usage, critical: true);
        }

        if (!ExtendedKeyUsages.IsEmpty)
        {
            OidCollection usages = [.. ExtendedKeyUsages.Select(oid => new Oid(oid))];
            yield return new X509EnhancedKeyUsageExtension(usages, critical: false);
        }

        if (!Names.IsEmpty)
        {
            yield return SubjectName.Extension(Names);
        }

        if (OldIssuer is not null)
        {
            yield return new X509Extension(
                "1.3.6.1.4.1.57264.1.1", System.Text.Encoding.UTF8.GetBytes(OldIssuer), critical: false);
        }

        if (Issuer is not null)
        {
            var writer = new AsnWriter(AsnEncodingRules.DER);
            writer.WriteCharacterString(UniversalTagNumber.UTF8String, Issuer);
            yield return new X509Extension("1.3.6.1.4.1.57264.1.8", writer.Encode(), critical: false);
        }

        foreach (X509Extension extension in Further)
        {
            yield return extension;
        }
    }
}

/// <summary>A timestamp that a certificate transparency log made for a certificate.</summary>
public sealed record StampRecipe
{
    /// <summary>Which log made it.</summary>
    public CtLog Log { get; init; } = VirtualSigstore.CtLog;

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; } = VirtualSigstore.At.AddMinutes(-2);

    /// <summary>What the log put into its extensions field.</summary>
    public ImmutableArray<byte> Extensions { get; init; } = [];

    /// <summary>The body that the log was shown; null for the certificate's own.</summary>
    public ImmutableArray<byte>? Body { get; init; }

    /// <summary>Who the log was told is the issuer; null for who is.</summary>
    public CertificateAuthority? Authority { get; init; }

    /// <summary>What becomes of the finished timestamp on its way into the certificate.</summary>
    public Func<byte[], byte[]> Written { get; init; } = stamp => stamp;

    internal byte[] Make(byte[] body, CertificateAuthority authority) => Written(Log.Stamp(
        Body is { } other ? [.. other] : body,
        (Authority ?? authority).IssuingKey.SubjectPublicKeyInfo,
        At,
        [.. Extensions]));
}
