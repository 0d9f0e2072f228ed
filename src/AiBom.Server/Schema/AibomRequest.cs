using AiBom.Lineage;
using AiBom.Registry;
using AiBom.Registry.Catalog;

namespace AiBom.Server.Schema;

/// <summary>
/// What the resolvers of one request share: who asks, and one graph, so that an answer is of one instant.
/// </summary>
internal sealed class AibomRequest(AibomRegistry registry, string actor)
{
    private LineageGraph? lineage;

    /// <summary>The service.</summary>
    public AibomRegistry Registry { get; } = registry;

    /// <summary>Who asks.</summary>
    public string Actor { get; } = actor;

    /// <summary>The graph that answers this request: that of the first moment at which one is asked for.</summary>
    public LineageGraph Lineage =>
        lineage ?? Interlocked.CompareExchange(ref lineage, Registry.Lineage.Current, null) ?? lineage;

    /// <summary>Called by a mutation once it has written, so that its payload shows what it wrote.</summary>
    public void SeeOwnWrite() => lineage = Registry.Lineage.Current;

    /// <summary>The same caller's next request: each event of a subscription is answered by the graph of its time.</summary>
    public AibomRequest Renew() => new(Registry, Actor);

    /// <summary>Reads entities by the numbers of any of their keys.</summary>
    public Task<IReadOnlyDictionary<int, Entity>> EntitiesAsync(
        IEnumerable<int> ids, CancellationToken cancellationToken) =>
        Registry.Catalog.ReadAsync([.. ids.Distinct()], Lineage, cancellationToken);

    /// <summary>Finds what a reference means.</summary>
    public Task<EntityLookup> FindAsync(EntityReference reference, CancellationToken cancellationToken) =>
        Registry.Catalog.FindAsync(reference, Lineage, cancellationToken);
}
