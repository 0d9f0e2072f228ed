using System.Security.Cryptography;
using System.Text.Json;
using AiBom.Domain;

namespace AiBom.Documents.Writing;

/// <summary>
/// The serial number of a written lineage: a UUID of version 8 (RFC 9562 section 5.8) made of the digest of what is
/// written, so that it stands for these bytes and no others.
/// </summary>
internal static class SerialNumber
{
    public static string Of(LineageDocument document, LineageFormat format)
    {
        byte[] hash = SHA256.HashData(
            JsonSerializer.SerializeToUtf8Bytes(new { format, document }, CanonicalJson.Options));
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true).ToString("D");
    }
}
