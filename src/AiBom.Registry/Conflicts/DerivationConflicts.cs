using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Lineage;
using AiBom.Registry.Versions;
using AiBom.Storage;
using AiBom.Storage.Reads;

namespace AiBom.Registry.Conflicts;

/// <summary>
/// Where one claimant says that all sources of a thing are listed, and another names one that is not among them. Where
/// nobody says that all are listed, another source is a gap that closes and no contradiction.
/// </summary>
internal sealed class DerivationConflicts(AibomStore store)
{
    private static readonly (CompletenessRelation Relation, EdgeKind Kind, string Words)[] Relations =
    [
        (CompletenessRelation.Ancestors, EdgeKind.DerivedFrom, "ancestors"),
        (CompletenessRelation.TrainingData, EdgeKind.TrainedOn, "training data"),
        (CompletenessRelation.Labels, EdgeKind.LabeledWith, "label sets"),
    ];

    public async Task<ImmutableArray<Conflict>> FindAsync(
        Dictionary<int, ImmutableArray<int>> members,
        IReadOnlyDictionary<int, EntityRecord> records,
        ILookup<int, StatementRecord> statements,
        LineageGraph lineage,
        CancellationToken cancellationToken)
    {
        Suspicion[] suspicions =
        [
            .. from thing in members
               from relation in Relations
               let complete = CompletenessOf(thing.Value.Select(records.GetValueOrDefault), relation.Relation)
               where complete is { Value: Completeness.Complete }
               let about = statements[thing.Key].Where(own => own.Predicate == relation.Kind).ToArray()
               where about.Length > 0
               select new Suspicion(thing.Key, relation.Relation, relation.Words, complete.Value.Sequence, about),
        ];
        if (suspicions.Length == 0)
        {
            return [];
        }

        IReadOnlyDictionary<long, SubmissionRecord> documents = await store.Reads.Submissions.BySequenceAsync(
            suspicions.Select(own => own.Document).Distinct(), cancellationToken);
        IReadOnlyDictionary<StatementRecord, ClaimLifecycle> lifecycles = await ClaimLifecycles.OfAsync(
            store.Reads, [.. suspicions.SelectMany(own => own.Statements).Distinct()], lineage, cancellationToken);
        var conflicts = ImmutableArray.CreateBuilder<Conflict>();
        foreach (Suspicion suspicion in suspicions)
        {
            StatementRecord[] standing =
                [.. suspicion.Statements.Where(own => lifecycles[own] is ClaimLifecycle.Active)];
            SubmissionRecord document = documents[suspicion.Document];
            if (Judge(suspicion, document, standing, lineage) is { } conflict
                && await StandsAsync(conflict, document, members, cancellationToken) is { } latest)
            {
                conflicts.Add(conflict with { Document = latest });
            }
        }

        return conflicts.ToImmutable();
    }

    private static Conflict? Judge(
        Suspicion suspicion, SubmissionRecord document, StatementRecord[] standing, LineageGraph lineage)
    {
        string claimant = document.Author ?? document.Poster;
        ILookup<bool, StatementRecord> sides = standing.ToLookup(own =>
            string.Equals(own.Claimant, claimant, StringComparison.Ordinal));
        HashSet<int> listed = [.. sides[true].Select(own => lineage.Resolve(own.Object))];
        HashSet<int> named = [.. sides[false].Select(own => lineage.Resolve(own.Object))];
        StatementRecord[] more = [.. sides[false].Where(own => !listed.Contains(lineage.Resolve(own.Object)))];
        if (more.Length == 0)
        {
            return null;
        }

        listed.SymmetricExceptWith(named);
        int count = more.Select(own => lineage.Resolve(own.Object)).Distinct().Count();
        return new Conflict(
            ConflictKind.Derivation,
            suspicion.Thing,
            $"{FindingLimits.Cut(claimant)} says that all its {suspicion.Words} are listed; others name {count} more.")
        {
            Relation = suspicion.Relation,
            ContradictedBy = more.Max(own => own.Submission),
            Edges =
            [
                .. standing.GroupBy(own => lineage.Resolve(own.Object))
                    .Where(own => listed.Contains(own.Key))
                    .OrderBy(own => own.Key)
                    .Select(own => new LineageEdge(
                        suspicion.Thing, own.First().Predicate, own.Key, own.Max(one => one.Assurance))),
            ],
        };
    }

    /// <summary>The latest version of the document, where that says it too; null where it no longer does.</summary>
    private async Task<long?> StandsAsync(
        Conflict conflict,
        SubmissionRecord document,
        Dictionary<int, ImmutableArray<int>> members,
        CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<long, SubmissionRecord> latest = await store.Reads.Versions.LatestAsync(
            [document], cancellationToken);
        if (!latest.TryGetValue(document.Sequence, out SubmissionRecord? last))
        {
            return document.Sequence;
        }

        StatementSet said = await store.ReadStatementSetAsync(last.StatementSet, cancellationToken);
        ILookup<long, DeclarationRecord> declared = await store.Reads.Documents.DeclaredByAsync(
            [last.Sequence], cancellationToken);
        ImmutableArray<int> keys = members[conflict.Entity];
        bool stands = said.Entities.Zip(declared[last.Sequence]).Any(own => keys.Contains(own.Second.EntityId)
            && own.First.Completeness.Any(claim =>
                claim.Relation == conflict.Relation && claim.Completeness is Completeness.Complete));
        return stands ? last.Sequence : null;
    }

    private static Claimed<Completeness>? CompletenessOf(
        IEnumerable<EntityRecord?> records, CompletenessRelation relation) => records
        .OfType<EntityRecord>()
        .Select(record => relation switch
        {
            CompletenessRelation.Ancestors => record.Ancestors,
            CompletenessRelation.TrainingData => record.TrainingData,
            _ => record.Labels,
        })
        .Aggregate((Claimed<Completeness>?)null, Claimed.Worse);

    private sealed record Suspicion(
        int Thing, CompletenessRelation Relation, string Words, long Document, StatementRecord[] Statements);
}
