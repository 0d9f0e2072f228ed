using AiBom.Domain;

namespace AiBom.Testing.Graphs;

/// <summary>
/// A lineage with the shape of a public model hub, of any size, the same for the same seed: most models alone, a few
/// bases with a tenth of all derivatives, long chains of merges, datasets used by many, corpora under the flagships.
/// </summary>
public sealed class HubGraph
{
    // The hub's own shares: parents of derivatives, merges among models, training data declared.
    private const double Derives = 0.295;
    private const double Merges = 0.0085;
    private const double Trains = 0.247;
    private const double Fresh = 0.12;
    private const int Corpora = 12;
    private const int Flagships = 10;

    // What part of all derivatives the ten largest bases have.
    private static readonly double[] FlagshipShares =
        [0.062, 0.061, 0.057, 0.045, 0.018, 0.018, 0.016, 0.012, 0.010, 0.008];

    private readonly Dice _dice;
    private readonly List<EntityFacts> _entities = [];
    private readonly List<StatementFacts> _statements = [];
    private readonly List<int> _models = [];
    private readonly List<int> _datasets = [];
    private readonly List<int> _recentMerges = [];

    // Parents and datasets already chosen: a draw from these prefers the popular.
    private readonly List<int> _chosenParents = [];
    private readonly List<int> _chosenDatasets = [];

    /// <param name="nodes">Entities: five models to a dataset.</param>
    /// <param name="seed">The same seed gives the same graph.</param>
    public HubGraph(int nodes, ulong seed = 42)
    {
        _dice = new Dice(seed);
        for (int id = 1; id <= nodes; id++)
        {
            if (id <= Corpora || (id > Corpora + Flagships && _dice.Chance(1 / 6.0)))
            {
                AddDataset(id);
            }
            else
            {
                AddModel(id);
            }
        }
    }

    public IReadOnlyList<EntityFacts> Entities => _entities;

    public IReadOnlyList<StatementFacts> Statements => _statements;

    private void AddDataset(int id)
    {
        Add(id, EntityKind.Dataset);
        if (_datasets.Count > Corpora && _dice.Chance(0.05))
        {
            State(id, EdgeKind.DerivedFrom, Preferred(_chosenDatasets, _datasets));
        }

        _datasets.Add(id);
    }

    private void AddModel(int id)
    {
        Add(id, EntityKind.Model);
        if (_models.Count < Flagships)
        {
            State(id, EdgeKind.TrainedOn, _dice.Chance(0.8) ? 1 : 1 + _dice.Below(Corpora));
        }
        else if (_dice.Chance(Merges))
        {
            AddMerge(id);
        }
        else if (_dice.Chance(Derives))
        {
            State(id, EdgeKind.DerivedFrom, SomeParent());
        }

        if (_dice.Chance(Trains))
        {
            for (int uses = 1 + _dice.Run(0.3); uses > 0; uses--)
            {
                State(id, EdgeKind.TrainedOn, Preferred(_chosenDatasets, _datasets));
            }
        }

        _models.Add(id);
    }

    private void AddMerge(int id)
    {
        for (int parents = 2 + _dice.Run(0.375); parents > 0; parents--)
        {
            bool recent = _recentMerges.Count > 0 && _dice.Chance(0.6);
            int window = Math.Min(_recentMerges.Count, 2_000);
            State(id, EdgeKind.DerivedFrom, recent ? _recentMerges[^(1 + _dice.Below(window))] : SomeParent());
        }

        _recentMerges.Add(id);
    }

    private int SomeParent()
    {
        double share = _dice.Fraction();
        for (int i = 0; i < Flagships; i++)
        {
            share -= FlagshipShares[i];
            if (share < 0)
            {
                return _models[i];
            }
        }

        return Preferred(_chosenParents, _models);
    }

    /// <summary>Simon's process: now and then a fresh one, else one in proportion to how often it was chosen.</summary>
    private int Preferred(List<int> chosen, List<int> all)
    {
        int choice = chosen.Count is 0 || _dice.Chance(Fresh)
            ? all[_dice.Below(all.Count)]
            : chosen[_dice.Below(chosen.Count)];
        chosen.Add(choice);
        return choice;
    }

    private void Add(int id, EntityKind kind) =>
        _entities.Add(new EntityFacts(id, kind, IdentityScheme.Digest, null, null, null, IsDescribed: true));

    private void State(int subject, EdgeKind kind, int @object) =>
        _statements.Add(new StatementFacts(
            subject,
            kind,
            @object,
            (Assurance)(1 + _dice.Below((int)Assurance.Verified)),
            _statements.Count + 1));
}
