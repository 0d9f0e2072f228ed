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
        IReadOnlyList<LineageEdge> edges = batch.Keys;
        LineageGraph lineage = request.Lineage;
        IEnumerable<int> MembersOf(Func<LineageEdge, int> end) =>
            edges.Select(end).Distinct().SelectMany(id => lineage.Members(id));
        ILookup<(int Subject, int Object), StatementRecord> statements = await request.Registry.Store.Reads.Statements
            .SupportAsync(
                MembersOf(edge => edge.Subject), MembersOf(edge => edge.Object), batch.CancellationToken);

        // An edge of the answer is between things; a statement is between two of their keys.
        ILookup<LineageEdge, StatementRecord> byEdge = statements
            .SelectMany(group => group)
            .Where(statement => lineage.Has(statement.Subject) && lineage.Has(statement.Object))
            .ToLookup(statement => new LineageEdge(
                lineage.Resolve(statement.Subject), statement.Predicate, lineage.Resolve(statement.Object), default));
        foreach (LineageEdge edge in edges)
        {
            batch.Set(edge, [.. byEdge[edge with { Assurance = default }]
                .OrderByDescending(statement => statement.Assurance)
                .ThenBy(statement => statement.Submission)]);
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
