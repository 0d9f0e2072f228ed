using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Storage.Journal;
using AiBom.Storage.Relational;
using Microsoft.EntityFrameworkCore;

namespace AiBom.Storage.Projections;

/// <summary>
/// Finds the best claims about entities anew, where the documents that gave them are less well proved than before.
/// </summary>
internal sealed class ClaimRecount(AibomContext context, RowReader known, RowWriter rows)
{
    /// <summary>How many entities are counted at a time, so that a large pass needs no large memory.</summary>
    private const int Batch = 20_000;

    /// <summary>Counts again what rested on submissions; their rows say already what they are now.</summary>
    /// <returns>The facts of the entities, as they are now.</returns>
    public async Task<ImmutableArray<EntityFacts>> RecountAsync(
        IReadOnlyCollection<long> weaker, CancellationToken cancellationToken)
    {
        HashSet<long> fallen = [.. weaker];
        var facts = ImmutableArray.CreateBuilder<EntityFacts>();
        foreach (int[] ids in (await MentionedAsync(weaker, cancellationToken)).Order().Chunk(Batch))
        {
            List<EntityRow> entities = await known.ReadAsync<EntityRow>(
                nameof(EntityRow.Id), ids.Cast<object>(), cancellationToken);
            Dictionary<Digest, EntityRow> resting = entities
                .Where(row => row.RestsOn(fallen))
                .ToDictionary(row => row.KeyHash);
            if (resting.Count == 0)
            {
                continue;
            }

            foreach (EntityRow row in resting.Values)
            {
                row.ForgetClaims();
            }

            await MergeAsync(resting, cancellationToken);
            EntityRow[] counted = [.. resting.Values.OrderBy(row => row.Id)];
            await rows.UpdateAsync(counted, cancellationToken);
            facts.AddRange(counted.Select(row => row.ToFacts()));
        }

        return facts.ToImmutable();
    }

    private async Task MergeAsync(Dictionary<Digest, EntityRow> resting, CancellationToken cancellationToken)
    {
        IEnumerable<long> sequences = await MentioningAsync(
            [.. resting.Values.Select(row => row.Id)], cancellationToken);
        foreach (long[] chunk in sequences.Order().Chunk(StorageLimits.Parameters))
        {
            List<SubmissionRow> submissions = await known.ReadAsync<SubmissionRow>(
                nameof(SubmissionRow.Sequence), chunk.Cast<object>(), cancellationToken);
            foreach (SubmissionRow submission in submissions.OrderBy(row => row.Sequence))
            {
                StatementSet said = await ContentRows.ReadAsync<StatementSet>(
                    known, submission.StatementSet, cancellationToken);
                Assurance assurance = submission.Authenticity is Authenticity.Valid && submission.Author is not null
                    ? Assurance.Signed
                    : Assurance.Asserted;
                foreach (DeclaredEntity declared in said.Entities)
                {
                    foreach (IdentityKey key in declared.Keys(submission.Scope, submission.Document))
                    {
                        resting.GetValueOrDefault(TextHash.Of(key.Text))
                            ?.Merge(declared, assurance, submission.Sequence);
                    }
                }
            }
        }
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
}
