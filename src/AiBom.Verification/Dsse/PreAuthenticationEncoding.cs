using System.Globalization;
using System.Text;
using AiBom.Verification.Keys;

namespace AiBom.Verification.Dsse;

/// <summary>What a DSSE signature is over (DSSE 1.0 protocol, "Signature Definition").</summary>
internal static class PreAuthenticationEncoding
{
    /// <summary>
    /// <c>"DSSEv1" SP LEN(type) SP type SP LEN(body) SP body</c>, lengths in bytes as ASCII decimal, the type in UTF-8.
    /// </summary>
    public static SignedBytes Of(string payloadType, ReadOnlyMemory<byte> payload)
    {
        int typeLength = Encoding.UTF8.GetByteCount(payloadType);
        string header = string.Create(
            CultureInfo.InvariantCulture, $"DSSEv1 {typeLength} {payloadType} {payload.Length} ");
        return new SignedBytes(Encoding.UTF8.GetBytes(header), payload);
    }
}
