using System.Buffers.Binary;
using System.Security.Cryptography;

namespace AiBom.Testing.Sigstore;

/// <summary>A certificate transparency log (RFC 6962).</summary>
/// <param name="Key">What it signs with.</param>
/// <param name="Host">Where it is.</param>
public sealed record CtLog(Key Key, string Host)
{
    /// <summary>A signed certificate timestamp for a precertificate (§3.2), as a certificate embeds it.</summary>
    /// <param name="tbsCertificate">The certificate's body without any timestamps.</param>
    /// <param name="issuerKey">The SubjectPublicKeyInfo of who issues it.</param>
    /// <param name="at">When the log saw it.</param>
    /// <param name="extensions">What the log puts into the extensions field.</param>
    internal byte[] Stamp(byte[] tbsCertificate, byte[] issuerKey, DateTimeOffset at, byte[] extensions)
    {
        var milliseconds = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(milliseconds, at.ToUnixTimeMilliseconds());
        byte[] signature = Key.Sign(
        [
            0, // v1
            0, // certificate_timestamp
            .. milliseconds,
            0, 1, // precert_entry
            .. SHA256.HashData(issuerKey),
            .. WithLength(tbsCertificate, 3),
            .. WithLength(extensions, 2),
        ]);
        byte algorithm = Key.Pair is RSA ? (byte)1 : (byte)3;
        return
        [
            0,
            .. Key.Id,
            .. milliseconds,
            .. WithLength(extensions, 2),
            4, // SHA-256
            algorithm,
            .. WithLength(signature, 2),
        ];
    }

    /// <summary>The list of timestamps that stands in a certificate's extension (§3.3).</summary>
    internal static byte[] ListOf(IEnumerable<byte[]> stamps) =>
        WithLength([.. stamps.SelectMany(stamp => WithLength(stamp, 2))], 2);

    private static byte[] WithLength(byte[] bytes, int lengthBytes)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        return [.. length[^lengthBytes..], .. bytes];
    }
}
