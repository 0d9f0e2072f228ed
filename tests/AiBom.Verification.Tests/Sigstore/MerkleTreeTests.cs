using System.Collections.Immutable;
using System.Security.Cryptography;
using AiBom.Verification.Sigstore.Logs;

namespace AiBom.Verification.Tests.Sigstore;

/// <summary>Inclusion proofs, against the definitions of RFC 6962 section 2.1 written out.</summary>
public sealed class MerkleTreeTests
{
    [Fact]
    public void Every_leaf_of_every_small_tree_leads_to_its_root_and_nothing_else_does()
    {
        for (int size = 1; size <= 33; size++)
        {
            byte[][] leaves = [.. Enumerable.Range(0, size).Select(leaf => (byte[])[(byte)leaf, (byte)size])];
            byte[] root = Hash(leaves);
            for (int index = 0; index < size; index++)
            {
                ImmutableArray<byte[]> path = [.. Path(index, leaves)];
                Assert.Equal(root, MerkleTree.RootOf(leaves[index], index, size, path));
                Assert.Null(MerkleTree.RootOf(leaves[index], index, size, [.. path, root]));
                Assert.Null(MerkleTree.RootOf(leaves[index], index, size, [.. path.Skip(1), .. path.Take(1), root]));
                if (path is not [])
                {
                    Assert.Null(MerkleTree.RootOf(leaves[index], index, size, path[..^1]));
                    Assert.Null(MerkleTree.RootOf(leaves[index], index, size, [.. path[..^1], path[^1][1..]]));
                    Assert.NotEqual(root, MerkleTree.RootOf([], index, size, path));
                    Assert.NotEqual(root, MerkleTree.RootOf(leaves[index], index ^ 1, size, path));
                }
            }
        }
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(1, 1)]
    [InlineData(0, 0)]
    [InlineData(0, -1)]
    [InlineData(long.MinValue, long.MaxValue)]
    [InlineData(long.MaxValue, long.MaxValue)]
    [InlineData(long.MaxValue - 1, long.MaxValue)]
    public void Indexes_outside_the_tree_and_paths_too_short_lead_nowhere(long index, long size) =>
        Assert.Null(MerkleTree.RootOf([], index, size, []));

    private static byte[] Hash(ReadOnlySpan<byte[]> leaves) => leaves.Length switch
    {
        1 => SHA256.HashData([0, .. leaves[0]]),
        _ => SHA256.HashData([1, .. Hash(leaves[..Split(leaves.Length)]), .. Hash(leaves[Split(leaves.Length)..])]),
    };

    private static List<byte[]> Path(int index, ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 1)
        {
            return [];
        }

        int split = Split(leaves.Length);
        return index < split
            ? [.. Path(index, leaves[..split]), Hash(leaves[split..])]
            : [.. Path(index - split, leaves[split..]), Hash(leaves[..split])];
    }

    /// <summary>The largest power of two smaller than a number.</summary>
    private static int Split(int count) => (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)count) / 2;
}
