using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using AiBom.Domain.Journal;

namespace AiBom.Storage.Journal;

/// <summary>An event that is to become the journal's next entry.</summary>
/// <param name="Actor">Who does it.</param>
/// <param name="Event">What happens.</param>
/// <param name="Content">
/// For a submission or an attestation: what it names. It may be left out where an earlier entry named the same.
/// </param>
public sealed record JournalDraft(string Actor, JournalEvent Event, EntryContent? Content = null);

/// <summary>What a command comes to once it has seen the record under the writer's lock.</summary>
/// <param name="Answer">What the caller learns.</param>
/// <param name="Drafts">What is appended, in order; nothing where the command changes nothing.</param>
/// <typeparam name="T">The answer's type.</typeparam>
public sealed record Decision<T>(T Answer, ImmutableArray<JournalDraft> Drafts)
{
    /// <summary>A bare answer is a decision that appends nothing.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "Its named form is Decision.Nothing.")]
    public static implicit operator Decision<T>(T answer) => Decision.Nothing(answer);
}

/// <summary>The two forms of a decision.</summary>
public static class Decision
{
    /// <summary>Appends nothing: the same submission again, a conflict, an unknown id.</summary>
    public static Decision<T> Nothing<T>(T answer) => new(answer, []);

    /// <summary>Appends <paramref name="drafts"/>, in order.</summary>
    public static Decision<T> Append<T>(T answer, params ImmutableArray<JournalDraft> drafts) => new(answer, drafts);
}

/// <summary>
/// Decides, under the writer's lock, what a command appends. <paramref name="reads"/> sees every entry before it, so
/// "is it there already?" and "which number is next?" cannot change before the entry is written.
/// </summary>
/// <remarks>Keep it short (everybody waits) and free of effects; do not append from within.</remarks>
/// <typeparam name="T">The answer's type.</typeparam>
public delegate Task<Decision<T>> Decide<T>(Reads.RegistryReads reads, CancellationToken cancellationToken);
