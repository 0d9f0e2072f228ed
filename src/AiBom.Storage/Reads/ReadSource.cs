using System.Collections.Concurrent;
using System.Data;
using System.Diagnostics.CodeAnalysis;
using AiBom.Domain;
using AiBom.Storage.Relational;
using Microsoft.EntityFrameworkCore;

namespace AiBom.Storage.Reads;

/// <summary>
/// Where reads get their session: an open one of their own for as long as each takes, or that of the writer's
/// transaction.
/// </summary>
internal sealed class ReadSource
{
    private readonly Func<AibomContext>? open;
    private readonly ReadSession? fixedSession;
    private readonly ConcurrentBag<ReadSession> idle = [];

    /// <summary>Keeps sessions open, because opening one costs more than most reads do.</summary>
    public ReadSource(Func<AibomContext> open) => this.open = open;

    /// <summary>Reads through one session, whose owner disposes of it.</summary>
    public ReadSource(ReadSession session) => fixedSession = session;

    [SuppressMessage("Reliability", "CA2000", Justification = "The lease gives the session back, or closes it.")]
    public async ValueTask<Lease> OpenAsync(CancellationToken cancellationToken)
    {
        if (fixedSession is not null)
        {
            return new Lease(fixedSession, returnTo: null);
        }

        if (!idle.TryTake(out ReadSession? session))
        {
            session = await ReadSession.OpenAsync(open!(), cancellationToken);
        }

        return new Lease(session, returnTo: this);
    }

    /// <summary>
    /// Runs <paramref name="query"/> over the distinct keys in sorted chunks, so that no statement has more parameters
    /// than a database takes.
    /// </summary>
    public async Task<List<TRow>> ReadAsync<TKey, TRow>(
        IEnumerable<TKey> keys,
        Func<AibomContext, List<TKey>, IQueryable<TRow>> query,
        CancellationToken cancellationToken)
    {
        await using Lease lease = await OpenAsync(cancellationToken);
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
        await using Lease lease = await OpenAsync(cancellationToken);
        return await query(lease.Context).ToListAsync(cancellationToken);
    }

    /// <summary>Runs one compiled query.</summary>
    public async Task<List<TRow>> ReadAsync<TRow>(
        Func<AibomContext, IAsyncEnumerable<TRow>> query, CancellationToken cancellationToken)
    {
        await using Lease lease = await OpenAsync(cancellationToken);
        return await query(lease.Context).ToListAsync(cancellationToken);
    }

    /// <summary>Reads the rows whose column has one of <paramref name="keys"/>; in no order.</summary>
    public async Task<List<TRow>> LookUpAsync<TKey, TRow>(
        string property, IEnumerable<TKey> keys, CancellationToken cancellationToken)
        where TKey : notnull
        where TRow : class
    {
        await using Lease lease = await OpenAsync(cancellationToken);
        return await lease.Rows.ReadAsync<TRow>(property, Sorted(keys).Cast<object>(), cancellationToken);
    }

    /// <summary>Closes the sessions that no read has.</summary>
    public async ValueTask CloseAsync()
    {
        while (idle.TryTake(out ReadSession? session))
        {
            await session.DisposeAsync();
        }
    }

    internal ValueTask ReturnAsync(ReadSession session)
    {
        if (idle.Count >= StorageLimits.IdleSessions || !session.IsOpen)
        {
            return session.DisposeAsync();
        }

        idle.Add(session);
        return ValueTask.CompletedTask;
    }

    private static IEnumerable<TKey> Sorted<TKey>(IEnumerable<TKey> keys) => keys is IEnumerable<Digest> digests
        ? digests.Distinct().OrderBy(digest => digest.Hex, StringComparer.Ordinal).Cast<TKey>()
        : keys.Distinct().Order();
}

/// <summary>A context on an open connection, with the commands that are prepared for it.</summary>
internal sealed class ReadSession(AibomContext context) : IAsyncDisposable
{
    public AibomContext Context => context;

    public RowReader Rows { get; } = new(context);

    public bool IsOpen => context.Database.GetDbConnection().State is ConnectionState.Open;

    public static async Task<ReadSession> OpenAsync(AibomContext context, CancellationToken cancellationToken)
    {
        try
        {
            await context.Database.OpenConnectionAsync(cancellationToken);
            return new ReadSession(context);
        }
        catch
        {
            await context.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Rows.DisposeAsync();
        await context.DisposeAsync();
    }
}

/// <summary>A session for the time of one read.</summary>
internal readonly struct Lease(ReadSession session, ReadSource? returnTo) : IAsyncDisposable
{
    public AibomContext Context => session.Context;

    public RowReader Rows => session.Rows;

    public ValueTask DisposeAsync() => returnTo?.ReturnAsync(session) ?? ValueTask.CompletedTask;
}
