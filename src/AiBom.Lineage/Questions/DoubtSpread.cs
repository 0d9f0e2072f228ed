using System.Collections.Immutable;
using AiBom.Domain;

namespace AiBom.Lineage;

/// <summary>
/// Who is possibly affected: whose own lineage is open, whose identity is in doubt,
/// and everything downstream of both. A filter by assurance does not apply here: every edge is followed.
/// </summary>
/// <param name="view">Classes at the question's level; all edges.</param>
/// <param name="affected">The seeds and what a recorded path leads to.</param>
/// <param name="options">The question's.</param>
internal sealed class DoubtSpread(View view, Walk affected, ImpactOptions options)
{
    private readonly DateTimeOffset? _firstSeed = EarliestSeed(affected);
    private readonly Dictionary<int, Doubts> _own = [];

    /// <summary>The sources of doubt among <paramref name="candidates"/>.</summary>
    public void AddOpenLineages(IEnumerable<int> candidates)
    {
        foreach (int id in candidates)
        {
            int node = view.Representative(id);
            KeyFacts facts = view.Facts(node);
            Doubts doubts = facts.DeclaredDoubts
                | (options.TreatUnspecifiedAsUnknown ? facts.Silences : Doubts.None);
            if (doubts is not Doubts.None && !IsProvedOlder(facts))
            {
                _own[node] = _own.GetValueOrDefault(node) | doubts;
            }
        }
    }

    /// <summary>
    /// What a statement that did not prevail identifies with a seed or an affected entity. The date does not excuse it:
    /// if the two are one thing, the date is that of another.
    /// </summary>
    public void AddAmbiguousIdentities()
    {
        if (!view.HasSameAs)
        {
            return;
        }

        foreach (int node in affected.Nodes)
        {
            foreach (int member in view.Members(node))
            {
                foreach (ulong hop in view.SameAs(member, view.ClassLevel).ToArray())
                {
                    int other = view.Representative(Hop.Node(hop));
                    if (other != node && !affected.Contains(other))
                    {
                        _own[other] = _own.GetValueOrDefault(other) | Doubts.IdentityAmbiguous;
                    }
                }
            }
        }
    }

    /// <summary>
    /// Walks down from the sources. An unfiltered walk need not enter what is affected: all below it is, too.
    /// </summary>
    /// <param name="within">Where to stay; null for everywhere.</param>
    public Walk Spread(Walk? within = null)
    {
        bool passAffected = options.MinAssurance > Assurance.Asserted;
        bool MayEnter(int node) =>
            (within is null || within.Contains(node))
            && (passAffected || !affected.Contains(node))
            && !IsProvedOlder(view.Facts(node));

        IEnumerable<int> sources = _own.Keys.Where(node => passAffected || !affected.Contains(node));
        return Walk.From(view, sources, new WalkPlan(Direction.Downstream, options.Kinds, options.Budget, MayEnter));
    }

    /// <summary>The possibly affected of a spread, in its order.</summary>
    public ImmutableArray<PossiblyAffected> Read(Walk spread)
    {
        List<int>?[] via = new List<int>?[spread.Nodes.Length];
        for (int i = 0; i < via.Length; i++)
        {
            foreach (ulong hop in spread.Edges(i))
            {
                List<int> brought = via[spread.IndexOf(Hop.Node(hop))] ??= [];
                if (brought.Count is 0 || brought[^1] != spread.Nodes[i])
                {
                    brought.Add(spread.Nodes[i]);
                }
            }
        }

        var found = ImmutableArray.CreateBuilder<PossiblyAffected>();
        for (int i = 0; i < via.Length; i++)
        {
            if (!affected.Contains(spread.Nodes[i]))
            {
                found.Add(Read(spread.Nodes[i], via[i]));
            }
        }

        return found.ToImmutable();
    }

    private PossiblyAffected Read(int node, List<int>? via)
    {
        Doubts reasons = _own.GetValueOrDefault(node) | (via is null ? Doubts.None : Doubts.Inherited);
        return new PossiblyAffected(
            node,
            reasons,
            via is null ? [] : [.. via.Order()],
            view.Facts(node).Created is { } created && created.Value < _firstSeed);
    }

    private bool IsProvedOlder(in KeyFacts facts) =>
        facts.Created is { Assurance: Assurance.Verified } created && created.Value < _firstSeed;

    /// <summary>Null, before which nothing is, where one seed's time is not known.</summary>
    private static DateTimeOffset? EarliestSeed(Walk affected)
    {
        DateTimeOffset? earliest = null;
        for (int i = 0; i < affected.Nodes.Length && affected.Parents[i] < 0; i++)
        {
            if (affected.View.Facts(affected.Nodes[i]).Created is not { } created)
            {
                return null;
            }

            earliest = earliest is null || created.Value < earliest ? created.Value : earliest;
        }

        return earliest;
    }
}
