using AiBom.Domain;

namespace AiBom.Lineage;

/// <summary>The compact part of the graph, never changed: columns and rows of numbers, no object for an edge.</summary>
internal sealed class BaseSnapshot
{
    private readonly ClassTable?[] _classes = new ClassTable?[(int)Assurance.Verified + 1];
    private readonly Lock _classesLock = new();

    public BaseSnapshot(KeyTable keys, EdgeList edges, EdgeList sameAs)
    {
        Keys = keys;
        Upstream = Adjacency.Build(keys.MaxId, edges.Subjects, edges.Objects, edges.Labels);
        Downstream = Adjacency.Build(keys.MaxId, edges.Objects, edges.Subjects, edges.Labels);
        SameAs = sameAs.Labels.Count is 0
            ? null
            : Adjacency.Build(keys.MaxId, sameAs.Subjects, sameAs.Objects, sameAs.Labels);
        (Doubtful, Silent) = ReadOpenLineages(keys);

        // The level that every incident asks for is ready before the first reader comes.
        Classes(Assurance.Asserted);
    }

    public KeyTable Keys { get; }

    /// <summary>Subject to objects.</summary>
    public Adjacency Upstream { get; }

    /// <summary>Object to subjects.</summary>
    public Adjacency Downstream { get; }

    /// <summary>The <c>SAME_AS</c> statements, from both ends; null where there are none.</summary>
    public Adjacency? SameAs { get; }

    /// <summary>Keys of which someone said that their lineage is unknown or incomplete.</summary>
    public int[] Doubtful { get; }

    /// <summary>Keys of which nobody said how complete their lineage is.</summary>
    public int[] Silent { get; }

    /// <summary>
    /// The classes at one level, others than the lowest made when first asked for; null where every key is its own.
    /// </summary>
    public ClassTable? Classes(Assurance level)
    {
        if (SameAs is null)
        {
            return null;
        }

        lock (_classesLock)
        {
            return _classes[(int)level] ??= ClassTable.Build(View.OfBase(this), Keys.MaxId, level);
        }
    }

    private static (int[] Doubtful, int[] Silent) ReadOpenLineages(KeyTable keys)
    {
        List<int> doubtful = [];
        List<int> silent = [];
        for (int id = 1; id <= keys.MaxId; id++)
        {
            KeyFacts facts = keys[id];
            if (facts.DeclaredDoubts is not Doubts.None)
            {
                doubtful.Add(id);
            }

            if (facts.Silences is not Doubts.None)
            {
                silent.Add(id);
            }
        }

        return ([.. doubtful], [.. silent]);
    }
}
