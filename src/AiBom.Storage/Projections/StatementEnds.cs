using AiBom.Domain;
using AiBom.Storage.Relational;
using Microsoft.EntityFrameworkCore;

namespace AiBom.Storage.Projections;

/// <summary>The keys, hashed, that documents themselves give to the ends of their statements.</summary>
internal sealed class StatementEnds
{
    private readonly ILookup<(long Submission, int Entity), int> aliases;
    private readonly Dictionary<int, Digest> hashes;

    private StatementEnds(ILookup<(long, int), int> aliases, Dictionary<int, Digest> hashes) =>
        (this.aliases, this.hashes) = (aliases, hashes);

    public static async Task<StatementEnds> LoadAsync(
        AibomContext context,
        RowReader known,
        IReadOnlyCollection<StatementRow> statements,
        CancellationToken cancellationToken)
    {
        List<(long Submission, int Entity, int Other)> same = [];
        foreach (long[] chunk in statements.Select(row => row.SubmissionSequence).Distinct().Order()
            .Chunk(StorageLimits.Parameters))
        {
            List<long> submissions = [.. chunk];
            var found = await context.Statements
                .Where(row => submissions.Contains(row.SubmissionSequence) && row.Predicate == EdgeKind.SameAs)
                .Select(row => new { row.SubmissionSequence, row.SubjectId, row.ObjectId })
                .ToListAsync(cancellationToken);
            same.AddRange(found.Select(row => (row.SubmissionSequence, row.SubjectId, row.ObjectId)));
        }

        ILookup<(long, int), int> others = same.ToLookup(row => (row.Submission, row.Entity), row => row.Other);
        IEnumerable<int> entities = statements
            .SelectMany(row => (int[])[row.SubjectId, row.ObjectId])
            .Concat(same.Select(row => row.Other))
            .Distinct()
            .Order();
        Dictionary<int, Digest> keys = [];
        foreach (EntityRow row in await known.ReadAsync<EntityRow>(
            nameof(EntityRow.Id), entities.Cast<object>(), cancellationToken))
        {
            keys.Add(row.Id, row.KeyHash);
        }

        return new StatementEnds(others, keys);
    }

    public IReadOnlyCollection<Digest> SubjectKeys(StatementRow row) => Keys(row.SubmissionSequence, row.SubjectId);

    public IReadOnlyCollection<Digest> ObjectKeys(StatementRow row) => Keys(row.SubmissionSequence, row.ObjectId);

    public IEnumerable<Digest> AllKeys() => hashes.Values;

    private Digest[] Keys(long submission, int entity) =>
        [.. aliases[(submission, entity)].Prepend(entity).Select(id => hashes[id])];
}
