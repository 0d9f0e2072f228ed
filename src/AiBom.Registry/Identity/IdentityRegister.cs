using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Lineage;
using AiBom.Registry.Catalog;
using AiBom.Storage;
using AiBom.Storage.Journal;
using AiBom.Storage.Reads;

namespace AiBom.Registry.Identity;

/// <summary>
/// Records that somebody says that two keys name one thing, and takes it back: the keys stay what they are, and only
/// what they are read as changes.
/// </summary>
public sealed class IdentityRegister(AibomStore store, EntityCatalog catalog, LiveLineage lineage)
{
    /// <summary>The longest reason, in characters.</summary>
    public const int MaxReasonLength = 4_000;

    /// <summary>Says that two things are one. The same word of one actor is one statement while it stands.</summary>
    public async Task<SameAsAssertion> AssertAsync(
        SameAsCommand command, string actor, CancellationToken cancellationToken)
    {
        if (Problem(command) is { } problem)
        {
            return new SameAsAssertion.Invalid(problem);
        }

        LineageGraph graph = lineage.Current;
        End one = await FindAsync(command.One, graph, cancellationToken);
        End other = await FindAsync(command.Other, graph, cancellationToken);
        if (one.Key is not { } left || other.Key is not { } right)
        {
            return new SameAsAssertion.Unclear(one.Key is null ? one.Lookup : other.Lookup);
        }

        if (left.Id == right.Id)
        {
            return new SameAsAssertion.Invalid("Both are one key already; nothing is said by it.");
        }

        (EntityRecord less, EntityRecord greater) =
            string.CompareOrdinal(left.Key, right.Key) < 0 ? (left, right) : (right, left);
        bool isDecided;
        do
        {
            graph = lineage.Current;
            if (await ConflictAsync(left.Id, right.Id, graph, cancellationToken) is { } conflict)
            {
                return new SameAsAssertion.Conflict(conflict);
            }

            Appended<bool> appended = await store.Journal.DecideAsync<bool>(
                (reads, token) => DecideAsync(reads, less, greater, command.Reason, actor, graph, token),
                cancellationToken);
            isDecided = appended.Answer;
        }
        while (!isDecided);

        return await StandingAsync(store.Reads, less.Id, greater.Id, actor, cancellationToken) is { } said
            ? new SameAsAssertion.Asserted(said)
            : new SameAsAssertion.Invalid("It was taken back at the same time.");
    }

    /// <summary>Takes back what the actor itself said of two things. What joined only by that is apart again.</summary>
    public async Task<SameAsRetraction> RetractAsync(
        SameAsCommand command, string actor, CancellationToken cancellationToken)
    {
        if (Problem(command) is { } problem)
        {
            return new SameAsRetraction.Invalid(problem);
        }

        LineageGraph graph = lineage.Current;
        ImmutableArray<int> one = await catalog.NamedAsync(command.One, graph, cancellationToken);
        ImmutableArray<int> other = await catalog.NamedAsync(command.Other, graph, cancellationToken);
        Appended<SameAsRetraction> appended = await store.Journal.DecideAsync<SameAsRetraction>(
            async (reads, token) =>
            {
                ImmutableArray<SameAsRecord> said = await reads.Identity.AssertedAsync(one, other, token);
                SameAsRecord[] own = [.. said.Where(record => IsOf(record, actor))];
                if (own.LastOrDefault(record => record.RetractedAt is null) is { } standing)
                {
                    IReadOnlyDictionary<int, EntityRecord> keys = await reads.Entities.ByIdAsync(
                        [standing.Subject, standing.Object], token);
                    return new Decision<SameAsRetraction>(
                        new SameAsRetraction.Retracted(standing),
                        [new JournalDraft(actor, new SameAsRetracted(
                            keys[standing.Subject].Key, keys[standing.Object].Key, command.Reason))]);
                }

                if (await OthersAsync(reads, said, one, other, token) is { } foreign)
                {
                    return new SameAsRetraction.Foreign(foreign);
                }

                return own.LastOrDefault() is { } before
                    ? new SameAsRetraction.Retracted(before)
                    : new SameAsRetraction.Unknown(command.One, command.Other);
            },
            cancellationToken);
        return appended.Answer is SameAsRetraction.Retracted({ RetractedAt: null } taken)
            ? new SameAsRetraction.Retracted(
                (await store.Reads.Identity.AssertedAsync([taken.Subject], [taken.Object], cancellationToken))
                    .First(record => record.Sequence == taken.Sequence))
            : appended.Answer;
    }

    /// <summary>
    /// False where more was said of the two since the graph by which they were compared, also by a command that is
    /// committed together with this one: they have to be compared anew.
    /// </summary>
    private static async Task<Decision<bool>> DecideAsync(
        RegistryReads reads,
        EntityRecord one,
        EntityRecord other,
        string reason,
        string actor,
        LineageGraph graph,
        CancellationToken cancellationToken)
    {
        if (await StandingAsync(reads, one.Id, other.Id, actor, cancellationToken) is not null)
        {
            return true;
        }

        ILookup<int, SameAsRecord> said = await reads.Identity.OfKeysAsync(
            [.. graph.Members(one.Id), .. graph.Members(other.Id)], cancellationToken);
        return said.SelectMany(own => own).Any(own => own.Sequence > graph.Sequence)
            ? Decision.Nothing(false)
            : Decision.Append(true, new JournalDraft(actor, new SameAsAsserted(one.Key, other.Key, reason)));
    }

