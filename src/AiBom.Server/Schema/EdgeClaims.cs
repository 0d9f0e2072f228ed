using System.Collections.Immutable;
using AiBom.GraphQL.Execution;
using AiBom.Lineage;
using AiBom.Storage.Reads;

namespace AiBom.Server.Schema;

/// <summary>The statements behind edges: under whichever of the keys of both ends they were made.</summary>
internal static class EdgeClaims
{
    /// <summary>Reads the statements behind each edge, best proved first.</summary>
    public static async Task ReadAsync(DataLoaderBatch<LineageEdge, StatementRecord[]> batch)
    {
        AibomRequest request = batch.State<AibomRequest>();
        ILookup<LineageEdge, StatementRecord> byEdge = await request.Registry.Catalog.SupportAsync(
            batch.Keys, request.Lineage, batch.CancellationToken);
        foreach (LineageEdge edge in batch.Keys)
        {
            batch.Set(edge, [.. byEdge[edge with { Assurance = default }]]);
        }
    }
}

/// <summary>Pages of entities whose ids are known.</summary>
internal static class EntityPage
{
    /// <summary>Cuts the page of ids first, and reads only its entities.</summary>
    public static async Task<PageOf<Registry.Catalog.Entity>> ReadAsync(ResolveContext context, ImmutableArray<int> ids)
    {
        PageOf<NumberedId> page = Paging.Slice(
            context, [.. ids.Order().Select(id => new NumberedId(id))], own => SortKey.Of(own.Id));
        IReadOnlyDictionary<int, Registry.Catalog.Entity> entities = await context.State<AibomRequest>().EntitiesAsync(
            page.Edges.Select(edge => edge.Node.Id), context.CancellationToken);
        return new PageOf<Registry.Catalog.Entity>(
            [.. page.Edges.Select(edge => new GraphQL.Types.Edge<Registry.Catalog.Entity>(
                entities[edge.Node.Id], edge.Cursor))],
            page.PageInfo,
            page.TotalCount);
    }

    private readonly record struct NumberedId(int Id);
}

/// <summary>Keys whose ordinal order is the order of an answer's list.</summary>
internal static class SortKey
{
    public static string Of(int id) => $"{id:D10}";

    public static string Of(LineageNode node) => $"{node.Distance:D10}.{node.Id:D10}";

    public static string Of(LineageEdge edge) => $"{edge.Subject:D10}.{edge.Object:D10}.{(int)edge.Kind:D2}";
}
