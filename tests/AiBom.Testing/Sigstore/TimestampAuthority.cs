using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace AiBom.Testing.Sigstore;

/// <summary>A timestamp authority (RFC 3161): a chain of its own, and a signer below it.</summary>
public sealed class TimestampAuthority
{
    private const string TimestampInfo = "1.2.840.113549.1.9.16.1.4";
    private const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";

    private readonly X509Certificate2 signer;

    /// <summary>Makes an authority whose signer may stamp within a validity.</summary>
    /// <param name="organization">Whose it is.</param>
    /// <param name="from">The start of the certificates' validity.</param>
    /// <param name="until">The end of the signer's validity.</param>
    /// <param name="usage">The signer's extended key usage.</param>
    /// <param name="issuer">Who certifies the signer; null for an authority of its own.</param>
    public TimestampAuthority(
        string organization,
        DateTimeOffset from,
        DateTimeOffset until,
        string usage = VirtualSigstore.TimeStamping,
        CertificateAuthority? issuer = null)
    {
        Organization = organization;
        Authority = issuer ?? new CertificateAuthority($"{organization} stamps", from, from.AddYears(20));
        var key = Key.P384();
        byte[] certificate = Authority.Issue(
            key.ForCertificate(),
            $"{organization} stamper",
            from,
            until,
            CertificateAuthority.Serial(),
            [
                new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true),
                new X509EnhancedKeyUsageExtension([new Oid(usage)], critical: true),
            ]);
        using X509Certificate2 bare = X509CertificateLoader.LoadCertificate(certificate);
        signer = bare.CopyWithPrivateKey((ECDsa)key.Pair!);
    }

    /// <summary>Whose it is.</summary>
    public string Organization { get; }

    /// <summary>Who certified its signer.</summary>
    public CertificateAuthority Authority { get; }

    /// <summary>The chain as a trusted root holds it: the signer, its issuer, and the root.</summary>
    public IReadOnlyList<byte[]> Chain => [signer.RawData, .. Authority.Chain];

    /// <summary>Stamps content with SHA-256, as one that a caller mints evidence around wants it.</summary>
    /// <param name="content">What is stamped.</param>
    /// <param name="at">When, in whole seconds.</param>
    public byte[] Stamp(byte[] content, DateTimeOffset at) =>
        Answer(SHA256.HashData(content), HashAlgorithmName.SHA256, at, embed: true, status: 0);

    /// <summary>Answers a request for a timestamp.</summary>
    /// <param name="imprint">The hash of what is stamped.</param>
    /// <param name="algorithm">The hash's algorithm.</param>
    /// <param name="at">When, in whole seconds.</param>
    /// <param name="embed">Whether the token holds the signer's certificate.</param>
    /// <param name="status">The PKIStatus of the answer; 0 is granted.</param>
    internal byte[] Answer(byte[] imprint, HashAlgorithmName algorithm, DateTimeOffset at, bool embed, int status)
    {
        var content = new ContentInfo(new Oid(TimestampInfo), Info(imprint, algorithm, at));
        var message = new SignedCms(content);
        var by = new CmsSigner(SubjectIdentifierType.IssuerAndSerialNumber, signer)
        {
            DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1"),
            IncludeOption = embed ? X509IncludeOption.EndCertOnly : X509IncludeOption.None,
        };
        by.SignedAttributes.Add(new Pkcs9SigningTime(at.UtcDateTime));
        by.SignedAttributes.Add(new AsnEncodedData(SigningCertificateV2, SigningCertificate()));
        message.ComputeSignature(by);

        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteInteger(status);
            }

            writer.WriteEncodedValue(message.Encode());
        }

        return writer.Encode();
    }

    /// <summary>RFC 3161 §2.4.2, TSTInfo.</summary>
    private static byte[] Info(byte[] imprint, HashAlgorithmName algorithm, DateTimeOffset at)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            writer.WriteObjectIdentifier("1.3.6.1.4.1.57264.2");
            using (writer.PushSequence())
            {
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(CryptoConfig.MapNameToOID(algorithm.Name!)!);
                }

                writer.WriteOctetString(imprint);
            }

            writer.WriteInteger(CertificateAuthority.Serial());
            writer.WriteGeneralizedTime(at, omitFractionalSeconds: true);
        }

        return writer.Encode();
    }

    /// <summary>RFC 5035 §3: which certificate signs, by its hash.</summary>
    private byte[] SigningCertificate()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                using (writer.PushSequence())
                {
                    writer.WriteOctetString(SHA256.HashData(signer.RawData));
                }
            }
        }

        return writer.Encode();
    }
}

/// <summary>A timestamp for a bundle's signature.</summary>
public sealed record TimestampRecipe
{
    /// <summary>Who makes it.</summary>
    public TimestampAuthority By { get; init; } = VirtualSigstore.Stamper;

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; } = VirtualSigstore.At;

    /// <summary>What is stamped: the signature, unless someone asks for something else.</summary>
    public Func<Signed, byte[]> Over { get; init; } = signed => signed.Signature;

    /// <summary>The hash that the requester chose.</summary>
    public HashAlgorithmName Imprint { get; init; } = HashAlgorithmName.SHA256;

    /// <summary>Whether the token holds the signer's certificate.</summary>
    public bool Embeds { get; init; }

    /// <summary>The PKIStatus of the answer; 0 is granted.</summary>
    public int Status { get; init; }

    internal byte[] Make(Signed signed) =>
        By.Answer(CryptographicOperations.HashData(Imprint, Over(signed)), Imprint, At, Embeds, Status);
}