    private static string? Problem(SameAsCommand command) =>
        command.Reason.Trim().Length is 0 or > MaxReasonLength
            ? $"It needs its reason, in 1 to {MaxReasonLength} characters."
            : null;

    private static bool IsOf(SameAsRecord record, string actor) =>
        string.Equals(record.Claimant, actor, StringComparison.Ordinal);

    private static async Task<SameAsRecord?> StandingAsync(
        RegistryReads reads, int one, int other, string actor, CancellationToken cancellationToken) =>
        (await reads.Identity.AssertedAsync([one], [other], cancellationToken))
            .FirstOrDefault(record => record.RetractedAt is null && IsOf(record, actor));

    /// <summary>A statement of somebody else's, or of a document, that joins the same keys.</summary>
    private static async Task<SameAsRecord?> OthersAsync(
        RegistryReads reads,
        ImmutableArray<SameAsRecord> said,
        ImmutableArray<int> one,
        ImmutableArray<int> other,
        CancellationToken cancellationToken)
    {
        if (said.FirstOrDefault(record => record.RetractedAt is null) is { } foreign)
        {
            return foreign;
        }

        ILookup<int, SameAsRecord> standing = await reads.Identity.OfKeysAsync(one, cancellationToken);
        return one.SelectMany(id => standing[id])
            .FirstOrDefault(record => (one.Contains(record.Subject) && other.Contains(record.Object))
                || (one.Contains(record.Object) && other.Contains(record.Subject)));
    }

    /// <summary>The strongest key that a reference itself names, and not what that is read as.</summary>
    private async Task<End> FindAsync(
        EntityReference reference, LineageGraph graph, CancellationToken cancellationToken)
    {
        EntityLookup lookup = await catalog.FindAsync(reference, graph, cancellationToken);
        if (lookup is not EntityLookup.Found)
        {
            return new End(lookup, null);
        }

        ImmutableArray<int> named = await catalog.NamedAsync(reference, graph, cancellationToken);
        IReadOnlyDictionary<int, EntityRecord> records =
            await store.Reads.Entities.ByIdAsync(named, cancellationToken);
        return new End(lookup, records.Values.MinBy(record => ((int)record.Scheme, record.Id)));
    }

    /// <summary>Why two things cannot be one; null where nothing speaks against it.</summary>
    private async Task<string?> ConflictAsync(
        int left, int right, LineageGraph graph, CancellationToken cancellationToken)
    {
        if (graph.Resolve(left) == graph.Resolve(right))
        {
            return null;
        }

        IReadOnlyDictionary<int, Entity> things = await catalog.ReadAsync([left, right], graph, cancellationToken);
        (Entity one, Entity other) = (things[left], things[right]);
        if (one.IsDescribed && other.IsDescribed && one.Kind != other.Kind)
        {
            return $"'{Cut(one)}' is described as {one.Kind}, '{Cut(other)}' as {other.Kind}.";
        }

        ILookup<string, string> digests = other.Digests.ToLookup(FunctionOf, StringComparer.Ordinal);
        return one.Digests
            .GroupBy(FunctionOf, StringComparer.Ordinal)
            .Where(own => digests.Contains(own.Key) && !digests[own.Key].Intersect(own, StringComparer.Ordinal).Any())
            .Select(own => $"'{Cut(one)}' is {own.First()}, '{Cut(other)}' is {digests[own.Key].First()}: other bytes.")
            .FirstOrDefault();
    }

    private static string? Cut(Entity entity) => FindingLimits.Cut(entity.QualifiedName);

    private static string FunctionOf(string digest) => digest[..digest.IndexOf(':', StringComparison.Ordinal)];

    private sealed record End(EntityLookup Lookup, EntityRecord? Key);
}

/// <summary>That two things are one, or no longer said to be.</summary>
/// <param name="One">The one.</param>
/// <param name="Other">The other.</param>
/// <param name="Reason">Why.</param>
public sealed record SameAsCommand(EntityReference One, EntityReference Other, string Reason);

/// <summary>How an assertion ended.</summary>
public abstract record SameAsAssertion
{
    private SameAsAssertion()
    {
    }

    /// <summary>It stands.</summary>
    public sealed record Asserted(SameAsRecord Statement) : SameAsAssertion;

    /// <summary>A reference leads to nothing, or to several things.</summary>
    public sealed record Unclear(EntityLookup Lookup) : SameAsAssertion;

    /// <summary>What is recorded of the two says that they are not one.</summary>
    public sealed record Conflict(string Problem) : SameAsAssertion;

    /// <summary>The request itself is wrong.</summary>
    public sealed record Invalid(string Problem) : SameAsAssertion;
}

/// <summary>How a retraction ended.</summary>
public abstract record SameAsRetraction
{
    private SameAsRetraction()
    {
    }

    /// <summary>The actor no longer says so.</summary>
    public sealed record Retracted(SameAsRecord Statement) : SameAsRetraction;

    /// <summary>Somebody else says so, and only they can take it back.</summary>
    public sealed record Foreign(SameAsRecord Statement) : SameAsRetraction;

    /// <summary>Nobody says so.</summary>
    public sealed record Unknown(EntityReference One, EntityReference Other) : SameAsRetraction;

    /// <summary>The request itself is wrong.</summary>
    public sealed record Invalid(string Problem) : SameAsRetraction;
}
