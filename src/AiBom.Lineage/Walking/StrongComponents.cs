namespace AiBom.Lineage;

/// <summary>
/// What lies on common cycles, among all that a walk reached (Tarjan's algorithm, without recursion: a chain of
/// versions may be longer than the stack).
/// </summary>
internal sealed class StrongComponents
{
    private readonly Walk _walk;
    private readonly int[] _order;
    private readonly int[] _low;
    private readonly int[] _components;
    private readonly Stack<int> _pending = [];
    private readonly Stack<(int Index, int NextEdge)> _calls = [];
    private int _clock;

    private StrongComponents(Walk walk)
    {
        _walk = walk;
        _order = new int[walk.Nodes.Length];
        _low = new int[walk.Nodes.Length];
        _components = new int[walk.Nodes.Length];
        Array.Fill(_components, -1);
    }

    /// <summary>For each of <see cref="Walk.Nodes"/> the smallest index in its component.</summary>
    public static int[] Of(Walk walk)
    {
        StrongComponents search = new(walk);
        for (int index = 0; index < walk.Nodes.Length; index++)
        {
            if (search._order[index] is 0)
            {
                search.Visit(index);
            }
        }

        return search._components;
    }

    private void Visit(int root)
    {
        Enter(root);
        while (_calls.TryPop(out (int Index, int NextEdge) call))
        {
            ReadOnlySpan<ulong> edges = _walk.Edges(call.Index);
            if (call.NextEdge == edges.Length)
            {
                Leave(call.Index);
                continue;
            }

            _calls.Push((call.Index, call.NextEdge + 1));
            int target = _walk.IndexOf(Hop.Node(edges[call.NextEdge]));
            if (_order[target] is 0)
            {
                Enter(target);
            }
            else if (_components[target] < 0)
            {
                _low[call.Index] = Math.Min(_low[call.Index], _order[target]);
            }
        }
    }

    private void Enter(int index)
    {
        _order[index] = _low[index] = ++_clock;
        _pending.Push(index);
        _calls.Push((index, 0));
    }

    private void Leave(int index)
    {
        if (_calls.TryPeek(out (int Index, int NextEdge) caller))
        {
            _low[caller.Index] = Math.Min(_low[caller.Index], _low[index]);
        }

        if (_low[index] != _order[index])
        {
            return;
        }

        List<int> component = [];
        do
        {
            component.Add(_pending.Pop());
        }
        while (component[^1] != index);

        int name = component.Min();
        component.ForEach(member => _components[member] = name);
    }
}
