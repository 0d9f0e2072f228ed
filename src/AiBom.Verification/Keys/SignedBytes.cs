using System.Security.Cryptography;

namespace AiBom.Verification.Keys;

/// <summary>
/// The bytes that a signature is over, in parts so that a large payload is not copied. Each hash is computed once,
/// however many keys are tried.
/// </summary>
internal sealed class SignedBytes(params ReadOnlyMemory<byte>[] parts)
{
    private readonly Dictionary<HashAlgorithmName, byte[]> hashes = [];

    /// <summary>The hash of all parts, one after another.</summary>
    public byte[] Hash(HashAlgorithmName algorithm)
    {
        if (hashes.TryGetValue(algorithm, out byte[]? known))
        {
            return known;
        }

        using IncrementalHash hash = IncrementalHash.CreateHash(algorithm);
        foreach (ReadOnlyMemory<byte> part in parts)
        {
            hash.AppendData(part.Span);
        }

        return hashes[algorithm] = hash.GetHashAndReset();
    }
}
