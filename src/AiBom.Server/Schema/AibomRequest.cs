using AiBom.Lineage;
using AiBom.Registry;
using AiBom.Registry.Catalog;
using AiBom.Registry.Gates;

namespace AiBom.Server.Schema;

/// <summary>
/// What the resolvers of one request share: who asks, and one graph, so that an answer is of one instant.
/// </summary>
internal sealed class AibomRequest(AibomRegistry registry, RegistryIdentity identity, string actor)
{
    private LineageGraph? lineage;

    /// <summary>The service.</summary>
    public AibomRegistry Registry { get; } = registry;

    /// <summary>As who the service speaks and signs.</summary>
    public RegistryIdentity Identity { get; } = identity;

    /// <summary>Who asks.</summary>
    public string Actor { get; } = actor;

    /// <summary>The graph that answers this request: that of the first moment at which one is asked for.</summary>
    public LineageGraph Lineage =>
        lineage ?? Interlocked.CompareExchange(ref lineage, Registry.Lineage.Current, null) ?? lineage;

    /// <summary>Called by a mutation once it has written, so that its payload shows what it wrote.</summary>
    public void SeeOwnWrite() => lineage = Registry.Lineage.Current;

    /// <summary>
    /// The graph as soon as it is as far as the journal is now, and from then on that of this request; null where it
    /// does not come so far in time.
    /// </summary>
    public async Task<LineageGraph?> LevelAsync(CancellationToken cancellationToken)
    {
        LineageGraph? level = await Registry.Gates.LevelAsync(cancellationToken);
        lineage = level ?? lineage;
        return level;
    }

    /// <summary>The same caller's next request or event, which is answered by the graph of its time.</summary>
    public AibomRequest Renew() => new(Registry, Identity, Actor);

    /// <summary>Reads entities by the numbers of any of their keys.</summary>
    public Task<IReadOnlyDictionary<int, Entity>> EntitiesAsync(
        IEnumerable<int> ids, CancellationToken cancellationToken) =>
        Registry.Catalog.ReadAsync([.. ids.Distinct()], Lineage, cancellationToken);

    /// <summary>Finds what a reference means.</summary>
    public Task<EntityLookup> FindAsync(EntityReference reference, CancellationToken cancellationToken) =>
        Registry.Catalog.FindAsync(reference, Lineage, cancellationToken);
}
