using System.Collections.Concurrent;

namespace AiBom.Lineage;

/// <summary>
/// A number for every key, zero to begin with. Arrays are reused: whoever returns one has zeroed what it wrote, so that
/// a small walk over a large graph costs no clearing.
/// </summary>
internal static class Slots
{
    private const int MostKept = 8;

    private static readonly ConcurrentQueue<int[]> Pool = new();

    public static int[] Rent(int maxId)
    {
        while (Pool.TryDequeue(out int[]? slots))
        {
            // One that a grown graph has outgrown is dropped.
            if (slots.Length > maxId)
            {
                return slots;
            }
        }

        return new int[maxId + (maxId / 4) + 64];
    }

    public static void Return(int[] zeroed)
    {
        if (Pool.Count < MostKept)
        {
            Pool.Enqueue(zeroed);
        }
    }
}
