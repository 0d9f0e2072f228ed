using System.Security.Cryptography;

namespace AiBom.Verification.Keys;

/// <summary>
/// The bytes that a signature is over, in parts so that a large payload is not copied; or only their hashes, where the
/// bytes are elsewhere. Each hash is computed once, however many keys are tried. Safe for concurrent use.
/// </summary>
internal sealed class SignedBytes
{
    private readonly ReadOnlyMemory<byte>[]? parts;
    private readonly Dictionary<HashAlgorithmName, byte[]> hashes = [];
    private ReadOnlyMemory<byte>? joined;

    /// <summary>The bytes of all parts, one after another.</summary>
    public SignedBytes(params ReadOnlyMemory<byte>[] parts) => this.parts = parts;

    /// <summary>Bytes of which only hashes are known.</summary>
    public SignedBytes(IEnumerable<KeyValuePair<HashAlgorithmName, byte[]>> known) => hashes = new(known);

    /// <summary>How many bytes there are; 0 where only their hashes are known.</summary>
    public long Length => parts?.Sum(part => (long)part.Length) ?? 0;

    /// <summary>The hash of all bytes; null where it is not known.</summary>
    public byte[]? Hash(HashAlgorithmName algorithm)
    {
        lock (hashes)
        {
            if (!hashes.TryGetValue(algorithm, out byte[]? known) && parts is not null)
            {
                hashes[algorithm] = known = Compute(algorithm, parts);
            }

            return known;
        }
    }

    /// <summary>
    /// All bytes as one, which pure Ed25519 needs because it reads twice what it verifies; null where only hashes are
    /// known.
    /// </summary>
    public ReadOnlyMemory<byte>? Join()
    {
        if (parts is not null)
        {
            joined ??= parts is [var only] ? only : Concatenate(parts);
        }

        return joined;
    }

    private static byte[] Compute(HashAlgorithmName algorithm, ReadOnlyMemory<byte>[] parts)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(algorithm);
        foreach (ReadOnlyMemory<byte> part in parts)
        {
            hash.AppendData(part.Span);
        }

        return hash.GetHashAndReset();
    }

    private static byte[] Concatenate(ReadOnlyMemory<byte>[] parts)
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
