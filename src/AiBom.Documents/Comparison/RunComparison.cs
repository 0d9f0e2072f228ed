using System.Collections.Immutable;
using AiBom.Domain;

namespace AiBom.Documents.Comparison;

/// <summary>
/// Which runs two documents tell of: one run by its identifier, else the run of that name, else the one that made the
/// same.
/// </summary>
internal static class RunComparison
{
    public static ImmutableArray<RunChange> Compare(StatementSet from, StatementSet to, ThingMatching things)
    {
        ToldRun[] before = [.. from.Runs.Select((run, index) => new ToldRun(index, run, things.PairOfBefore))];
        ToldRun[] after = [.. to.Runs.Select((run, index) => new ToldRun(index, run, things.PairOfAfter))];
        MatchBy(before, after, run => run.Run.Id);
        MatchBy(before, after, run => run.Run.Name);
        MatchBy(before, after, run => run.Outputs.Count == 0 ? null : run.Made());
        IEnumerable<RunChange> changed = after.Where(run => run.Other is not null)
            .Select(run => ChangeOf(run.Other!, run))
            .Where(change => change.Attributes.Length + change.Inputs.Length + change.Outputs.Length > 0);
        IEnumerable<RunChange> removed = before.Where(run => run.Other is null)
            .Select(run => new RunChange(ChangeKind.Removed, run.Index, null, [], [], []));
        IEnumerable<RunChange> added = after.Where(run => run.Other is null)
            .Select(run => new RunChange(ChangeKind.Added, null, run.Index, [], [], []));
        return [.. changed, .. removed, .. added];
    }

    private static void MatchBy(ToldRun[] before, ToldRun[] after, Func<ToldRun, string?> keyOf)
    {
        Dictionary<string, ToldRun> there = Unmistakable(after, keyOf);
        foreach ((string key, ToldRun run) in Unmistakable(before, keyOf))
        {
            if (there.TryGetValue(key, out ToldRun? other))
            {
                (run.Other, other.Other) = (other, run);
            }
        }
    }

    private static Dictionary<string, ToldRun> Unmistakable(ToldRun[] runs, Func<ToldRun, string?> keyOf) => runs
        .Where(run => run.Other is null)
        .Select(run => (Key: keyOf(run), Run: run))
        .Where(own => !string.IsNullOrEmpty(own.Key))
        .GroupBy(own => own.Key!, own => own.Run, StringComparer.Ordinal)
        .Where(own => own.Count() == 1)
        .ToDictionary(own => own.Key, own => own.Single(), StringComparer.Ordinal);

    private static RunChange ChangeOf(ToldRun before, ToldRun after) => new(
        ChangeKind.Changed,
        before.Index,
        after.Index,
        [
            .. DocumentComparison.Changes(
                ("id", before.Run.Id, after.Run.Id),
                ("name", before.Run.Name, after.Run.Name),
                ("types", Types(before.Run), Types(after.Run)),
                ("started", DocumentComparison.Text(before.Run.Started), DocumentComparison.Text(after.Run.Started)),
                ("ended", DocumentComparison.Text(before.Run.Ended), DocumentComparison.Text(after.Run.Ended)),
                ("performedBy", before.Run.PerformedBy, after.Run.PerformedBy)),
        ],
        Uses(before.Inputs, after.Inputs),
        Uses(before.Outputs, after.Outputs));

    private static string? Types(DeclaredRun run) => run.Types.IsEmpty
        ? null
        : string.Join(", ", run.Types.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    private static ImmutableArray<RunUse> Uses(HashSet<EntityPair> before, HashSet<EntityPair> after) =>
    [
        .. before.Except(after).Select(entity => new RunUse(ChangeKind.Removed, entity)),
        .. after.Except(before).Select(entity => new RunUse(ChangeKind.Added, entity)),
    ];

    private sealed class ToldRun(int index, DeclaredRun run, Func<int, EntityPair> pairOf)
    {
        public int Index { get; } = index;

        public DeclaredRun Run { get; } = run;

        public HashSet<EntityPair> Inputs { get; } = [.. run.Inputs.Select(pairOf)];

        public HashSet<EntityPair> Outputs { get; } = [.. run.Outputs.Select(pairOf)];

        public ToldRun? Other { get; set; }

        /// <summary>What it made, as one text.</summary>
        public string Made() => string.Join(
            ' ', Outputs.Select(entity => $"{entity.Before}:{entity.After}").Order(StringComparer.Ordinal));
    }
}
