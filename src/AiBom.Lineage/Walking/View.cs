using AiBom.Domain;

namespace AiBom.Lineage;

/// <summary>
/// One reader's view of a snapshot: keys joined into classes by statements of one level of assurance, edges of another
/// level and above, collapsed onto the classes' representatives. Has a buffer of its own: not for sharing.
/// </summary>
internal sealed class View(
    BaseSnapshot origin,
    Delta delta,
    Assurance classLevel,
    Assurance edgeLevel,
    bool joined = true)
{
    private readonly ClassTable? _classes = joined ? origin.Classes(classLevel) : null;
    private readonly bool _hasDelta = delta.LastBatch is not null;
    private ulong[] _buffer = [];
    private int _count;

    public Assurance ClassLevel => classLevel;

    /// <summary>Whether any statement joins keys.</summary>
    public bool HasSameAs { get; } = origin.SameAs is not null || !delta.SameAs.IsEmpty;

    public int MaxId { get; } = Math.Max(origin.Keys.MaxId, delta.MaxId);

    /// <summary>The base alone, before it has any classes.</summary>
    public static View OfBase(BaseSnapshot origin) => OfKeys(origin, Delta.Empty);

    /// <summary>Base and delta, every key by itself.</summary>
    public static View OfKeys(BaseSnapshot origin, Delta delta) =>
        new(origin, delta, Assurance.Asserted, Assurance.Asserted, joined: false);

    public int Representative(int id)
    {
        if (_hasDelta && delta.Classes[id] is { } classes)
        {
            return classes[classLevel].Representative;
        }

        return _classes is null ? id : _classes.Representative(id);
    }

    /// <summary>The keys of the class of <paramref name="id"/>, in order.</summary>
    public int[] Members(int id)
    {
        List<int> members = [id];
        for (int key = NextKey(id); key != id; key = NextKey(key))
        {
            members.Add(key);
        }

        members.Sort();
        return [.. members];
    }

    /// <summary>
    /// The next key of the same class, in order and around; <paramref name="id"/> itself when it is alone.
    /// </summary>
    public int NextKey(int id)
    {
        if (_hasDelta && delta.Classes[id] is { } classes)
        {
            int[] members = classes[classLevel].Members;
            return members[(Array.BinarySearch(members, id) + 1) % members.Length];
        }

        return _classes is null ? id : _classes.Next(id);
    }

    /// <summary>What is said of one key.</summary>
    public KeyFacts Key(int id) =>
        _hasDelta && delta.Keys[id] is { } changed ? KeyFacts.Of(changed) : origin.Keys[id];

    public bool Has(int id) => (_hasDelta && delta.Keys[id] is not null) || origin.Keys.Has(id);

    public IdentityScheme Scheme(int id) =>
        _hasDelta && delta.Keys[id] is { } changed ? changed.Scheme : origin.Keys.Scheme(id);

    /// <summary>
    /// What is said of the thing that <paramref name="representative"/> stands for, under all its keys.
    /// </summary>
    public KeyFacts Facts(int representative)
    {
        KeyFacts facts = Key(representative);
        for (int key = NextKey(representative); key != representative; key = NextKey(key))
        {
            facts = facts.And(Key(key));
        }

        return facts;
    }

    /// <summary>What is missing about the thing that <paramref name="representative"/> stands for.</summary>
    public (bool IsDescribed, bool IsSilent) Gap(int representative)
    {
        if (NextKey(representative) == representative && !(_hasDelta && delta.Keys[representative] is not null))
        {
            return (origin.Keys.IsDescribed(representative), origin.Keys.IsSilent(representative));
        }

        KeyFacts facts = Facts(representative);
        return (facts.IsDescribed, facts.Silences is not Doubts.None);
    }

    /// <summary>
    /// The edges of a class, each (other end, kind) once with its best assurance, sorted; edges within the class are
    /// left out. Good until the next call.
    /// </summary>
    public Span<ulong> Edges(int representative, Direction direction, EdgeKinds kinds)
    {
        bool up = direction is Direction.Upstream;
        Rows rows = new(
            up ? origin.Upstream : origin.Downstream,
            up ? delta.Upstream : delta.Downstream,
            kinds,
            representative);
        _count = 0;
        Collect(rows, representative);
        for (int key = NextKey(representative); key != representative; key = NextKey(key))
        {
            Collect(rows, key);
        }

        return _buffer.AsSpan(0, Hop.Collapse(_buffer.AsSpan(0, _count)));
    }

    /// <summary>
    /// The <c>SAME_AS</c> statements on one key, of at least <paramref name="level"/>. Good until the next call.
    /// </summary>
    public Span<ulong> SameAs(int id, Assurance level)
    {
        _count = 0;
        if (origin.SameAs is { } rows)
        {
            ReadOnlySpan<int> ends = rows.Ends(id);
            ReadOnlySpan<byte> labels = rows.Labels(id);
            for (int i = 0; i < ends.Length; i++)
            {
                AddSameAs(Hop.Pack(ends[i], labels[i]), level);
            }
        }

        for (AddedHop? added = _hasDelta ? delta.SameAs[id] : null; added is not null; added = added.Next)
        {
            AddSameAs(added.Hop, level);
        }

        return _buffer.AsSpan(0, Hop.Collapse(_buffer.AsSpan(0, _count)));
    }

    private void Collect(in Rows rows, int id)
    {
        ReadOnlySpan<int> ends = rows.Origin.Ends(id);
        ReadOnlySpan<byte> labels = rows.Origin.Labels(id);
        for (int i = 0; i < ends.Length; i++)
        {
            CollectEdge(rows, ends[i], labels[i]);
        }

        for (AddedHop? added = _hasDelta ? rows.Added[id] : null; added is not null; added = added.Next)
        {
            CollectEdge(rows, Hop.Node(added.Hop), Hop.Label(added.Hop));
        }
    }

    private void CollectEdge(in Rows rows, int end, byte label)
    {
        if (!rows.Kinds.Contains(Hop.KindOf(label)) || Hop.AssuranceOf(label) < edgeLevel)
        {
            return;
        }

        int other = Representative(end);
        if (other != rows.Representative)
        {
            Add(Hop.Pack(other, label));
        }
    }

    private void AddSameAs(ulong hop, Assurance level)
    {
        if (Hop.Assurance(hop) >= level)
        {
            Add(hop);
        }
    }

    private void Add(ulong hop)
    {
        if (_count == _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(64, _count * 2));
        }

        _buffer[_count++] = hop;
    }

    private readonly record struct Rows(
        Adjacency Origin,
        SparseVector<AddedHop> Added,
        EdgeKinds Kinds,
        int Representative);
}
