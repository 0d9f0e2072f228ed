using AiBom.Domain;

namespace AiBom.Documents.Comparison;

/// <summary>
/// Which thing of one document is which of another: by identity first, then as two versions of one line. A step matches
/// only what is meant by nothing else on either side, so a doubt ends as removed and added, and the two documents may
/// change places.
/// </summary>
internal sealed class ThingMatching
{
    private readonly ComparedDocument from;
    private readonly ComparedDocument to;
    private readonly ComparedThing?[] afterOf;
    private readonly ComparedThing?[] beforeOf;

    public ThingMatching(ComparedDocument from, ComparedDocument to)
    {
        (this.from, this.to) = (from, to);
        afterOf = new ComparedThing?[from.Things.Length];
        beforeOf = new ComparedThing?[to.Things.Length];
        MatchSubjects(areOnOneLine: true);
        MatchBy(thing => thing.Number is { } number ? [$"{number}"] : []);
        MatchBy(thing => thing.Keys(IdentityScheme.Digest));
        MatchBy(thing => thing.Keys(IdentityScheme.PackageUrl));
        MatchBy(thing => thing.Keys(IdentityScheme.ShortCommit));
        MatchBy(thing => thing.Keys(IdentityScheme.Name));
        MatchBy(thing => thing.Places());
        MatchBy(thing => thing.Repository());
        MatchBy(thing => thing.Line());
        MatchSubjects(areOnOneLine: false);
    }

    /// <summary>Every thing of either document once: of both, then of the first only, then of the second.</summary>
    public IEnumerable<(ComparedThing? Before, ComparedThing? After)> Pairs() =>
        to.Things.Where(thing => Before(thing) is not null).Select(thing => (Before(thing), (ComparedThing?)thing))
            .Concat(from.Things.Where(thing => After(thing) is null).Select(thing =>
                ((ComparedThing?)thing, (ComparedThing?)null)))
            .Concat(to.Things.Where(thing => Before(thing) is null).Select(thing =>
                ((ComparedThing?)null, (ComparedThing?)thing)));

    /// <summary>The pair that the entity at a position of the first document belongs to.</summary>
    public EntityPair PairOfBefore(int position) =>
        PairOf(from.ThingAt(position), After(from.ThingAt(position)));

    /// <summary>The pair that the entity at a position of the second document belongs to.</summary>
    public EntityPair PairOfAfter(int position) => PairOf(Before(to.ThingAt(position)), to.ThingAt(position));

    public static EntityPair PairOf(ComparedThing? before, ComparedThing? after) =>
        new(before?.Position, after?.Position);

    private ComparedThing? After(ComparedThing before) => afterOf[before.Index];

    private ComparedThing? Before(ComparedThing after) => beforeOf[after.Index];

    /// <summary>
    /// What the documents are about is compared with each other: first where it is one line, so that a model is not
    /// taken for the ancestor of its own next version, and at last where it is otherwise nothing known.
    /// </summary>
    private void MatchSubjects(bool areOnOneLine)
    {
        if (from.Subject is { } before
            && to.Subject is { } after
            && before.Kind == after.Kind
            && After(before) is null
            && Before(after) is null
            && (!areOnOneLine || LinesOf(before).Intersect(LinesOf(after), StringComparer.Ordinal).Any()))
        {
            Match(before, after);
        }
    }

    private static IEnumerable<string> LinesOf(ComparedThing thing) => thing.Repository().Concat(thing.Line());

    private void MatchBy(Func<ComparedThing, IEnumerable<string>> keysOf)
    {
        Dictionary<string, ComparedThing?> before =
            Unmistakable(from.Things.Where(thing => After(thing) is null), keysOf);
        Dictionary<string, ComparedThing?> after =
            Unmistakable(to.Things.Where(thing => Before(thing) is null), keysOf);
        Dictionary<ComparedThing, ComparedThing?> there = Candidates(before, after);
        Dictionary<ComparedThing, ComparedThing?> back = Candidates(after, before);
        foreach ((ComparedThing one, ComparedThing? other) in there)
        {
            if (other is not null && back.GetValueOrDefault(other) == one)
            {
                Match(one, other);
            }
        }
    }

    /// <summary>What each key means; null where it means several things.</summary>
    private static Dictionary<string, ComparedThing?> Unmistakable(
        IEnumerable<ComparedThing> things, Func<ComparedThing, IEnumerable<string>> keysOf)
    {
        var meant = new Dictionary<string, ComparedThing?>(StringComparer.Ordinal);
        foreach (ComparedThing thing in things)
        {
            foreach (string key in keysOf(thing))
            {
                meant[key] = !meant.TryGetValue(key, out ComparedThing? other) || other == thing ? thing : null;
            }
        }

        return meant;
    }

    /// <summary>What each thing may be on the other side; null where it may be several.</summary>
    private static Dictionary<ComparedThing, ComparedThing?> Candidates(
        Dictionary<string, ComparedThing?> here, Dictionary<string, ComparedThing?> there)
    {
        var candidates = new Dictionary<ComparedThing, ComparedThing?>();
        foreach ((string key, ComparedThing? thing) in here)
        {
            if (thing is not null && there.GetValueOrDefault(key) is { } other)
            {
                candidates[thing] =
                    !candidates.TryGetValue(thing, out ComparedThing? known) || known == other ? other : null;
            }
        }

        return candidates;
    }

    private void Match(ComparedThing before, ComparedThing after) =>
        (afterOf[before.Index], beforeOf[after.Index]) = (after, before);
}
