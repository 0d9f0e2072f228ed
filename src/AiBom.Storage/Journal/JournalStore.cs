using System.Collections.Concurrent;
using System.Collections.Immutable;
using AiBom.Domain.Journal;
using AiBom.Storage.Relational;
using Microsoft.EntityFrameworkCore;

namespace AiBom.Storage.Journal;

/// <summary>
/// The append-only journal. An entry and its projections are committed together or not at all, and a command is
/// acknowledged only once they are durable.
/// </summary>
/// <remarks>
/// There is one writer. Commands that come while it commits wait, and are then committed together: each sees the
/// effects of those before it, and one that fails is undone alone.
/// </remarks>
public sealed class JournalStore
{
    private readonly Func<AibomContext> open;
    private readonly JournalWriter writer;
    private readonly ConcurrentQueue<JournalCommand> pending = new();
    private readonly List<Action<Committed>> observers = [];

    internal JournalStore(Func<AibomContext> open, JournalWriter writer)
    {
        this.open = open;
        this.writer = writer;
    }

    /// <summary>Decides under the writer's lock, and appends what was decided.</summary>
    /// <exception cref="ArgumentException">A draft breaks a bound of <see cref="StorageLimits"/>.</exception>
    /// <exception cref="InvalidOperationException">A draft names a blob that is not stored.</exception>
    public async Task<Appended<T>> DecideAsync<T>(Decide<T> decide, CancellationToken cancellationToken)
    {
        var command = new JournalCommand<T>(decide, cancellationToken);
        pending.Enqueue(command);

        // Not cancelled while it waits: another's turn may already be committing it.
        using (await writer.TakeTurnAsync(CancellationToken.None))
        {
            if (!command.IsDone)
            {
                await CommitPendingAsync();
            }
        }

        return await command.Result;
    }

    /// <summary>Appends events that depend on nothing in the record.</summary>
    public async Task<ImmutableArray<JournalEntry>> AppendAsync(
        ImmutableArray<JournalDraft> drafts, CancellationToken cancellationToken)
    {
        Appended<bool> appended = await DecideAsync(
            (_, _) => Task.FromResult(Decision.Append(true, drafts)), cancellationToken);
        return appended.Entries;
    }

    /// <summary>
    /// Calls <paramref name="observer"/> after each command's commit and before its acknowledgement, in order of the
    /// journal and one at a time. It must be quick and must not throw.
    /// </summary>
    public void Observe(Action<Committed> observer) => observers.Add(observer);

    /// <summary>Reads entries in order.</summary>
    /// <param name="fromSequence">The first entry's number.</param>
    /// <param name="max">The most entries, up to <see cref="StorageLimits.Page"/>.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    public async Task<ImmutableArray<JournalEntry>> ReadAsync(
        long fromSequence, int max, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(max, StorageLimits.Page);
        await using AibomContext context = open();
        List<JournalEntryRow> rows = await context.JournalEntries
            .Where(row => row.Sequence >= fromSequence)
            .OrderBy(row => row.Sequence)
            .Take(max)
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => row.ToEntry())];
    }

    /// <summary>The number of the last entry; 0 where there is none.</summary>
    public async Task<long> HeadAsync(CancellationToken cancellationToken)
    {
        await using AibomContext context = open();
        return await context.JournalHeads.Select(row => row.Sequence).SingleAsync(cancellationToken);
    }

    /// <summary>Walks all entries and reports every gap, and every entry that its hash does not cover.</summary>
    public async Task<JournalVerification> VerifyAsync(CancellationToken cancellationToken)
    {
        await using AibomContext context = open();

        // The head as it is now: what is appended meanwhile is none of this walk's business.
        long head = await context.JournalHeads.Select(row => row.Sequence).SingleAsync(cancellationToken);
        var walk = new JournalWalk(head);
        IQueryable<JournalEntryRow> upToHead = context.JournalEntries.Where(row => row.Sequence <= head);
        await foreach (JournalEntryRow row in upToHead
            .OrderBy(row => row.Sequence)
            .AsAsyncEnumerable()
            .WithCancellation(cancellationToken))
        {
            walk.Visit(row.ToEntry());
        }

        walk.EndAtHead();
        List<long> beyond = await context.JournalEntries
            .Where(row => row.Sequence > context.JournalHeads.Max(last => last.Sequence))
            .OrderBy(row => row.Sequence)
            .Select(row => row.Sequence)
            .Take(StorageLimits.Defects)
            .ToListAsync(cancellationToken);
        beyond.ForEach(sequence => walk.Report(sequence, JournalDefectKind.BeyondHead));
        return walk.Finish();
    }

    private async Task CommitPendingAsync()
    {
        List<JournalCommand> commands = [];
        while (commands.Count < StorageLimits.CommandsPerCommit && pending.TryDequeue(out JournalCommand? command))
        {
            commands.Add(command);
        }

        List<Committed> all = await writer.CommitAsync(commands);
        try
        {
            all.ForEach(committed => observers.ForEach(observer => observer(committed)));
        }
        finally
        {
            // What is durable is acknowledged, also where an observer has a bug.
            commands.ForEach(command => command.Acknowledge());
        }
    }
}
