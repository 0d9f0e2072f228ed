using System.Runtime.InteropServices;
using AiBom.Domain;

namespace AiBom.Lineage;

/// <summary>
/// Decides which of the keys that <c>SAME_AS</c> statements connect name one thing, at one level of assurance. The
/// answer does not depend on the order of keys or statements.
/// <list type="number">
/// <item>Digests and names join whatever digest or name they are said to equal.</item>
/// <item>A package URL is a registry's word for bytes and joins one digest class at most: the one to which all its
/// best proved claims lead. Where they lead to several it is ambiguous and stays alone; a weaker claim never
/// redirects it.</item>
/// <item>What has no digest (names, package URLs without a claim on a digest) joins among itself, and then one package
/// URL's class at most, by the same rule: a stranger's name must not tie two vendors' releases together.</item>
/// <item>A commit that is written short joins one class of the above at most, by the same rule: that two commits begin
/// alike does not make them one. What has nothing better follows it, as it follows a package URL.</item>
/// </list>
/// </summary>
internal sealed class ClassResolver
{
    private readonly Dictionary<int, int> _indexes = [];
    private readonly List<int> _keys = [];
    private readonly List<IdentityScheme> _schemes = [];
    private readonly List<Link> _links = [];
    private int[] _parents = [];
    private int[] _anchors = [];
    private Choice[] _choices = [];
    private bool[] _free = [];

    /// <summary>The keys of the component read last.</summary>
    public ReadOnlySpan<int> Keys => CollectionsMarshal.AsSpan(_keys);

    /// <summary>
    /// Reads the keys that statements of at least <paramref name="level"/> connect with <paramref name="start"/>.
    /// </summary>
    public void ReadComponent(View view, int start, Assurance level)
    {
        _indexes.Clear();
        _keys.Clear();
        _schemes.Clear();
        _links.Clear();
        AddKey(view, start);
        for (int i = 0; i < _keys.Count; i++)
        {
            foreach (ulong hop in view.SameAs(_keys[i], level))
            {
                int other = AddKey(view, Hop.Node(hop));
                _links.Add(new Link(i, other, Hop.Assurance(hop)));
            }
        }
    }

    /// <summary>
    /// Decides the classes by statements of at least <paramref name="level"/>, and forgets all weaker ones: several
    /// levels are resolved lowest first. Ask <see cref="ClassOf"/> then.
    /// </summary>
    public void Resolve(Assurance level)
    {
        Reset();
        _links.RemoveAll(link => link.Assurance < level);
        ReadOnlySpan<Link> links = CollectionsMarshal.AsSpan(_links);
        JoinDigestsAndNames(links);
        ResolveTier(IdentityScheme.PackageUrl, links);
        ResolveTier(IdentityScheme.ShortCommit, links);
    }

    /// <summary>A number that the keys of one class share.</summary>
    public int ClassOf(int index) => Find(index);

    private int AddKey(View view, int id)
    {
        ref int index = ref CollectionsMarshal.GetValueRefOrAddDefault(_indexes, id, out bool exists);
        if (!exists)
        {
            index = _keys.Count;
            _keys.Add(id);
            _schemes.Add(view.Scheme(id));
        }

        return index;
    }

    private void Reset()
    {
        int count = _keys.Count;
        if (_parents.Length < count)
        {
            _parents = new int[count * 2];
            _anchors = new int[count * 2];
            _choices = new Choice[count * 2];
            _free = new bool[count * 2];
        }

        for (int i = 0; i < count; i++)
        {
            _parents[i] = i;
        }
    }

    private void JoinDigestsAndNames(ReadOnlySpan<Link> links)
    {
        foreach (Link link in links)
        {
            if (!IsChooser(link.Left) && !IsChooser(link.Right))
            {
                Union(link.Left, link.Right);
            }
        }
    }

