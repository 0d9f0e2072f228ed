using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Lineage;
using AiBom.Registry.Versions;
using AiBom.Storage;
using AiBom.Storage.Reads;

namespace AiBom.Registry.Conflicts;

/// <summary>
/// Where one claimant says that all sources of a thing are listed, and another names one that is not among them. Where
/// nobody says that all are listed, another source is a gap that closes and no contradiction; but what a run read is
/// all that it read (<see cref="RunConflicts"/>).
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
        StatementRecord[] ofRuns = [.. members.Keys.SelectMany(thing => RunConflicts.Suspects(statements[thing]))];
        if (suspicions.Length + ofRuns.Length == 0)
        {
            return [];
        }

        IReadOnlyDictionary<long, SubmissionRecord> documents = await store.Reads.Submissions.BySequenceAsync(
            suspicions.Select(own => own.Document).Distinct(), cancellationToken);
        IReadOnlyDictionary<StatementRecord, ClaimLifecycle> lifecycles = await ClaimLifecycles.OfAsync(
            store.Reads,
            [.. suspicions.SelectMany(own => own.Statements).Concat(ofRuns).Distinct()],
            lineage,
            cancellationToken);
        var found = new List<Conflict>();
        foreach (Suspicion suspicion in suspicions)
        {
            StatementRecord[] claims =
                [.. suspicion.Statements.Where(own => lifecycles[own] is ClaimLifecycle.Active)];
            if (Judge(suspicion, documents[suspicion.Document], claims, lineage) is { } conflict)
            {
                found.Add(conflict);
            }
        }

        ImmutableArray<Conflict> standing = await StandingAsync(found, documents, members, cancellationToken);
        return standing.AddRange(RunConflicts.Find(
            ofRuns.Where(own => lifecycles[own] is ClaimLifecycle.Active), standing, lineage));
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
            Document = document.Sequence,
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

    /// <summary>
    /// Those of which the latest version of the document says it too, each with that version. A version is read once,
    /// however many things it is about.
    /// </summary>
    private async Task<ImmutableArray<Conflict>> StandingAsync(
        List<Conflict> found,
        IReadOnlyDictionary<long, SubmissionRecord> documents,
        Dictionary<int, ImmutableArray<int>> members,
        CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<long, SubmissionRecord> latest = await store.Reads.Versions.LatestAsync(
            found.Select(own => documents[own.Document!.Value]), cancellationToken);
        ILookup<long, DeclarationRecord> declared = await store.Reads.Documents.DeclaredByAsync(
            latest.Values.Select(own => own.Sequence).Distinct(), cancellationToken);
        var stands = ImmutableArray.CreateBuilder<Conflict>(found.Count);
        foreach (var own in found.ToLookup(own => latest.GetValueOrDefault(own.Document!.Value)?.Sequence))
        {
            if (own.Key is not { } version)
            {
                stands.AddRange(own);
                continue;
            }

            StatementSet said = await store.ReadStatementSetAsync(
                latest[own.First().Document!.Value].StatementSet, cancellationToken);
            HashSet<(int, CompletenessRelation)> complete =
            [
                .. said.Entities.Zip(declared[version]).SelectMany(
                    pair => pair.First.Completeness
                        .Where(claim => claim.Completeness is Completeness.Complete),
                    (pair, claim) => (pair.Second.EntityId, claim.Relation)),
            ];
            stands.AddRange(own
                .Where(conflict => members[conflict.Entity]
                    .Any(key => complete.Contains((key, conflict.Relation!.Value))))
                .Select(conflict => conflict with { Document = version }));
        }

        return stands.ToImmutable();
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
