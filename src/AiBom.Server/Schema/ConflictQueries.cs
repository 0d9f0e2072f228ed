using System.Collections.Immutable;
using System.Globalization;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;
using AiBom.Lineage;
using AiBom.Registry.Catalog;
using AiBom.Registry.Conflicts;
using AiBom.Storage.Reads;

namespace AiBom.Server.Schema;

/// <summary><c>conflicts</c> and <c>staleAiboms</c>: what the record contradicts itself about.</summary>
internal static class ConflictQueries
{
    /// <summary>The most keys that one page looks at; a short page then says that there may be more.</summary>
    private const int MostKeys = 20_000;

    /// <summary>What it costs to look at so many.</summary>
    private const int Looking = 2_000;

    private const string LookedThrough =
        "Looks through the record in order of first mention. A page may be short, or empty, and still have a next one.";

    /// <summary>The edges in dispute of one dependent.</summary>
    private static readonly DataLoader<int, ImmutableArray<LineageEdge>> Disputed = new("disputed", async batch =>
    {
        AibomRequest request = batch.State<AibomRequest>();
        ImmutableArray<Conflict> found = await request.Registry.Conflicts.FindAsync(
            batch.Keys, request.Lineage, batch.CancellationToken);
        ILookup<int, Conflict> conflicts = found.ToLookup(conflict => conflict.Entity);
        foreach (int subject in batch.Keys)
        {
            batch.Set(subject, [.. conflicts[subject].SelectMany(conflict => conflict.Edges)]);
        }
    })
    {
        MaxBatchSize = ConflictFinder.Batch,
    };

    public static void Declare(SchemaTypes types)
    {
        var conflicts = new ConflictTypes(types.Builder);
        conflicts.Declare(types);
        UnionType result = types.Builder.Union(
            "ConflictsResult",
            "Conflicts, or why there are none.",
            conflicts.Page.Connection,
            types.Errors.NotFound,
            types.Errors.Ambiguous);
        types.Builder.Query.Field(
            "conflicts",
            "What the record contradicts itself about, by the claims that stand. " + LookedThrough,
            result.NonNull())
            .Argument("of", "Only about this.", types.Inputs.EntityReference)
            .Argument("kind", "Only of this kind.", conflicts.Kind)
            .Paged()
            .Costs(Looking)
            .Resolve(ConflictsAsync);
        types.Builder.Query.Field(
            "staleAiboms",
            "The documents whose list of sources is contradicted by what was recorded later. "
            + LookedThrough,
            conflicts.StalePage.Connection.NonNull())
            .Argument("reason", "Only for this reason.", conflicts.Reason)
            .Paged()
            .Costs(Looking)
            .Resolve(StaleAsync);
    }

    /// <summary>Which of some edges are in dispute.</summary>
    public static async Task<IEnumerable<bool>> AreDisputedAsync(
        ResolveContext context, IReadOnlyList<LineageEdge> edges)
    {
        IReadOnlyList<ImmutableArray<LineageEdge>> disputed =
            await Disputed.LoadManyAsync(context, edges.Select(edge => edge.Subject));
        return edges.Zip(disputed, (edge, own) =>
            own.Any(one => one.Kind == edge.Kind && one.Object == edge.Object));
    }

    private static async Task<object> ConflictsAsync(ResolveContext context, object root)
    {
        AibomRequest request = context.State<AibomRequest>();
        ConflictKind? kind = context.Argument<ConflictKind?>("kind");
        if (context.Argument<EntityReferenceInput?>("of") is not { } reference)
        {
            return await LookThroughAsync(context, own => kind is null || own.Conflict.Kind == kind, own => own);
        }

        EntityLookup lookup = await request.FindAsync(reference.ToReference(), context.CancellationToken);
        if (lookup is not EntityLookup.Found(int id))
        {
            return ErrorTypes.Of(lookup);
        }

        IEnumerable<ListedConflict> found = await FindAsync(request, [id], context.CancellationToken);
        return Paging.Slice(
            context, [.. found.Where(own => kind is null || own.Conflict.Kind == kind)], own => own.Key);
    }

    private static Task<PageOf<StaleAibom>> StaleAsync(ResolveContext context, object root)
    {
        StaleReason? reason = context.Argument<StaleReason?>("reason");
        return LookThroughAsync(
            context,
            own => StaleAibom.Is(own.Conflict) && (reason is null || new StaleAibom(own).Reason == reason),
            own => new StaleAibom(own));
    }

    /// <summary>Looks through the keys of the record until the page is full or enough was looked at.</summary>
    private static async Task<PageOf<T>> LookThroughAsync<T>(
        ResolveContext context, Func<ListedConflict, bool> isWanted, Func<ListedConflict, T> toNode)
        where T : notnull
    {
        AibomRequest request = context.State<AibomRequest>();
        EntityReads reads = request.Registry.Store.Reads.Entities;
        string? after = Paging.After(context);
        int first = Paging.First(context);

        // The thing behind which the page begins may have more conflicts than the last page could show.
        int last = Math.Max(KeyOf(after) - 1, 0);
        var found = new List<ListedConflict>();
        bool isThrough = false;
        for (int looked = 0; found.Count <= first && looked < MostKeys && !isThrough; looked += ConflictFinder.Batch)
        {
            ImmutableArray<EntityRecord> page = await reads.PageAsync(
                kind: null, last, ConflictFinder.Batch, context.CancellationToken);
            int[] things =
            [
                .. page.Select(record => record.Id)
                    .Where(id => request.Lineage.Has(id) && request.Lineage.Resolve(id) == id),
            ];
            found.AddRange((await FindAsync(request, things, context.CancellationToken))
                .Where(own => string.CompareOrdinal(own.Key, after) > 0 && isWanted(own)));
            isThrough = page.Length < ConflictFinder.Batch;
            last = page.IsEmpty ? last : page[^1].Id;
        }

        ListedConflict[] taken = [.. found.Take(first)];
        Edge<T>[] edges = [.. taken.Select(own => new Edge<T>(toNode(own), Paging.CursorOf(own.Key)))];
        string? end = found.Count <= first && !isThrough ? Paging.CursorOf(EndOf(last)) : edges.LastOrDefault()?.Cursor;
        return new PageOf<T>(
            edges,
            new PageInfo(found.Count > first || !isThrough, after is not null, edges.FirstOrDefault()?.Cursor, end),
            TotalCount: null);
    }

    private static async Task<IEnumerable<ListedConflict>> FindAsync(
        AibomRequest request, int[] things, CancellationToken cancellationToken) =>
        (await request.Registry.Conflicts.FindAsync(things, request.Lineage, cancellationToken))
            .GroupBy(conflict => conflict.Entity)
            .SelectMany(own => own.Select((conflict, index) =>
                new ListedConflict(conflict, $"{SortKey.Of(conflict.Entity)}.{index:D6}")));

    /// <summary>A place behind all conflicts about a thing.</summary>
    private static string EndOf(int thing) => $"{SortKey.Of(thing)}.~";

    private static int KeyOf(string? after)
    {
        if (after is null)
        {
            return 0;
        }

        return int.TryParse(after.Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int key)
            ? key
            : throw new GraphQLException("'after' is not a cursor of this list.", "CURSOR_INVALID");
    }
}
