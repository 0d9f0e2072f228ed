using System.Collections.Immutable;
using AiBom.Domain;

namespace AiBom.Testing.Graphs;

/// <summary>
/// A small lineage with everything that makes one hard, from a seed: diamonds, merges, parents that nothing describes,
/// open and silent lineages, several statements on one edge, several keys of one thing, and now and then a cycle.
/// </summary>
public sealed class RandomGraph
{
    private static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Dice _dice;
    private readonly List<EntityFacts> _entities = [];
    private readonly List<StatementFacts> _statements = [];
    private readonly List<int[]> _things = [];

    /// <param name="seed">The same seed gives the same graph.</param>
    /// <param name="withPackageUrls">
    /// Whether things also have package URLs, and strangers claim them; otherwise keys are digests and names.
    /// </param>
    public RandomGraph(ulong seed, bool withPackageUrls = false)
    {
        _dice = new Dice(seed);
        int things = 8 + _dice.Below(28);
        for (int i = 0; i < things; i++)
        {
            AddThing(withPackageUrls);
            AddSources(i);
        }

        if (_dice.Chance(0.3))
        {
            // A cycle that arose between documents.
            State(Key(_dice.Below(things / 2)), EdgeKind.DerivedFrom, Key((things / 2) + _dice.Below(things / 2)));
        }

        for (int strangers = withPackageUrls ? _dice.Below(5) : 0; strangers > 0; strangers--)
        {
            State(Key(_dice.Below(things)), EdgeKind.SameAs, Key(_dice.Below(things)));
        }
    }

    public ImmutableArray<EntityFacts> Entities => [.. _entities];

    public ImmutableArray<StatementFacts> Statements => [.. _statements];

    private void AddThing(bool withPackageUrls)
    {
        EntityKind kind = _dice.Pick(EntityKind.Model, EntityKind.Model, EntityKind.Dataset, EntityKind.LabelSet);
        List<int> keys = [AddKey(kind, _dice.Pick(IdentityScheme.Digest, IdentityScheme.Name))];
        for (int more = _dice.Run(0.3); more > 0; more--)
        {
            keys.Add(AddKey(kind, _dice.Pick(
                IdentityScheme.Digest,
                IdentityScheme.Name,
                withPackageUrls ? IdentityScheme.PackageUrl : IdentityScheme.Name)));
            State(keys[_dice.Below(keys.Count - 1)], EdgeKind.SameAs, keys[^1]);
        }

        _things.Add([.. keys]);
    }

    private int AddKey(EntityKind kind, IdentityScheme scheme)
    {
        int id = _entities.Count + 1;
        DateTimeOffset created = Start.AddDays(id + _dice.Below(12));
        _entities.Add(new EntityFacts(
            id,
            kind,
            scheme,
            _dice.Chance(0.7) ? Claim(created) : null,
            SomeCompleteness(),
            SomeCompleteness(),
            _dice.Chance(0.85)));
        return id;
    }

    private void AddSources(int thing)
    {
        if (thing is 0)
        {
            return;
        }

        int sources = _dice.Chance(0.25) ? 2 + _dice.Run(0.5) : 1;
        for (int i = 0; i < sources; i++)
        {
            State(Key(thing), SomeTaint(), Key(_dice.Below(thing)));
        }

        EdgeKind other = _dice.Pick(
            EdgeKind.TestedOn,
            EdgeKind.Supersedes,
            EdgeKind.Contains,
            EdgeKind.DependsOn);
        if (_dice.Chance(0.4))
        {
            State(Key(thing), other, Key(_dice.Below(thing)));
        }
    }

    private void State(int subject, EdgeKind kind, int @object)
    {
        for (int supporters = 1 + _dice.Run(0.2); supporters > 0; supporters--)
        {
            _statements.Add(new StatementFacts(
                subject,
                kind,
                @object,
                SomeAssurance(),
                _statements.Count + 1));
        }
    }

    private int Key(int thing) => _dice.Pick<int>(_things[thing]);

    private EdgeKind SomeTaint() => _dice.Pick(
        EdgeKind.DerivedFrom,
        EdgeKind.DerivedFrom,
        EdgeKind.TrainedOn,
        EdgeKind.LabeledWith,
        EdgeKind.GeneratedWith);

    private Assurance SomeAssurance() => (Assurance)(1 + _dice.Below((int)Assurance.Verified));

    private Claimed<T> Claim<T>(T value) => new(value, SomeAssurance(), 1 + _dice.Below(1_000_000));

    private Claimed<Completeness>? SomeCompleteness() => _dice.Below(12) switch
    {
        0 => Claim(Completeness.Unknown),
        1 => Claim(Completeness.Incomplete),
        2 => Claim(Completeness.NotSpecified),
        3 => null,
        _ => Claim(Completeness.Complete),
    };
}
