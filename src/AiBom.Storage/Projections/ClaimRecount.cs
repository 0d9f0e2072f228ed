using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Storage.Journal;
using AiBom.Storage.Relational;
using Microsoft.EntityFrameworkCore;

namespace AiBom.Storage.Projections;

/// <summary>
/// Finds the best claims about entities anew, where the documents that gave them are less well proved than before. Each
/// document that speaks of such an entity is read once, in order.
/// </summary>
internal sealed class ClaimRecount(AibomContext context, RowReader known, RowWriter rows)
{
    /// <summary>How many entities are held at a time, so that a large pass needs no large memory.</summary>
    private const int Batch = 20_000;

    /// <summary>The entities at hand; null for one whose claims rest on something else.</summary>
    private readonly Dictionary<Digest, EntityRow?> held = [];
    private readonly HashSet<int> resting = [];
    private readonly HashSet<int> forgotten = [];
    private readonly Dictionary<int, EntityFacts> facts = [];

    /// <summary>Counts again what rested on submissions; their rows say already what they are now.</summary>
    /// <returns>The facts of the entities, as they are now.</returns>
    public async Task<ImmutableArray<EntityFacts>> RecountAsync(
        IReadOnlyCollection<long> weaker, CancellationToken cancellationToken)
    {
        HashSet<long> fallen = [.. weaker];
        foreach (int[] ids in (await MentionedAsync(weaker, cancellationToken)).Order().Chunk(Batch))
        {
            List<EntityRow> entities = await known.ReadAsync<EntityRow>(
                nameof(EntityRow.Id), ids.Cast<object>(), cancellationToken);
            resting.UnionWith(entities.Where(row => row.RestsOn(fallen)).Select(row => row.Id));
        }

        foreach (long[] chunk in (await MentioningAsync(resting, cancellationToken)).Order()
            .Chunk(StorageLimits.Parameters))
        {
            List<SubmissionRow> submissions = await known.ReadAsync<SubmissionRow>(
                nameof(SubmissionRow.Sequence), chunk.Cast<object>(), cancellationToken);
            foreach (SubmissionRow submission in submissions.OrderBy(row => row.Sequence))
            {
                await MergeAsync(submission, cancellationToken);
            }
        }

        await SaveAsync(cancellationToken);
        return [.. facts.OrderBy(pair => pair.Key).Select(pair => pair.Value)];
    }

    private async Task MergeAsync(SubmissionRow submission, CancellationToken cancellationToken)
    {
        Mentions said = await ContentRows.ReadAsync<Mentions>(known, submission.StatementSet, cancellationToken);
        (DeclaredEntity Declared, Digest Key)[] mentions =
        [
            .. from declared in said.Entities
               from key in declared.Keys(submission.Scope, submission.Document)
               select (declared, TextHash.Of(key.Text)),
        ];
        await HoldAsync(mentions.Select(mention => mention.Key), cancellationToken);
        Assurance assurance = submission.Authenticity is Authenticity.Valid && submission.Author is not null
            ? Assurance.Signed
            : Assurance.Asserted;
        foreach ((DeclaredEntity declared, Digest key) in mentions)
        {
            held[key]?.Merge(declared, assurance, submission.Sequence);
        }

        if (held.Count > Batch)
        {
            await SaveAsync(cancellationToken);
        }
    }

    /// <summary>Reads what is not at hand. What is read for the first time has yet to forget its claims.</summary>
    private async Task HoldAsync(IEnumerable<Digest> keys, CancellationToken cancellationToken)
    {
        Digest[] missing = [.. keys.Where(key => !held.ContainsKey(key)).Distinct()];
        foreach (EntityRow row in await known.ReadAsync<EntityRow>(
            nameof(EntityRow.KeyHash), missing, cancellationToken))
        {
            held.Add(row.KeyHash, resting.Contains(row.Id) ? row : null);
            if (resting.Contains(row.Id) && forgotten.Add(row.Id))
            {
                row.ForgetClaims();
            }
        }
    }

    private async Task SaveAsync(CancellationToken cancellationToken)
    {
        EntityRow[] counted = [.. held.Values.OfType<EntityRow>().OrderBy(row => row.Id)];
        await rows.UpdateAsync(counted, cancellationToken);
        foreach (EntityRow row in counted)
        {
            facts[row.Id] = row.ToFacts();
        }

        held.Clear();
    }

    /// <summary>The keys of which these submissions speak.</summary>
    private async Task<HashSet<int>> MentionedAsync(
        IEnumerable<long> submissions, CancellationToken cancellationToken)
    {
        HashSet<int> ids = [];
        foreach (long[] chunk in submissions.Order().Chunk(StorageLimits.Parameters))
        {
            List<long> from = [.. chunk];
            ids.UnionWith(await context.Declarations.Where(row => from.Contains(row.SubmissionSequence))
                .Select(row => row.EntityId).Distinct().ToListAsync(cancellationToken));
            ids.UnionWith(await context.Statements
                .Where(row => from.Contains(row.SubmissionSequence) && row.Predicate == EdgeKind.SameAs)
                .Select(row => row.ObjectId).Distinct().ToListAsync(cancellationToken));
        }

        return ids;
    }

    /// <summary>The submissions that speak of these keys.</summary>
    private async Task<HashSet<long>> MentioningAsync(IEnumerable<int> ids, CancellationToken cancellationToken)
    {
        HashSet<long> submissions = [];
        foreach (int[] chunk in ids.Order().Chunk(StorageLimits.Parameters))
        {
            List<int> entities = [.. chunk];
            submissions.UnionWith(await context.Declarations.Where(row => entities.Contains(row.EntityId))
                .Select(row => row.SubmissionSequence).Distinct().ToListAsync(cancellationToken));
            submissions.UnionWith(await context.Statements
                .Where(row => entities.Contains(row.ObjectId) && row.Predicate == EdgeKind.SameAs)
                .Select(row => row.SubmissionSequence).Distinct().ToListAsync(cancellationToken));
        }

        return submissions;
    }

    /// <summary>Of a <see cref="StatementSet"/> what it says of entities; its statements are not read.</summary>
    private sealed record Mentions(ImmutableArray<DeclaredEntity> Entities);
}
