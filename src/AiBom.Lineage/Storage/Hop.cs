using AiBom.Domain;

namespace AiBom.Lineage;

/// <summary>
/// One edge seen from one of its ends, in 64 bits: the other end, the kind, the assurance. As numbers, hops sort by
/// other end, then kind, then the best assurance first, so that of parallel edges the first is the one to keep.
/// </summary>
internal static class Hop
{
    private const int AssuranceBits = 3;
    private const int LabelBits = 8;

    public static byte Label(EdgeKind kind, Assurance assurance) =>
        (byte)(((int)kind << AssuranceBits) | (7 - (int)assurance));

    public static byte Label(ulong hop) => (byte)hop;

    public static EdgeKind KindOf(byte label) => (EdgeKind)(label >> AssuranceBits);

    public static Assurance AssuranceOf(byte label) => (Assurance)(7 - (label & 7));

    public static ulong Pack(int node, byte label) => ((ulong)(uint)node << LabelBits) | label;

    public static int Node(ulong hop) => (int)(hop >> LabelBits);

    public static EdgeKind Kind(ulong hop) => KindOf((byte)hop);

    public static Assurance Assurance(ulong hop) => AssuranceOf((byte)hop);

    /// <summary>
    /// Sorts the hops and keeps of each (other end, kind) the best proved; returns how many are left.
    /// </summary>
    public static int Collapse(Span<ulong> hops)
    {
        if (IsCollapsed(hops))
        {
            return hops.Length;
        }

        hops.Sort();
        int kept = 1;
        for (int i = 1; i < hops.Length; i++)
        {
            if (hops[i] >> AssuranceBits != hops[kept - 1] >> AssuranceBits)
            {
                hops[kept++] = hops[i];
            }
        }

        return kept;
    }

    private static bool IsCollapsed(ReadOnlySpan<ulong> hops)
    {
        for (int i = 1; i < hops.Length; i++)
        {
            if (hops[i] >> AssuranceBits <= hops[i - 1] >> AssuranceBits)
            {
                return false;
            }
        }

        return true;
    }
}
