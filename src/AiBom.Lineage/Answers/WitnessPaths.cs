using System.Collections.Immutable;

namespace AiBom.Lineage;

/// <summary>For all that a walk reached, who reached it first: paths are read only when asked for.</summary>
internal sealed class WitnessPaths(Direction direction, int[] nodes, int[] parents, byte[] labels)
{
    private readonly Lazy<Dictionary<int, int>> _indexes = new(() =>
    {
        Dictionary<int, int> indexes = new(nodes.Length);
        for (int i = 0; i < nodes.Length; i++)
        {
            indexes.Add(nodes[i], i);
        }

        return indexes;
    });

    public static WitnessPaths None { get; } = new(Direction.Downstream, [], [], []);

    public static WitnessPaths Of(Walk walk) =>
        new(walk.Direction, walk.Nodes.ToArray(), walk.Parents.ToArray(), walk.ParentLabels.ToArray());

    /// <summary>
    /// The edges from <paramref name="node"/> back to a seed; none for a seed or what was not reached.
    /// </summary>
    public ImmutableArray<LineageEdge> PathOf(int node)
    {
        var path = ImmutableArray.CreateBuilder<LineageEdge>();
        if (_indexes.Value.TryGetValue(node, out int index))
        {
            for (; parents[index] >= 0; index = parents[index])
            {
                path.Add(LineageQuestion.EdgeOf(nodes[parents[index]], nodes[index], labels[index], direction));
            }
        }

        return path.ToImmutable();
    }
}
