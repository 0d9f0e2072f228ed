using System.Numerics;
using System.Security.Cryptography;

namespace AiBom.Testing.Sigstore;

/// <summary>The Merkle tree of RFC 6962 §2.1, by its definition.</summary>
internal static class MerkleTree
{
    /// <summary>The tree's head (§2.1).</summary>
    public static byte[] Root(ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 1)
        {
            return SHA256.HashData([0x00, .. leaves[0]]);
        }

        int split = Split(leaves.Length);
        return SHA256.HashData([0x01, .. Root(leaves[..split]), .. Root(leaves[split..])]);
    }

    /// <summary>The audit path of a leaf, from its sibling up (§2.1.1).</summary>
    public static byte[][] Path(int index, ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 1)
        {
            return [];
        }

        int split = Split(leaves.Length);
        return index < split
            ? [.. Path(index, leaves[..split]), Root(leaves[split..])]
            : [.. Path(index - split, leaves[split..]), Root(leaves[..split])];
    }

    /// <summary>The largest power of two that is smaller than the count.</summary>
    private static int Split(int count) => (int)(BitOperations.RoundUpToPowerOf2((uint)count) / 2);
}
