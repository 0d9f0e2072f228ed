using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Resource = AiBom.Verification.ModelSigning.ModelManifestReader.Resource;

namespace AiBom.Verification.ModelSigning;

/// <summary>Makes the files of a manifest from its entries. Each method says what is wrong, or null.</summary>
internal static class SignedFiles
{
    /// <summary>Section 6.3.1: an entry is a file.</summary>
    public static string? OfWholes(
        List<Resource> resources,
        ReadOnlyMemory<byte> digests,
        ModelSerialization serialization,
        out ImmutableArray<SignedFile> files)
    {
        files = [];
        int size = serialization.DigestBytes;
        var names = new HashSet<string>(resources.Count, StringComparer.Ordinal);
        var whole = ImmutableArray.CreateBuilder<SignedFile>(resources.Count);
        for (int i = 0; i < resources.Count; i++)
        {
            string name = resources[i].Name;
            if (!IsFileName(name))
            {
                return $"The resource name '{name}' is no path below the root in its one spelling.";
            }

            if (!names.Add(name))
            {
                return $"'{name}' is listed twice.";
            }

            whole.Add(new SignedFile(name, Length: null, i, digests.Slice(i * size, size)));
        }

        files = whole.MoveToImmutable();
        return null;
    }

    /// <summary>
    /// Section 6.3.2: an entry is a shard. They come in any order; together those of a file must be its consecutive
    /// ranges of one size, of which only the last may be shorter.
    /// </summary>
    public static string? OfShards(
        List<Resource> resources,
        ReadOnlyMemory<byte> digests,
        ModelSerialization serialization,
        long shardBytes,
        out ImmutableArray<SignedFile> files)
    {
        files = [];
        var shards = new List<Shard>(resources.Count);
        for (int i = 0; i < resources.Count; i++)
        {
            string name = resources[i].Name;
            if (!ResourceName.TrySplitShard(name, out string path, out long start, out long end)
                || !IsFileName(path)
                || start % shardBytes != 0
                || end <= start
                || end - start > shardBytes)
            {
                return $"The resource name '{name}' is no 'path:start:end' of a shard.";
            }

            shards.Add(new Shard(path, start, end, i));
        }

        shards.Sort(InOrder);
        return Join(shards, digests, serialization.DigestBytes, shardBytes, out files);
    }

    private static string? Join(
        List<Shard> shards,
        ReadOnlyMemory<byte> digests,
        int size,
        long shardBytes,
        out ImmutableArray<SignedFile> files)
    {
        files = [];
        var sorted = new byte[shards.Count * size];
        var joined = ImmutableArray.CreateBuilder<SignedFile>();
        int first = 0;
        for (int i = 0; i < shards.Count; i++)
        {
            Shard shard = shards[i];
            digests.Span.Slice(shard.Resource * size, size).CopyTo(sorted.AsSpan(i * size));

            // The ranges start at 0 and go on where the one before ends, which is then a whole shard.
            bool isFirst = i == first;
            long expected = isFirst ? 0 : shards[i - 1].End;
            if (shard.Start != expected || (!isFirst && shard.Start - shards[i - 1].Start != shardBytes))
            {
                return $"The shards of '{shard.Path}' are not consecutive ranges of the shard size.";
            }

            bool isLast = i + 1 == shards.Count
                || !string.Equals(shards[i + 1].Path, shard.Path, StringComparison.Ordinal);
            if (isLast)
            {
                var own = new ReadOnlyMemory<byte>(sorted, first * size, (i + 1 - first) * size);
                joined.Add(new SignedFile(shard.Path, shard.End, shards[first].Resource, own));
                first = i + 1;
            }
        }

        files = joined.DrainToImmutable();
        return null;
    }

    private static bool IsFileName(string name) =>
        name is ResourceName.SingleFile || ResourceName.IsCanonical(name);

    private static int InOrder(Shard left, Shard right)
    {
        int byPath = string.CompareOrdinal(left.Path, right.Path);
        return byPath != 0 ? byPath : left.Start.CompareTo(right.Start);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Shard(string Path, long Start, long End, int Resource);
}
