using AiBom.Domain;
using AiBom.Storage.Relational;
using Microsoft.EntityFrameworkCore;

namespace AiBom.Storage.Reads;

/// <summary>Where reads get their connection: one of their own each, or that of the writer's transaction.</summary>
internal sealed class ReadSource(Func<AibomContext> open, bool isOwned)
{
    public Lease Open() => new(open(), isOwned);

    /// <summary>
    /// Runs <paramref name="query"/> over the distinct keys in sorted chunks, so that no statement has more parameters
    /// than a database takes.
    /// </summary>
    public async Task<List<TRow>> ReadAsync<TKey, TRow>(
        IEnumerable<TKey> keys,
        Func<AibomContext, List<TKey>, IQueryable<TRow>> query,
        CancellationToken cancellationToken)
    {
        await using Lease lease = Open();
        var rows = new List<TRow>();
        foreach (TKey[] chunk in Sorted(keys).Chunk(StorageLimits.Parameters))
        {
            rows.AddRange(await query(lease.Context, [.. chunk]).ToListAsync(cancellationToken));
        }

        return rows;
    }

    /// <summary>Runs one query.</summary>
    public async Task<List<TRow>> ReadAsync<TRow>(
        Func<AibomContext, IQueryable<TRow>> query, CancellationToken cancellationToken)
    {
        await using Lease lease = Open();
        return await query(lease.Context).ToListAsync(cancellationToken);
    }

    private static IEnumerable<TKey> Sorted<TKey>(IEnumerable<TKey> keys) => keys is IEnumerable<Digest> digests
        ? digests.Distinct().OrderBy(digest => digest.Hex, StringComparer.Ordinal).Cast<TKey>()
        : keys.Distinct().Order();
}

/// <summary>A context for the time of one read.</summary>
internal readonly struct Lease(AibomContext context, bool isOwned) : IAsyncDisposable
{
    public AibomContext Context => context;

    public ValueTask DisposeAsync() => isOwned ? context.DisposeAsync() : ValueTask.CompletedTask;
}
