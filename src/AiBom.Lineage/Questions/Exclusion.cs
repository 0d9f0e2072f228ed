namespace AiBom.Lineage;

/// <summary>What an assurance filter left out of an answer.</summary>
/// <param name="Edges">Edges of the unfiltered answer that are not in the filtered one.</param>
/// <param name="IsAtLeast">Whether the unfiltered answer was itself cut.</param>
internal readonly record struct Exclusion(int Edges, bool IsAtLeast)
{
    public static Exclusion None { get; } = new(0, false);

    /// <summary>
    /// Counts. The two walks may join keys differently, so the filtered edges are first read onto the unfiltered walk's
    /// classes.
    /// </summary>
    public static Exclusion Between(Walk unfiltered, Walk filtered)
    {
        HashSet<(int From, int To, int Kind)> kept = [];
        for (int i = 0; i < filtered.Nodes.Length; i++)
        {
            int from = unfiltered.View.Representative(filtered.Nodes[i]);
            foreach (ulong hop in filtered.Edges(i))
            {
                kept.Add((from, unfiltered.View.Representative(Hop.Node(hop)), (int)Hop.Kind(hop)));
            }
        }

        int excluded = 0;
        for (int i = 0; i < unfiltered.Nodes.Length; i++)
        {
            foreach (ulong hop in unfiltered.Edges(i))
            {
                excluded += kept.Contains((unfiltered.Nodes[i], Hop.Node(hop), (int)Hop.Kind(hop))) ? 0 : 1;
            }
        }

        return new Exclusion(excluded, unfiltered.TruncatedBy is not null);
    }
}
