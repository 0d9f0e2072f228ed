using AiBom.Domain;

namespace AiBom.Lineage;

/// <summary>Makes base snapshots: from everything, or from a base and what was added to it.</summary>
internal static class SnapshotLoader
{
    public static BaseSnapshot Load(EntityFacts[] entities, IEnumerable<StatementFacts> statements)
    {
        KeyTable keys = new(entities.Length is 0 ? 0 : entities.Max(facts => facts.Id));
        foreach (EntityFacts facts in entities)
        {
            CheckId(facts.Id);
            keys[facts.Id] = KeyFacts.Of(facts);
        }

        EdgeList edges = new();
        EdgeList sameAs = new();
        foreach (StatementFacts statement in statements)
        {
            CheckKey(statement.Subject, keys.Has(statement.Subject));
            CheckKey(statement.Object, keys.Has(statement.Object));
            Add(edges, sameAs, statement);
        }

        return new BaseSnapshot(keys, edges, sameAs);
    }

    /// <param name="origin">The base.</param>
    /// <param name="delta">What was added to it.</param>
    /// <param name="lowered">
    /// Edges that have this assurance from now on, whatever base and delta say; none where nothing supports them.
    /// </param>
    public static BaseSnapshot Compact(
        BaseSnapshot origin, Delta delta, IReadOnlyCollection<StatementFacts> lowered)
    {
        // Of two words on one edge the later counts.
        Dictionary<(int, EdgeKind, int), StatementFacts> replaced = new(lowered.Count);
        foreach (StatementFacts fact in lowered)
        {
            replaced[fact.Edge()] = fact;
        }

        KeyTable keys = new(Math.Max(origin.Keys.MaxId, delta.MaxId));
        EdgeList edges = new();
        EdgeList sameAs = new();
        for (int id = 1; id <= keys.MaxId; id++)
        {
            if (delta.Keys[id] is { } changed)
            {
                keys[id] = KeyFacts.Of(changed);
            }
            else if (origin.Keys.Has(id))
            {
                keys[id] = origin.Keys[id];
            }

            CopyRow(origin.Upstream, id, replaced, edges);
            CopyRow(origin.SameAs, id, replaced, sameAs);
        }

        for (Batch? batch = delta.LastBatch; batch is not null; batch = batch.Previous)
        {
            foreach (StatementFacts statement in batch.Added
                .Where(statement => !replaced.ContainsKey(statement.Edge())))
            {
                Add(edges, sameAs, statement);
            }
        }

        foreach (StatementFacts fact in replaced.Values.Where(fact => fact.Stands))
        {
            Add(edges, sameAs, fact);
        }

        return new BaseSnapshot(keys, edges, sameAs);
    }

    /// <exception cref="ArgumentException">The number is out of bounds.</exception>
    public static void CheckId(int id)
    {
        if (id is < 1 or > LineageLimits.Id)
        {
            throw new ArgumentException($"Key numbers go from 1 to {LineageLimits.Id}, not {id}.", nameof(id));
        }
    }

    /// <exception cref="ArgumentException">A statement names a key without facts.</exception>
    public static void CheckKeys(IEnumerable<StatementFacts> statements, View view)
    {
        foreach (StatementFacts statement in statements)
        {
            CheckKey(statement.Subject, view.Has(statement.Subject));
            CheckKey(statement.Object, view.Has(statement.Object));
        }
    }

    private static void CheckKey(int id, bool has)
    {
        CheckId(id);
        if (!has)
        {
            throw new ArgumentException($"A statement names key {id}, of which there are no facts.", nameof(id));
        }
    }

    private static void Add(EdgeList edges, EdgeList sameAs, in StatementFacts statement)
    {
        if (statement.Kind is not EdgeKind.SameAs)
        {
            edges.Add(statement);
            return;
        }

        byte label = Hop.Label(statement.Kind, statement.Assurance);
        sameAs.Add(statement.Subject, label, statement.Object);
        sameAs.Add(statement.Object, label, statement.Subject);
    }

    private static void CopyRow(
        Adjacency? rows, int id, Dictionary<(int, EdgeKind, int), StatementFacts> replaced, EdgeList into)
    {
        if (rows is null)
        {
            return;
        }

        ReadOnlySpan<int> ends = rows.Ends(id);
        ReadOnlySpan<byte> labels = rows.Labels(id);
        for (int i = 0; i < ends.Length; i++)
        {
            if (replaced.Count == 0
                || !replaced.ContainsKey(StatementFacts.EdgeOf(id, Hop.KindOf(labels[i]), ends[i])))
            {
                into.Add(id, labels[i], ends[i]);
            }
        }
    }
}
