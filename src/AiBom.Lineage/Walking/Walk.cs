using System.Runtime.InteropServices;

namespace AiBom.Lineage;

/// <summary>What one walk follows.</summary>
/// <param name="Direction">Which way.</param>
/// <param name="Kinds">Along which edges.</param>
/// <param name="Budget">What bounds it.</param>
/// <param name="Admit">Which entities it may enter; null for all.</param>
internal sealed record WalkPlan(
    Direction Direction,
    EdgeKinds Kinds,
    TraversalBudget Budget,
    Func<int, bool>? Admit = null);

/// <summary>
/// A breadth-first walk and all it saw: the classes in (distance, representative) order, for each the edges that it
/// followed, and the neighbour that reached it first, which among the nearer ones has the smallest number. Every class
/// is entered once, so that a cycle ends there.
/// </summary>
internal sealed class Walk : IDisposable
{
    private const int Waiting = -1;
    private const int DeadlineEvery = 256;

    private readonly View _view;
    private readonly WalkPlan _plan;
    private readonly Scratch _scratch;
    private readonly int[] _slots;
    private readonly List<int> _nodes;
    private readonly List<int> _distances;
    private readonly List<int> _parents;
    private readonly List<byte> _parentLabels;
    private readonly List<int> _edgeStarts;
    private readonly List<ulong> _edges;
    private readonly List<Discovery> _layer = [];
    private Truncation? _truncatedBy;

    private Walk(View view, WalkPlan plan)
    {
        _view = view;
        _plan = plan;
        _scratch = Scratch.Rent(view.MaxId);
        _slots = _scratch.Slots;
        _nodes = _scratch.Nodes;
        _distances = _scratch.Distances;
        _parents = _scratch.Parents;
        _parentLabels = _scratch.ParentLabels;
        _edgeStarts = _scratch.EdgeStarts;
        _edges = _scratch.Edges;
        _edgeStarts.Add(0);
    }

    /// <summary>What cut the walk; null when it saw everything.</summary>
    public Truncation? TruncatedBy => _truncatedBy;

    public View View => _view;

    public Direction Direction => _plan.Direction;

    /// <summary>The representatives of what was reached, seeds first.</summary>
    public ReadOnlySpan<int> Nodes => CollectionsMarshal.AsSpan(_nodes);

    public ReadOnlySpan<int> Distances => CollectionsMarshal.AsSpan(_distances);

    /// <summary>For each the index of who reached it first; -1 for a seed.</summary>
    public ReadOnlySpan<int> Parents => CollectionsMarshal.AsSpan(_parents);

    /// <summary>Kind and assurance of the best edge from that parent.</summary>
    public ReadOnlySpan<byte> ParentLabels => CollectionsMarshal.AsSpan(_parentLabels);

    public int EdgeCount => _edges.Count;

    public int DepthReached => _distances.Count is 0 ? 0 : _distances[^1];

    /// <summary>
    /// Walks from the classes of <paramref name="seeds"/>. The walk is disposed when its answer is read.
    /// </summary>
    public static Walk From(View view, IEnumerable<int> seeds, WalkPlan plan)
    {
        Walk walk = new(view, plan);
        foreach (int seed in seeds)
        {
            int representative = view.Representative(seed);
            if (walk._slots[representative] is 0)
            {
                walk._slots[representative] = Waiting;
                walk._layer.Add(new Discovery(representative, -1, 0));
            }
        }

        walk.Run();
        return walk;
    }

    /// <summary>Where a class stands in <see cref="Nodes"/>; -1 where it was not reached.</summary>
    public int IndexOf(int representative) => _slots[representative] - 1;

    public bool Contains(int representative) => _slots[representative] > 0;

    /// <summary>The edges followed from the class at <paramref name="index"/>, all within the walk.</summary>
    public ReadOnlySpan<ulong> Edges(int index) =>
        index + 1 < _edgeStarts.Count
            ? CollectionsMarshal.AsSpan(_edges)[_edgeStarts[index].._edgeStarts[index + 1]]
            : [];

    /// <summary>Gives the scratch back; nothing of the walk is read afterwards.</summary>
    public void Dispose() => Scratch.Return(_scratch);

