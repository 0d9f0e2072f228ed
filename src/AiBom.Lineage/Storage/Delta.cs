using AiBom.Domain;

namespace AiBom.Lineage;

/// <summary>An edge added after the base was made; the next one of the same key follows.</summary>
internal sealed record AddedHop(ulong Hop, AddedHop? Next);

/// <summary>What one call of <see cref="LineageGraph.With"/> brought.</summary>
internal sealed record Batch(EntityFacts[] Changed, StatementFacts[] Added, Batch? Previous);

/// <summary>What came after the base snapshot, immutable, sharing with the delta before it.</summary>
internal sealed record Delta
{
    public static Delta Empty { get; } = new();

    public int MaxId { get; init; }

    /// <summary>Facts and edges changed since the base.</summary>
    public int Changes { get; init; }

    public Batch? LastBatch { get; init; }

    public SparseVector<EntityFacts> Keys { get; init; } = SparseVector<EntityFacts>.Empty;

    public SparseVector<AddedHop> Upstream { get; init; } = SparseVector<AddedHop>.Empty;

    public SparseVector<AddedHop> Downstream { get; init; } = SparseVector<AddedHop>.Empty;

    public SparseVector<AddedHop> SameAs { get; init; } = SparseVector<AddedHop>.Empty;

    /// <summary>The classes of every key that a later <c>SAME_AS</c> statement touched, near or far.</summary>
    public SparseVector<KeyClasses> Classes { get; init; } = SparseVector<KeyClasses>.Empty;

    /// <summary>This delta and <paramref name="batch"/>, without its effect on classes.</summary>
    public Delta With(Batch batch)
    {
        SparseVector<EntityFacts>.Editor keys = new(Keys);
        SparseVector<AddedHop>.Editor upstream = new(Upstream);
        SparseVector<AddedHop>.Editor downstream = new(Downstream);
        SparseVector<AddedHop>.Editor sameAs = new(SameAs);
        int maxId = MaxId;
        foreach (EntityFacts facts in batch.Changed)
        {
            keys[facts.Id] = facts;
            maxId = Math.Max(maxId, facts.Id);
        }

        foreach (StatementFacts statement in batch.Added)
        {
            byte label = Hop.Label(statement.Kind, statement.Assurance);
            bool joins = statement.Kind is EdgeKind.SameAs;
            Push(joins ? sameAs : upstream, statement.Subject, statement.Object, label);
            Push(joins ? sameAs : downstream, statement.Object, statement.Subject, label);
        }

        return this with
        {
            MaxId = maxId,
            Changes = Changes + batch.Changed.Length + batch.Added.Length,
            LastBatch = batch,
            Keys = keys.ToVector(),
            Upstream = upstream.ToVector(),
            Downstream = downstream.ToVector(),
            SameAs = sameAs.ToVector(),
        };
    }

    private static void Push(SparseVector<AddedHop>.Editor hops, int from, int to, byte label) =>
        hops[from] = new AddedHop(Hop.Pack(to, label), hops[from]);
}
