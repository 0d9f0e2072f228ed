using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Storage.Blobs;
using AiBom.Storage.Relational;
using AiBom.Storage.Projections;
using AiBom.Storage.Reads;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace AiBom.Storage.Journal;

/// <summary>
/// The one writer: its connection, whose turn it is, and the transaction that takes the next numbers.
/// </summary>
internal sealed class JournalWriter : IAsyncDisposable
{
    private const string Savepoint = "command";

    private readonly AibomContext context;
    private readonly FolderBlobStore blobs;
    private readonly TimeProvider clock;
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly RowWriter rows;
    private readonly ReadSession session;
    private readonly RegistryReads reads;

    private JournalWriter(AibomContext context, FolderBlobStore blobs, TimeProvider clock)
    {
        (this.context, this.blobs, this.clock) = (context, blobs, clock);
        rows = new RowWriter(context);
        session = new ReadSession(context);
        reads = new RegistryReads(new ReadSource(session));
    }

    /// <summary>
    /// Opens the writer's connection for as long as the writer lives: its prepared commands belong to it.
    /// </summary>
    public static async Task<JournalWriter> OpenAsync(
        AibomContext context, FolderBlobStore blobs, TimeProvider clock, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken);
        return new JournalWriter(context, blobs, clock);
    }

    /// <summary>Waits for the turn; disposing of what it gives ends it.</summary>
    public async Task<IDisposable> TakeTurnAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        return new Turn(turn);
    }

    /// <summary>
    /// Commits commands in one transaction. Those that fail are told so; the others are not yet answered.
    /// </summary>
    /// <returns>What was committed, a command each.</returns>
    [SuppressMessage("Design", "CA1031", Justification = "Each failure goes to the caller whose command it is.")]
    public async Task<List<Committed>> CommitAsync(List<JournalCommand> commands)
    {
        List<Committed> committed = [];

        // A command that is alone is undone with its transaction.
        bool isGroup = commands.Count > 1;
        try
        {
            await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync();
            JournalHeadRow head = await LockHeadAsync();
            foreach (JournalCommand command in commands)
            {
                (long Sequence, DateTimeOffset At) before = (head.Sequence, head.At);
                if (isGroup)
                {
                    await transaction.CreateSavepointAsync(Savepoint);
                }

                try
                {
                    ImmutableArray<JournalDraft> drafts = await command.DecideAsync(reads);
                    Committed written = await WriteAsync(head, drafts);
                    if (isGroup)
                    {
                        await transaction.ReleaseSavepointAsync(Savepoint);
                    }

                    command.Written(written.Entries);
                    committed.Add(written);
                }
                catch (Exception failure)
                {
                    if (isGroup)
                    {
                        await transaction.RollbackToSavepointAsync(Savepoint);
                    }

                    (head.Sequence, head.At) = before;
                    command.Fail(failure);
                }
            }

            committed.RemoveAll(written => written.Entries.IsEmpty);
            if (committed.Count > 0)
            {
                await SaveHeadAsync(head);
                await transaction.CommitAsync();
            }

            return committed;
        }
        catch (Exception failure)
        {
            commands.ForEach(command => command.Fail(failure));
            return [];
        }
    }

    /// <summary>
    /// Derives every projection anew from the journal, in one transaction: a reader sees the old or the new.
    /// </summary>
    public async Task RebuildAsync(IProgress<RebuildProgress>? progress, CancellationToken cancellationToken)
    {
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        JournalHeadRow head = await LockHeadAsync();
        await Schema.ClearProjectionsAsync(context, cancellationToken);
        var projector = new Projector(context, session.Rows, rows);
        long done = 0;
        while (done < head.Sequence)
        {
            List<JournalEntryRow> page = await context.JournalEntries
                .Where(row => row.Sequence > done)
                .OrderBy(row => row.Sequence)
                .Take(StorageLimits.Page)
                .ToListAsync(cancellationToken);
            foreach (JournalEntryRow row in page)
            {
                await projector.ApplyAsync(row.ToEntry(), content: null, cancellationToken);
            }

            if (page.Count == 0)
            {
                throw new InvalidDataException($"The journal ends at {done}, before its head {head.Sequence}.");
            }

            done = page[^1].Sequence;
            progress?.Report(new RebuildProgress(done, head.Sequence));
        }

        await rows.InsertAsync([Projector.StateAt(head.Sequence)], cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        // A command under way is brought to its end.
        await turn.WaitAsync();
        await rows.DisposeAsync();
        await session.DisposeAsync();
        turn.Dispose();
    }

    private async Task<Committed> WriteAsync(JournalHeadRow head, ImmutableArray<JournalDraft> drafts)
    {
        var projector = new Projector(context, session.Rows, rows);
        var entries = ImmutableArray.CreateBuilder<JournalEntry>(drafts.Length);
        LineageChange lineage = LineageChange.None;
        foreach (JournalDraft draft in drafts)
        {
            DraftCheck.Check(draft, blobs);
            await SaveContentAsync(draft);
            DateTimeOffset now = clock.GetUtcNow().Truncate();
            head.Sequence++;
            head.At = now > head.At ? now : head.At;
            var entry = JournalEntry.Create(head.Sequence, head.At, draft.Actor, draft.Event);
            await rows.InsertAsync([JournalEntryRow.Of(entry)], CancellationToken.None);
            lineage = lineage.Then(await projector.ApplyAsync(entry, draft.Content, CancellationToken.None));
            entries.Add(entry);
        }

        return new Committed(entries.DrainToImmutable(), lineage);
    }

    private async Task SaveContentAsync(JournalDraft draft)
    {
        if (draft.Content is { } content)
        {
            await ContentRows.WriteAsync(session.Rows, rows, content, CancellationToken.None);
        }
        else if (NamedBy(draft.Event) is { Length: > 0 } named
            && !await ContentRows.ExistAsync(session.Rows, CancellationToken.None, named))
        {
            throw new InvalidOperationException(
                $"A {draft.Event.Kind} names content that neither comes with it nor is recorded.");
        }
    }

    private static Digest[] NamedBy(JournalEvent occurred) => occurred switch
    {
        SubmissionRecorded submission => [submission.StatementSet, submission.Report],
        AttestationRecorded attestation => [attestation.Report],
        _ => [],
    };

    /// <summary>Takes the row's lock by writing it, which every database understands, and reads it.</summary>
    private async Task<JournalHeadRow> LockHeadAsync()
    {
        await context.JournalHeads.ExecuteUpdateAsync(row => row.SetProperty(head => head.Id, JournalHeadRow.OnlyId));
        List<JournalHeadRow> heads = await session.Rows.ReadAsync<JournalHeadRow>(
            nameof(JournalHeadRow.Id), [JournalHeadRow.OnlyId], CancellationToken.None);
        return heads.Single();
    }

    private async Task SaveHeadAsync(JournalHeadRow head)
    {
        await rows.UpdateAsync([head], CancellationToken.None);
        await rows.UpdateAsync([Projector.StateAt(head.Sequence)], CancellationToken.None);
    }

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
