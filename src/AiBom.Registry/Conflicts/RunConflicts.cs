using AiBom.Domain;
using AiBom.Lineage;
using AiBom.Storage.Reads;

namespace AiBom.Registry.Conflicts;

/// <summary>
/// Where the runs that made a model read other training data than a document lists: they read what it does not list,
/// and none read some of what it lists. A run's event says what was read, whoever reports it; so here it is documents
/// that stand against each other, and not claimants. What only adds to a list is a gap that closes.
/// </summary>
internal static class RunConflicts
{
    /// <summary>The claims on a thing's training data, where a run tells some of them; else none.</summary>
    public static IEnumerable<StatementRecord> Suspects(IEnumerable<StatementRecord> statements)
    {
        StatementRecord[] about = [.. statements.Where(own => own.Predicate is EdgeKind.TrainedOn)];
        return about.Any(IsOfRun) && !about.All(IsOfRun) ? about : [];
    }

    /// <summary>Finds them, of each claimant's latest document.</summary>
    /// <param name="claims">The claims that stand.</param>
    /// <param name="known">What is contradicted anyway, which is not said twice.</param>
    /// <param name="lineage">The graph.</param>
    public static IEnumerable<Conflict> Find(
        IEnumerable<StatementRecord> claims, IEnumerable<Conflict> known, LineageGraph lineage)
    {
        HashSet<long?> contradicted = [.. known.Select(own => own.Document)];
        return
            from thing in claims.GroupBy(own => lineage.Resolve(own.Subject))
            let sides = thing.ToLookup(IsOfRun)
            from claimant in sides[false].GroupBy(own => own.StatedBy, StringComparer.Ordinal)
            let document = claimant.Max(own => own.Submission)
            where !contradicted.Contains(document)
            let listed = claimant.Where(own => own.Submission == document).ToArray()
            let conflict = Compare(thing.Key, listed, [.. sides[true]], lineage)
            where conflict is not null
            select conflict with { Document = document };
    }

    private static Conflict? Compare(
        int thing, StatementRecord[] listed, StatementRecord[] read, LineageGraph lineage)
    {
        StatementRecord[] more = Without(read, listed, lineage);
        StatementRecord[] unread = Without(listed, read, lineage);
        return more.Length == 0 || unread.Length == 0
            ? null
            : new Conflict(
                ConflictKind.Derivation,
                thing,
                $"A run that made it read other training data than {FindingLimits.Cut(listed[0].StatedBy)} lists.")
            {
                Relation = CompletenessRelation.TrainingData,
                ContradictedBy = more.Max(own => own.Submission),
                Edges =
                [
                    .. more.Concat(unread)
                        .GroupBy(own => lineage.Resolve(own.Object))
                        .OrderBy(own => own.Key)
                        .Select(own => new LineageEdge(
                            thing, EdgeKind.TrainedOn, own.Key, own.Max(one => one.Assurance))),
                ],
            };
    }

    private static StatementRecord[] Without(
        StatementRecord[] claims, StatementRecord[] others, LineageGraph lineage)
    {
        HashSet<int> known = [.. others.Select(own => lineage.Resolve(own.Object))];
        return [.. claims.Where(own => !known.Contains(lineage.Resolve(own.Object)))];
    }

    private static bool IsOfRun(StatementRecord claim) =>
        string.Equals(claim.Rule, StatementRules.ObservedRun, StringComparison.Ordinal);
}
