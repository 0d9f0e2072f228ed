using System.Collections.Immutable;
using AiBom.Lineage;

namespace AiBom.Registry.Incidents;

/// <summary>
/// The keys that are affected as of one graph: what it takes to tell who is newly affected as of a later one, without
/// holding on to either.
/// </summary>
internal sealed class AffectedKeys
{
    private readonly int[] keys;
    private readonly int maxId;

    private AffectedKeys(int[] keys, int maxId) => (this.keys, this.maxId) = (keys, maxId);

    /// <summary>All keys of things that are affected.</summary>
    public static AffectedKeys Of(LineageGraph graph, IEnumerable<int> affected) =>
        new([.. affected.SelectMany(id => graph.Members(id)).Order()], graph.MaxId);

    /// <summary>
    /// Of what a later walk reached, whatever was not affected: it is new, or it was there and unaffected, also where
    /// it has turned out to be one thing with something affected. A further key of an affected thing is no news.
    /// </summary>
    public ImmutableArray<LineageNode> NewlyIn(LineageGraph graph, LineageAnswer reached) =>
        [.. reached.Nodes.Where(node => IsNews(graph.Members(node.Id)))];

    private bool IsNews(ImmutableArray<int> members) =>
        members.Any(member => member <= maxId && !Has(member)) || !members.Any(Has);

    private bool Has(int key) => Array.BinarySearch(keys, key) >= 0;
}
