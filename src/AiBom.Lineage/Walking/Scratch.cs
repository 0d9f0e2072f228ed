using System.Collections.Concurrent;

namespace AiBom.Lineage;

/// <summary>
/// What a walk writes while it goes, used again by later walks. Whoever returns it has zeroed the slots that it wrote,
/// so that a small walk over a large graph clears little, and no walk allocates what an earlier one already had.
/// </summary>
internal sealed class Scratch
{
    private const int MostKept = 8;

    private static readonly ConcurrentQueue<Scratch> Pool = new();

    private Scratch(int maxId) => Slots = new int[maxId + (maxId / 4) + 64];

    /// <summary>A number for every key; zero unless the walk has seen it.</summary>
    public int[] Slots { get; }

    public List<int> Nodes { get; } = [];

    public List<int> Distances { get; } = [];

    public List<int> Parents { get; } = [];

    public List<byte> ParentLabels { get; } = [];

    public List<int> EdgeStarts { get; } = [];

    public List<ulong> Edges { get; } = [];

    public List<ulong> Places { get; } = [];

    public static Scratch Rent(int maxId)
    {
        while (Pool.TryDequeue(out Scratch? scratch))
        {
            // One that a grown graph has outgrown is dropped.
            if (scratch.Slots.Length > maxId)
            {
                return scratch;
            }
        }

        return new Scratch(maxId);
    }

    public static void Return(Scratch scratch)
    {
        foreach (int node in scratch.Nodes)
        {
            scratch.Slots[node] = 0;
        }

        scratch.Nodes.Clear();
        scratch.Distances.Clear();
        scratch.Parents.Clear();
        scratch.ParentLabels.Clear();
        scratch.EdgeStarts.Clear();
        scratch.Edges.Clear();
        if (Pool.Count < MostKept)
        {
            Pool.Enqueue(scratch);
        }
    }
}