    private void Run()
    {
        Settle(distance: 0, firstOfLayer: 0);
        int first = 0;
        int distance = 0;
        while (first < _nodes.Count && _truncatedBy is null)
        {
            int end = _nodes.Count;
            for (int index = first; index < end && _truncatedBy is null or Truncation.Depth; index++)
            {
                if (index % DeadlineEvery is 0 && _plan.Budget.Deadline.IsCancellationRequested)
                {
                    _truncatedBy = Truncation.Time;
                    break;
                }

                Expand(index, isLast: distance == _plan.Budget.MaxDepth);
            }

            Settle(++distance, first);
            first = end;
        }
    }

    private void Expand(int index, bool isLast)
    {
        foreach (ulong hop in _view.Edges(_nodes[index], _plan.Direction, _plan.Kinds))
        {
            int node = Hop.Node(hop);
            bool isNew = _slots[node] is 0;
            if (isNew && _plan.Admit is { } admit && !admit(node))
            {
                continue;
            }

            // Asked only now, so that a walk that ends exactly at a bound is whole.
            if (isNew && isLast)
            {
                _truncatedBy = Truncation.Depth;
                continue;
            }

            if (_edges.Count == _plan.Budget.Edges)
            {
                _truncatedBy = Truncation.Edges;
                break;
            }

            _edges.Add(hop);
            Discover(node, index, Hop.Label(hop), isNew);
        }

        _edgeStarts.Add(_edges.Count);
    }

    private void Discover(int node, int by, byte label, bool isNew)
    {
        if (isNew)
        {
            _slots[node] = Waiting;
            _layer.Add(new Discovery(node, by, label));
        }
        else if (_layer.Count > 0 && _layer[^1] is { } last && last.Node == node && last.By == by
            && Hop.AssuranceOf(label) > Hop.AssuranceOf(last.Label))
        {
            // A parallel edge of another kind, better proved.
            _layer[^1] = last with { Label = label };
        }
    }

    /// <summary>Gives the discovered their place, smallest number first, as far as the budget goes.</summary>
    private void Settle(int distance, int firstOfLayer)
    {
        int room = _plan.Budget.Nodes - _nodes.Count;
        foreach (ulong place in PlacesByNode())
        {
            Discovery found = _layer[(int)(uint)place];
            if (room-- <= 0)
            {
                _truncatedBy = Truncation.Nodes;
                _slots[found.Node] = 0;
                continue;
            }

            _nodes.Add(found.Node);
            _distances.Add(distance);
            _parents.Add(found.By);
            _parentLabels.Add(found.Label);
            _slots[found.Node] = _nodes.Count;
        }

        _layer.Clear();
        if (_truncatedBy is Truncation.Nodes)
        {
            DropEdgesToUnsettled(firstOfLayer);
        }
    }

    /// <summary>
    /// The layer's entries as (node, place in the layer): numbers sort many times faster than records.
    /// </summary>
    private ReadOnlySpan<ulong> PlacesByNode()
    {
        CollectionsMarshal.SetCount(_scratch.Places, _layer.Count);
        Span<ulong> places = CollectionsMarshal.AsSpan(_scratch.Places);
        bool isSorted = true;
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = ((ulong)_layer[i].Node << 32) | (uint)i;
            isSorted &= i is 0 || places[i - 1] < places[i];
        }

        if (!isSorted)
        {
            places.Sort();
        }

        return places;
    }

    private void DropEdgesToUnsettled(int firstOfLayer)
    {
        int kept = firstOfLayer < _edgeStarts.Count ? _edgeStarts[firstOfLayer] : _edges.Count;
        int read = kept;
        for (int index = firstOfLayer; index + 1 < _edgeStarts.Count; index++)
        {
            for (int end = _edgeStarts[index + 1]; read < end; read++)
            {
                if (Contains(Hop.Node(_edges[read])))
                {
                    _edges[kept++] = _edges[read];
                }
            }

            _edgeStarts[index + 1] = kept;
        }

        _edges.RemoveRange(kept, _edges.Count - kept);
    }

    private readonly record struct Discovery(int Node, int By, byte Label);
}