    /// <summary>
    /// Has the keys of one scheme choose a stronger class each, and what has none of these follow them.
    /// </summary>
    private void ResolveTier(IdentityScheme tier, ReadOnlySpan<Link> links)
    {
        if (!_schemes.Contains(tier))
        {
            return;
        }

        ReadAnchors(tier);
        ChooseStrongerClasses(tier, links);
        JoinWhatHasNone(tier, links);
        ChooseClassesOf(tier, links);
        ApplyChoices();
    }

    /// <summary>What class each key is of before the tier, and whether that has no stronger key.</summary>
    private void ReadAnchors(IdentityScheme tier)
    {
        int count = _keys.Count;
        _choices.AsSpan(0, count).Clear();
        for (int i = 0; i < count; i++)
        {
            _anchors[i] = Find(i);
            _free[i] = true;
        }

        for (int i = 0; i < count; i++)
        {
            if (_schemes[i] < tier)
            {
                _free[_anchors[i]] = false;
            }
        }

        for (int i = 0; i < count; i++)
        {
            _free[i] = _free[_anchors[i]];
        }
    }

    private void ChooseStrongerClasses(IdentityScheme tier, ReadOnlySpan<Link> links)
    {
        foreach (Link link in links)
        {
            if (_schemes[link.Left] == tier && TakesPart(link.Right, tier) && !_free[link.Right])
            {
                _choices[link.Left].Offer(_anchors[link.Right], link.Assurance);
            }
        }

        for (int i = 0; i < _keys.Count; i++)
        {
            _free[i] &= !_choices[i].IsMade;
        }
    }

    private void JoinWhatHasNone(IdentityScheme tier, ReadOnlySpan<Link> links)
    {
        foreach (Link link in links)
        {
            if (IsFree(link.Left, tier) && IsFree(link.Right, tier))
            {
                Union(link.Left, link.Right);
            }
        }
    }

    private void ChooseClassesOf(IdentityScheme tier, ReadOnlySpan<Link> links)
    {
        foreach (Link link in links)
        {
            if (IsFree(link.Left, tier) && !_free[link.Right] && _schemes[link.Right] == tier)
            {
                Choice of = _choices[link.Right];
                _choices[Find(link.Left)].Offer(of.IsTied ? link.Right : of.Target, link.Assurance);
            }
        }
    }

    private void ApplyChoices()
    {
        // Targets are classes that hold a stronger key, or ambiguous keys of the tier: none of them chooses, so order
        // is free.
        for (int i = 0; i < _keys.Count; i++)
        {
            if (_choices[i] is { IsMade: true, IsTied: false } choice)
            {
                Union(i, choice.Target);
            }
        }
    }

    private bool IsFree(int index, IdentityScheme tier) => _free[index] && TakesPart(index, tier);

    /// <summary>Whether a key counts for a tier: those of a weaker tier wait for their own.</summary>
    private bool TakesPart(int index, IdentityScheme tier) => !IsChooser(index) || _schemes[index] <= tier;

    /// <summary>Whether a key chooses one class, so that it never ties two together.</summary>
    private bool IsChooser(int index) => _schemes[index] is IdentityScheme.PackageUrl or IdentityScheme.ShortCommit;

    private int Find(int index)
    {
        while (_parents[index] != index)
        {
            _parents[index] = _parents[_parents[index]];
            index = _parents[index];
        }

        return index;
    }

    private void Union(int left, int right) => _parents[Find(left)] = Find(right);

    /// <summary>A statement, listed from both of its ends.</summary>
    private readonly record struct Link(int Left, int Right, Assurance Assurance);

    private struct Choice
    {
        private Assurance _best;

        public bool IsMade { get; private set; }

        public int Target { get; private set; }

        public bool IsTied { get; private set; }

        public void Offer(int target, Assurance assurance)
        {
            if (!IsMade || assurance > _best)
            {
                (_best, Target, IsTied, IsMade) = (assurance, target, false, true);
            }
            else if (assurance == _best && target != Target)
            {
                IsTied = true;
            }
        }
    }
}
