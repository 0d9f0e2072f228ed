using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Lineage;
using AiBom.Storage;
using AiBom.Storage.Reads;

namespace AiBom.Registry.Conflicts;

/// <summary>
/// Finds what the record contradicts itself about. It is derived from the claims that stand: nothing is stored, and a
/// contradiction ends when one side no longer says so.
/// </summary>
public sealed class ConflictFinder(AibomStore store)
{
    /// <summary>The most things that are looked at in one go.</summary>
    public const int Batch = 1_000;

    private readonly DerivationConflicts derivations = new(store);

    /// <summary>Finds every conflict about some things, in the order of the things and kinds.</summary>
    /// <param name="things">The keys that stand for them, at most <see cref="Batch"/>.</param>
    /// <param name="lineage">The graph.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<ImmutableArray<Conflict>> FindAsync(
        IReadOnlyCollection<int> things, LineageGraph lineage, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(things.Count, Batch, nameof(things));
        Dictionary<int, ImmutableArray<int>> members =
            things.Distinct().ToDictionary(id => id, id => lineage.Members(id));
        IReadOnlyDictionary<int, EntityRecord> records = await store.Reads.Entities.ByIdAsync(
            members.Values.SelectMany(own => own).Distinct(), cancellationToken);
        ILookup<int, StatementRecord> statements = await store.Reads.Statements.OfSubjectsAsync(
            members.Values.SelectMany(own => own).Distinct(), cancellationToken);
        ILookup<int, StatementRecord> known = statements.SelectMany(own => own)
            .Where(own => lineage.Has(own.Object))
            .ToLookup(own => lineage.Resolve(own.Subject));
        IEnumerable<Conflict> found = members.SelectMany(own => Identities(own.Key, own.Value, records, lineage))
            .Concat(Cycles(known, lineage))
            .Concat(await derivations.FindAsync(members, records, known, lineage, cancellationToken));
        return [.. found.OrderBy(conflict => conflict.Entity).ThenBy(conflict => conflict.Kind)];
    }

    private static IEnumerable<Conflict> Identities(
        int thing, ImmutableArray<int> members, IReadOnlyDictionary<int, EntityRecord> records, LineageGraph lineage) =>
        from member in members
        let candidates = lineage.Conflicts(member)
        where !candidates.IsEmpty && records.ContainsKey(member)
        let key = records[member].Key
        select new Conflict(
            ConflictKind.Identity,
            thing,
            $"'{FindingLimits.Cut(key)}' is said to name {candidates.Length} things; nothing was merged.")
        {
            Key = key,
            Candidates = candidates,
        };

    private static IEnumerable<Conflict> Cycles(
        ILookup<int, StatementRecord> statements, LineageGraph lineage) =>
        lineage.CyclicEdges(statements.SelectMany(own => own).Select(own =>
            new StatementFacts(own.Subject, own.Predicate, own.Object, own.Assurance, own.Submission)))
            .Select(cyclic => cyclic.Edge)
            .GroupBy(edge => lineage.Resolve(edge.Subject))
            .Select(edges => new Conflict(
                ConflictKind.Cycle, edges.Key, "It is said to be made from what was made from it.")
            {
                Edges =
                [
                    .. edges.GroupBy(edge => (edge.Kind, Object: lineage.Resolve(edge.Object))).Select(same =>
                        new LineageEdge(
                            edges.Key, same.Key.Kind, same.Key.Object, same.Max(edge => edge.Assurance))),
                ],
            });
}
