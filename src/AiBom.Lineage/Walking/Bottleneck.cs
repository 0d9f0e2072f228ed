using AiBom.Domain;

namespace AiBom.Lineage;

/// <summary>
/// The assurance of everything a walk reached: the best, over all paths within the walk, of the weakest edge of a path.
/// There are four levels only, so one pass from the best level down settles each entity at most four times.
/// </summary>
internal static class Bottleneck
{
    /// <summary>The assurance of each of <see cref="Walk.Nodes"/>; a seed, which needs no edge, has the best.</summary>
    public static byte[] Of(Walk walk)
    {
        byte[] best = new byte[walk.Nodes.Length];
        Stack<int>[] open = [.. Enumerable.Range(0, (int)Assurance.Verified + 1).Select(_ => new Stack<int>())];
        for (int index = 0; index < best.Length && walk.Parents[index] < 0; index++)
        {
            best[index] = (byte)Assurance.Verified;
            open[(int)Assurance.Verified].Push(index);
        }

        for (int level = (int)Assurance.Verified; level > 0; level--)
        {
            while (open[level].TryPop(out int index))
            {
                if (best[index] == level)
                {
                    Relax(walk, index, level, best, open);
                }
            }
        }

        return best;
    }

    private static void Relax(Walk walk, int index, int level, byte[] best, Stack<int>[] open)
    {
        foreach (ulong hop in walk.Edges(index))
        {
            int target = walk.IndexOf(Hop.Node(hop));
            byte offered = (byte)Math.Min(level, (int)Hop.Assurance(hop));
            if (offered > best[target])
            {
                best[target] = offered;
                open[offered].Push(target);
            }
        }
    }
}
