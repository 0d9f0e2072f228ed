using System.Buffers.Binary;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AiBom.Verification.Keys;

namespace AiBom.Verification.Sigstore.Certificates;

/// <summary>
/// A signed certificate timestamp embedded in a certificate (RFC 6962 section 3.3): a log's promise that the
/// certificate is public.
/// </summary>
/// <param name="LogId">The log.</param>
/// <param name="Milliseconds">When, since 1970.</param>
/// <param name="Extensions">What the log added; it is part of what is signed.</param>
/// <param name="Signature">The signature.</param>
internal sealed record CertificateTimestamp(byte[] LogId, ulong Milliseconds, byte[] Extensions, byte[] Signature)
{
    private const string ListExtension = "1.3.6.1.4.1.11129.2.4.2";
    private const int LogIdLength = 32;
    private const byte Sha256 = 4;

    /// <summary>When; null for a time beyond the calendar.</summary>
    public DateTimeOffset? Time => Milliseconds <= (ulong)DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
        ? DateTimeOffset.FromUnixTimeMilliseconds((long)Milliseconds)
        : null;

    /// <summary>Reads the list in a certificate; null where it is malformed, empty where there is none.</summary>
    /// <exception cref="AsnContentException">The extension is not in DER.</exception>
    public static IReadOnlyList<CertificateTimestamp>? ReadList(X509Certificate2 certificate)
    {
        X509Extension[] extensions = [.. CertificateFacts.Named(certificate, ListExtension)];
        if (extensions is not [var extension])
        {
            return extensions is [] ? [] : null;
        }

        byte[] list = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadOctetString();
        var timestamps = new List<CertificateTimestamp>();
        var reader = new TlsReader(list);
        if (!reader.TryReadVector(out ReadOnlySpan<byte> items) || !reader.IsAtEnd)
        {
            return null;
        }

        var inner = new TlsReader(items);
        while (!inner.IsAtEnd)
        {
            if (timestamps.Count == VerificationLimits.CertificateTimestamps
                || !inner.TryReadVector(out ReadOnlySpan<byte> item)
                || Read(item) is not { } timestamp)
            {
                return null;
            }

            timestamps.Add(timestamp);
        }

        return timestamps;
    }

    /// <summary>
    /// What the log signed: the certificate as it was before the timestamps were put in, and its issuer's key.
    /// </summary>
    /// <exception cref="AsnContentException">The certificate is not in DER.</exception>
    public SignedBytes SignedContent(X509Certificate2 certificate, X509Certificate2 issuer)
    {
        byte[] precertificate = WithoutTimestamps(certificate);
        Span<byte> time = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(time, Milliseconds);

        // Version 1, certificate_timestamp; the time; precert_entry.
        return new SignedBytes((byte[])
        [
            0, 0, .. time, 0, 1,
            .. SHA256.HashData(issuer.PublicKey.ExportSubjectPublicKeyInfo()),
            (byte)(precertificate.Length >> 16), (byte)(precertificate.Length >> 8), (byte)precertificate.Length,
            .. precertificate,
            (byte)(Extensions.Length >> 8), (byte)Extensions.Length,
            .. Extensions,
        ]);
    }

    private static CertificateTimestamp? Read(ReadOnlySpan<byte> item)
    {
        var reader = new TlsReader(item);

        // Version 1, and SHA-256, which RFC 6962 section 2.1.4 demands; the key says the rest of the algorithm.
        return reader.TryReadBytes(1, out ReadOnlySpan<byte> version)
            && version[0] == 0
            && reader.TryReadBytes(LogIdLength, out ReadOnlySpan<byte> logId)
            && reader.TryReadBytes(sizeof(ulong), out ReadOnlySpan<byte> time)
            && reader.TryReadVector(out ReadOnlySpan<byte> extensions)
            && reader.TryReadBytes(2, out ReadOnlySpan<byte> algorithm)
            && algorithm[0] == Sha256
            && reader.TryReadVector(out ReadOnlySpan<byte> signature)
            && reader.IsAtEnd
            ? new CertificateTimestamp(
                logId.ToArray(),
                BinaryPrimitives.ReadUInt64BigEndian(time),
                extensions.ToArray(),
                signature.ToArray())
            : null;
    }

    /// <summary>The TBSCertificate (RFC 5280 section 4.1) without the extension that holds the list.</summary>
    private static byte[] WithoutTimestamps(X509Certificate2 certificate)
    {
        AsnReader whole = new AsnReader(certificate.RawDataMemory, AsnEncodingRules.DER).ReadSequence();
        AsnReader fields = whole.ReadSequence();
        var extensionsTag = new Asn1Tag(TagClass.ContextSpecific, 3, isConstructed: true);
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            while (fields.HasData)
            {
                if (fields.PeekTag() == extensionsTag)
                {
                    WriteExtensions(fields.ReadSequence(extensionsTag).ReadSequence(), writer, extensionsTag);
                }
                else
                {
                    writer.WriteEncodedValue(fields.ReadEncodedValue().Span);
                }
            }
        }

        return writer.Encode();
    }

    private static void WriteExtensions(AsnReader extensions, AsnWriter writer, Asn1Tag tag)
    {
        using (writer.PushSequence(tag))
        using (writer.PushSequence())
        {
            while (extensions.HasData)
            {
                ReadOnlyMemory<byte> extension = extensions.ReadEncodedValue();
                string oid = new AsnReader(extension, AsnEncodingRules.DER).ReadSequence().ReadObjectIdentifier();
                if (oid is not ListExtension)
                {
                    writer.WriteEncodedValue(extension.Span);
                }
            }
        }
    }

    /// <summary>Reads the vectors of TLS's presentation language (RFC 5246 section 4).</summary>
    private ref struct TlsReader(ReadOnlySpan<byte> bytes)
    {
        private ReadOnlySpan<byte> rest = bytes;

        public readonly bool IsAtEnd => rest.IsEmpty;

        public bool TryReadBytes(int count, out ReadOnlySpan<byte> bytes)
        {
            bool isEnough = rest.Length >= count;
            bytes = isEnough ? rest[..count] : default;
            rest = isEnough ? rest[count..] : default;
            return isEnough;
        }

        public bool TryReadVector(out ReadOnlySpan<byte> bytes)
        {
            bytes = default;
            return TryReadBytes(2, out ReadOnlySpan<byte> length)
                && TryReadBytes(BinaryPrimitives.ReadUInt16BigEndian(length), out bytes);
        }
    }
}
