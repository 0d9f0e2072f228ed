using System.Security.Cryptography;

namespace AiBom.Verification.Keys;

/// <summary>
/// The bytes that a signature is over, in parts so that a large payload is not copied. Each hash is computed once,
/// however many keys are tried.
/// </summary>
internal sealed class SignedBytes(params ReadOnlyMemory<byte>[] parts)
{
    private readonly Dictionary<HashAlgorithmName, byte[]> hashes = [];
    private ReadOnlyMemory<byte>? joined;

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

    /// <summary>
    /// All parts as one: pure Ed25519 reads what it verifies twice, so it cannot take them one after another.
    /// </summary>
    public ReadOnlyMemory<byte> Join()
    {
        joined ??= parts.Length == 1 ? parts[0] : Concatenate();
        return joined.Value;
    }

    private byte[] Concatenate()
    {
        var whole = new byte[parts.Sum(part => part.Length)];
        int at = 0;
        foreach (ReadOnlyMemory<byte> part in parts)
        {
            part.CopyTo(whole.AsMemory(at));
            at += part.Length;
        }

        return whole;
    }
}
