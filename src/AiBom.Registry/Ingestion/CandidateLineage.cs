using AiBom.Domain;
using AiBom.Lineage;
using AiBom.Storage.Reads;

namespace AiBom.Registry.Ingestion;

/// <summary>The graph as it would be with a document; what is new gets numbers past all others.</summary>
/// <param name="Graph">The graph with the document.</param>
/// <param name="Edges">The document's statements in it, in document order.</param>
/// <param name="Ids">The number of each entity's strongest key, in document order.</param>
internal sealed record CandidateLineage(LineageGraph Graph, StatementFacts[] Edges, int[] Ids)
{
    public static CandidateLineage Of(DeclaredKeys keys, Voices voices, LineageGraph lineage) =>
        new Draft(keys, voices, lineage).Finish();

    private sealed class Draft(DeclaredKeys keys, Voices voices, LineageGraph lineage)
    {
        private readonly long sequence = lineage.Sequence + 1;
        private readonly Dictionary<string, EntityFacts> facts = new(StringComparer.Ordinal);
        private readonly List<StatementFacts> sameAs = [];
        private int last = lineage.MaxId;

        public CandidateLineage Finish()
        {
            int[] ids = [.. Enumerable.Range(0, keys.Entities.Length).Select(Add)];
            AddShortCommits();
            StatementFacts[] edges =
            [
                .. keys.Statements.Statements.Select(statement => new StatementFacts(
                    ids[statement.Subject],
                    statement.Predicate,
                    ids[statement.Object],
                    voices.AssuranceOf(statement),
                    sequence)),
            ];
            return new CandidateLineage(
                lineage.With(facts.Values.OrderBy(own => own.Id), [.. sameAs, .. edges], sequence), edges, ids);
        }

        private int Add(int position)
        {
            int[] ids = [.. keys.Of(position).Select(key => Mention(key, keys.Entities[position]))];
            sameAs.AddRange(ids.Skip(1).Select(other =>
                new StatementFacts(ids[0], EdgeKind.SameAs, other, voices.Assurance, sequence)));
            return ids[0];
        }

        private void AddShortCommits()
        {
            Dictionary<string, int> known = keys.Alike.ToDictionary(
                record => record.Key, record => record.Id, StringComparer.Ordinal);
            int IdOf(string key) => facts.TryGetValue(key, out EntityFacts? own) ? own.Id : known[key];
            sameAs.AddRange(ShortCommitRule.Bindings(keys).Select(pair => new StatementFacts(
                IdOf(pair.Short), EdgeKind.SameAs, IdOf(pair.Whole), Assurance.Asserted, sequence)));
        }

        /// <summary>
        /// As a projection would: all that a document says of a thing is said under each of its keys.
        /// </summary>
        private int Mention(IdentityKey key, DeclaredEntity declared)
        {
            EntityFacts known = facts.GetValueOrDefault(key.Text)
                ?? (keys.Recorded.TryGetValue(key.Text, out EntityRecord? record)
                    ? Recorded(record)
                    : new EntityFacts(++last, declared.Kind, key.Scheme, null, null, null, IsDescribed: false));
            facts[key.Text] = known with
            {
                IsDescribed = known.IsDescribed || declared.IsDescribed,
                Created = declared.Created is { } created
                    ? Claimed.Better(known.Created, Claim(created))
                    : known.Created,
                Ancestors = Worse(known.Ancestors, declared, CompletenessRelation.Ancestors),
                TrainingData = Worse(known.TrainingData, declared, CompletenessRelation.TrainingData),
            };
            return known.Id;
        }

        private Claimed<Completeness>? Worse(
            Claimed<Completeness>? known, DeclaredEntity declared, CompletenessRelation relation) =>
            declared.Completeness
                .Where(claim => claim.Relation == relation)
                .Aggregate(known, (worst, claim) => Claimed.Worse(worst, Claim(claim.Completeness)));

        private Claimed<T> Claim<T>(T value) => new(value, voices.Assurance, sequence);

        private static EntityFacts Recorded(EntityRecord record) => new(
            record.Id,
            record.Kind,
            record.Scheme,
            record.Created,
            record.Ancestors,
            record.TrainingData,
            record.IsDescribed);
    }
}
