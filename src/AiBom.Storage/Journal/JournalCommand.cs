using System.Collections.Immutable;
using AiBom.Domain.Journal;
using AiBom.Storage.Reads;

namespace AiBom.Storage.Journal;

/// <summary>A command that waits for the writer's turn.</summary>
internal abstract class JournalCommand
{
    /// <summary>Whether it was acknowledged or has failed.</summary>
    public abstract bool IsDone { get; }

    /// <summary>Decides what is to be appended.</summary>
    public abstract Task<ImmutableArray<JournalDraft>> DecideAsync(RegistryReads reads);

    /// <summary>Takes note of what it appended; not yet durable.</summary>
    public abstract void Written(ImmutableArray<JournalEntry> entries);

    /// <summary>Answers the caller, unless it has failed.</summary>
    public abstract void Acknowledge();

    /// <summary>Hands the failure to the caller.</summary>
    public abstract void Fail(Exception failure);
}

/// <summary>A command with an answer of type <typeparamref name="T"/>.</summary>
internal sealed class JournalCommand<T>(Decide<T> decide, CancellationToken cancellationToken) : JournalCommand
{
    private readonly TaskCompletionSource<Appended<T>> result =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Decision<T>? decision;
    private ImmutableArray<JournalEntry> written = [];

    public override bool IsDone => result.Task.IsCompleted;

    public Task<Appended<T>> Result => result.Task;

    public override async Task<ImmutableArray<JournalDraft>> DecideAsync(RegistryReads reads)
    {
        cancellationToken.ThrowIfCancellationRequested();
        decision = await decide(reads, cancellationToken);
        return decision.Drafts;
    }

    public override void Written(ImmutableArray<JournalEntry> entries) => written = entries;

    public override void Acknowledge()
    {
        if (!IsDone)
        {
            result.SetResult(new Appended<T>(decision!.Answer, written));
        }
    }

    public override void Fail(Exception failure) => result.TrySetException(failure);
}
