using System.Collections.Immutable;
using System.Numerics;
using System.Security.Cryptography;

namespace AiBom.Verification.Sigstore.Logs;

/// <summary>The Merkle tree of a log (RFC 6962 section 2.1) over SHA-256.</summary>
internal static class MerkleTree
{
    public const int HashLength = SHA256.HashSizeInBytes;

    private const byte LeafPrefix = 0;
    private const byte NodePrefix = 1;

    /// <summary>The root to which an inclusion path leads (RFC 9162 section 2.1.3.2).</summary>
    /// <returns>Null where the path has not exactly as many hashes as the tree demands.</returns>
    public static byte[]? RootOf(ReadOnlySpan<byte> leaf, long index, long size, ImmutableArray<byte[]> path)
    {
        if (index < 0 || index >= size || path.Any(hash => hash.Length != HashLength))
        {
            return null;
        }

        // The levels at which the leaf has a neighbour in the largest perfect subtree, and above it only to the left.
        int inner = BitOperations.Log2((ulong)(index ^ (size - 1)) << 1 | 1);
        int border = BitOperations.PopCount((ulong)index >> inner);
        if (path.Length != inner + border)
        {
            return null;
        }

        byte[] hash = HashLeaf(leaf);
        for (int level = 0; level < path.Length; level++)
        {
            bool isRight = level >= inner || ((index >> level) & 1) == 1;
            hash = isRight ? HashNode(path[level], hash) : HashNode(hash, path[level]);
        }

        return hash;
    }

    private static byte[] HashLeaf(ReadOnlySpan<byte> leaf)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([LeafPrefix]);
        hash.AppendData(leaf);
        return hash.GetHashAndReset();
    }

    private static byte[] HashNode(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> node = stackalloc byte[1 + (2 * HashLength)];
        node[0] = NodePrefix;
        left.CopyTo(node[1..]);
        right.CopyTo(node[(1 + HashLength)..]);
        return SHA256.HashData(node);
    }
}
