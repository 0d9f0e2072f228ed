using System.Collections.Immutable;
using AiBom.Domain;

namespace AiBom.Lineage;

/// <summary>
/// The lineage graph as of one journal entry: immutable, so that any number of readers hold one while a single writer
/// makes the next with <see cref="With"/>. Entities are keys' numbers; every answer names the representative of the
/// keys that <see cref="EdgeKind.SameAs"/> statements join, and no answer changes what is stored.
/// </summary>
public sealed partial class LineageGraph
{
    private readonly BaseSnapshot _base;
    private readonly Delta _delta;

    private LineageGraph(BaseSnapshot origin, Delta delta, long sequence)
    {
        _base = origin;
        _delta = delta;
        Sequence = sequence;
    }

    /// <summary>A graph of nothing.</summary>
    public static LineageGraph Empty { get; } = Load([], [], 0);

    /// <summary>The journal entry up to which the graph knows.</summary>
    public long Sequence { get; }

    /// <summary>The largest key number.</summary>
    public int MaxId => Math.Max(_base.Keys.MaxId, _delta.MaxId);

    /// <summary>Reads everything at once.</summary>
    /// <param name="entities">The facts of every key; of two with one number the later counts.</param>
    /// <param name="statements">The accepted statements, in any order.</param>
    /// <param name="sequence">The journal entry up to which these go.</param>
    /// <exception cref="ArgumentException">A number is out of bounds, or a statement names a key that has no
    /// facts.</exception>
    public static LineageGraph Load(
        IEnumerable<EntityFacts> entities,
        IEnumerable<StatementFacts> statements,
        long sequence) => new(SnapshotLoader.Load([.. entities], statements), Delta.Empty, sequence);

    /// <summary>
    /// The graph after some more entries. Costs what the changes cost, except when they have piled up to a part of the
    /// whole, or when edges are less well proved than before: then this call compacts.
    /// </summary>
    /// <param name="changed">Keys that are new or whose facts changed.</param>
    /// <param name="added">New statements, and known ones that are better proved than before.</param>
    /// <param name="sequence">The journal entry up to which these go.</param>
    /// <param name="lowered">
    /// Edges that are less well proved than before, with the best that any statement still gives each, or
    /// <see cref="StatementFacts.Nothing"/>; counts over <paramref name="added"/>.
    /// </param>
    /// <exception cref="ArgumentException">A number is out of bounds, or a statement names a key that has no
    /// facts.</exception>
    public LineageGraph With(
        IEnumerable<EntityFacts> changed,
        IEnumerable<StatementFacts> added,
        long sequence,
        IReadOnlyCollection<StatementFacts>? lowered = null)
    {
        Batch batch = new([.. changed], [.. added], _delta.LastBatch);
        foreach (EntityFacts facts in batch.Changed)
        {
            SnapshotLoader.CheckId(facts.Id);
        }

        Delta delta = _delta.With(batch);
        SnapshotLoader.CheckKeys(batch.Added, View.OfKeys(_base, delta));
        if (lowered is { Count: > 0 })
        {
            SnapshotLoader.CheckKeys(lowered, View.OfKeys(_base, delta));
            return new LineageGraph(SnapshotLoader.Compact(_base, delta, lowered), Delta.Empty, sequence);
        }

        return delta.Changes > LineageLimits.SmallestCompaction
            && delta.Changes > (_base.Keys.MaxId + _base.Upstream.EdgeCount) / LineageLimits.CompactionFraction
            ? new LineageGraph(SnapshotLoader.Compact(_base, delta, lowered: []), Delta.Empty, sequence)
            : new LineageGraph(_base, DeltaClasses.Resolve(_base, delta), sequence);
    }

    /// <summary>
    /// The key that stands for the thing that a key names, by statements of at least <paramref name="level"/>.
    /// </summary>
    public int Resolve(int id, Assurance level = Assurance.Asserted) => ViewAt(level).Representative(Known(id));

    /// <summary>The keys of one thing, in order.</summary>
    public ImmutableArray<int> Members(int id, Assurance level = Assurance.Asserted) =>
        [.. ViewAt(level).Members(Known(id))];

    /// <summary>
    /// Everything that statements say a key names, when that is more than one thing: best proved first. Empty where all
    /// agree.
    /// </summary>
    public ImmutableArray<IdentityConflict> Conflicts(int id, Assurance level = Assurance.Asserted)
    {
        View view = ViewAt(level);
        int own = view.Representative(Known(id));
        ImmutableArray<IdentityConflict> candidates =
        [
            .. view.SameAs(id, level).ToArray()
                .GroupBy(hop => view.Representative(Hop.Node(hop)), Hop.Assurance)
                .Select(of => new IdentityConflict(of.Key, of.Max(), of.Key == own))
                .OrderByDescending(conflict => conflict.Assurance)
                .ThenBy(conflict => conflict.Candidate),
        ];
        return candidates.Any(candidate => !candidate.IsChosen) ? candidates : [];
    }

    /// <summary>Whether the graph has facts of a key.</summary>
    public bool Has(int id) => id > 0 && id <= MaxId && View.OfKeys(_base, _delta).Has(id);

    internal View ViewAt(Assurance classLevel, Assurance? edgeLevel = null) =>
        new(_base, _delta, classLevel, edgeLevel ?? classLevel);

    /// <summary>
    /// Keys whose lineage somebody declared open, and with <paramref name="silent"/> also those of which nobody
    /// spoke.
    /// </summary>
    internal IEnumerable<int> OpenLineages(bool silent)
    {
        IEnumerable<int> ids = silent ? _base.Doubtful.Concat(_base.Silent) : _base.Doubtful;
        for (Batch? batch = _delta.LastBatch; batch is not null; batch = batch.Previous)
        {
            ids = ids.Concat(batch.Changed.Select(facts => facts.Id));
        }

        return ids;
    }

    private int Known(int id) =>
        Has(id) ? id : throw new ArgumentException($"The graph has no key {id}; it knows up to {MaxId}.", nameof(id));
}
