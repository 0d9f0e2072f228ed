using System.Runtime.InteropServices;

namespace AiBom.Lineage;

/// <summary>
/// Compressed sparse rows: for each key its edges, sorted and without parallels, five bytes an edge and four a key.
/// </summary>
internal sealed class Adjacency
{
    private readonly int[] _offsets;
    private readonly int[] _ends;
    private readonly byte[] _labels;

    private Adjacency(int[] offsets, int[] ends, byte[] labels)
    {
        _offsets = offsets;
        _ends = ends;
        _labels = labels;
    }

    public int EdgeCount => _ends.Length;

    public ReadOnlySpan<int> Ends(int id) =>
        (uint)id < (uint)(_offsets.Length - 1) ? _ends.AsSpan(_offsets[id].._offsets[id + 1]) : [];

    public ReadOnlySpan<byte> Labels(int id) =>
        (uint)id < (uint)(_offsets.Length - 1) ? _labels.AsSpan(_offsets[id].._offsets[id + 1]) : [];

    /// <summary>Sorts edges into rows by counting, each row by its hops, and drops weaker parallels.</summary>
    /// <param name="maxId">The largest key.</param>
    /// <param name="from">The row of each edge.</param>
    /// <param name="to">The other end of each edge.</param>
    /// <param name="labels">Kind and assurance of each edge.</param>
    public static Adjacency Build(int maxId, List<int> from, List<int> to, List<byte> labels)
    {
        int[] starts = new int[maxId + 2];
        foreach (int id in CollectionsMarshal.AsSpan(from))
        {
            starts[id + 1]++;
        }

        for (int id = 0; id <= maxId; id++)
        {
            starts[id + 1] += starts[id];
        }

        ulong[] hops = new ulong[from.Count];
        int[] next = starts.AsSpan().ToArray();
        for (int i = 0; i < hops.Length; i++)
        {
            hops[next[from[i]]++] = Hop.Pack(to[i], labels[i]);
        }

        return Compress(starts, hops);
    }

    private static Adjacency Compress(int[] starts, ulong[] hops)
    {
        int[] offsets = new int[starts.Length];
        int kept = 0;
        for (int id = 0; id + 1 < starts.Length; id++)
        {
            Span<ulong> row = hops.AsSpan(starts[id]..starts[id + 1]);
            int length = Hop.Collapse(row);
            row[..length].CopyTo(hops.AsSpan(kept));
            kept += length;
            offsets[id + 1] = kept;
        }

        int[] ends = new int[kept];
        byte[] labels = new byte[kept];
        for (int i = 0; i < kept; i++)
        {
            ends[i] = Hop.Node(hops[i]);
            labels[i] = Hop.Label(hops[i]);
        }

        return new Adjacency(offsets, ends, labels);
    }
}
