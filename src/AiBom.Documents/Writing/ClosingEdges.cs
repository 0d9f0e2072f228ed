using System.Collections.Immutable;
using System.Runtime.InteropServices;
using AiBom.Documents.Drafts;
using AiBom.Domain;

namespace AiBom.Documents.Writing;

/// <summary>
/// The edges without which a lineage has no cycle. Of those on a cycle the best proved stay: they are put in one by
/// one, and one that would close a cycle is left out. Where more than <see cref="MostWeighed"/> hang together, all of
/// them are left out: weighing takes time in the square of their number.
/// </summary>
internal static class ClosingEdges
{
    private const int MostWeighed = 2_000;

    /// <summary>Finds them; things that a reader takes for one count as one.</summary>
    public static IEnumerable<LineageStatement> Of(
        ImmutableArray<DeclaredEntity> entities, ImmutableArray<LineageStatement> edges)
    {
        int[] things = new Things([.. entities]).ToArray();
        LineageStatement[] lineage = [.. edges.Where(edge => LineageCycles.IsLineage(edge.Kind))];
        int[] components = Components(things, lineage);
        foreach (IGrouping<int, LineageStatement> cyclic in lineage
            .Where(edge => components[things[edge.Subject]] == components[things[edge.Object]])
            .GroupBy(edge => components[things[edge.Subject]]))
        {
            foreach (LineageStatement edge in cyclic.Count() > MostWeighed ? cyclic : Weigh(things, cyclic))
            {
                yield return edge;
            }
        }
    }

    private static IEnumerable<LineageStatement> Weigh(int[] things, IEnumerable<LineageStatement> edges)
    {
        var sources = new Dictionary<int, List<int>>();
        foreach (LineageStatement edge in edges.OrderByDescending(edge => edge.Assurance))
        {
            (int subject, int source) = (things[edge.Subject], things[edge.Object]);
            if (Reaches(sources, source, subject))
            {
                yield return edge;
                continue;
            }

            ref List<int>? own = ref CollectionsMarshal.GetValueRefOrAddDefault(sources, subject, out _);
            (own ??= []).Add(source);
        }
    }

    private static bool Reaches(Dictionary<int, List<int>> sources, int from, int to)
    {
        var seen = new HashSet<int> { from };
        var open = new Stack<int>([from]);
        while (open.TryPop(out int at))
        {
            if (at == to)
            {
                return true;
            }

            foreach (int source in sources.GetValueOrDefault(at, []).Where(seen.Add))
            {
                open.Push(source);
            }
        }

        return false;
    }

    /// <summary>
    /// The strongly connected component of each thing (Tarjan's algorithm without recursion: a chain may be as long as
    /// there are things).
    /// </summary>
    private static int[] Components(int[] things, LineageStatement[] edges)
    {
        ILookup<int, int> sources = edges.ToLookup(edge => things[edge.Subject], edge => things[edge.Object]);
        int[] components = new int[things.Length];
        int[] indexes = new int[things.Length];
        int[] lowest = new int[things.Length];
        var pending = new Stack<int>();
        var path = new Stack<(int Thing, IEnumerator<int> Next)>();
        int last = 0;
        void Enter(int thing)
        {
            indexes[thing] = lowest[thing] = ++last;
            pending.Push(thing);
            path.Push((thing, sources[thing].GetEnumerator()));
        }

        foreach (int start in things.Distinct())
        {
            if (indexes[start] == 0)
            {
                Enter(start);
            }

            while (path.TryPeek(out (int Thing, IEnumerator<int> Next) at))
            {
                if (at.Next.MoveNext())
                {
                    int source = at.Next.Current;
                    if (indexes[source] == 0)
                    {
                        Enter(source);
                    }
                    else if (components[source] == 0)
                    {
                        lowest[at.Thing] = Math.Min(lowest[at.Thing], indexes[source]);
                    }

                    continue;
                }

                path.Pop();
                if (path.TryPeek(out (int Thing, IEnumerator<int> Next) around))
                {
                    lowest[around.Thing] = Math.Min(lowest[around.Thing], lowest[at.Thing]);
                }

                if (lowest[at.Thing] == indexes[at.Thing])
                {
                    int member;
                    do
                    {
                        member = pending.Pop();
                        components[member] = indexes[at.Thing];
                    }
                    while (member != at.Thing);
                }
            }
        }

        return components;
    }
}
