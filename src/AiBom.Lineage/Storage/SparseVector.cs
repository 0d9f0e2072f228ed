namespace AiBom.Lineage;

/// <summary>
/// An immutable map from key numbers to objects that shares all it can with the one it was made from: a tree of five
/// levels of 64 branches, so that a change copies five small arrays and a miss costs one or two reads.
/// </summary>
internal sealed class SparseVector<T>
    where T : class
{
    private const int BranchBits = 6;
    private const int TopShift = BranchBits * 4;
    private const int Branches = 1 << BranchBits;

    private readonly object?[]? _root;

    private SparseVector(object?[]? root) => _root = root;

    public static SparseVector<T> Empty { get; } = new(null);

    public bool IsEmpty => _root is null;

    public T? this[int id]
    {
        get
        {
            object?[]? branch = _root;
            for (int shift = TopShift; shift > 0 && branch is not null; shift -= BranchBits)
            {
                branch = (object?[]?)branch[(id >> shift) & (Branches - 1)];
            }

            return (T?)branch?[id & (Branches - 1)];
        }
    }

    /// <summary>Makes a changed copy. Only the editor sees its arrays until <see cref="Editor.ToVector"/>.</summary>
    public sealed class Editor(SparseVector<T> source)
    {
        private readonly HashSet<object?[]> _owned = new(ReferenceEqualityComparer.Instance);
        private object?[]? _root = source._root;

        public T? this[int id]
        {
            get => new SparseVector<T>(_root)[id];

            set
            {
                object?[] branch = _root = Own(_root);
                for (int shift = TopShift; shift > 0; shift -= BranchBits)
                {
                    ref object? slot = ref branch[(id >> shift) & (Branches - 1)];
                    object?[] below = Own((object?[]?)slot);
                    slot = below;
                    branch = below;
                }

                branch[id & (Branches - 1)] = value;
            }
        }

        /// <summary>The changed copy; the editor is not used afterwards.</summary>
        public SparseVector<T> ToVector() => _root == source._root ? source : new SparseVector<T>(_root);

        private object?[] Own(object?[]? branch)
        {
            if (branch is not null && _owned.Contains(branch))
            {
                return branch;
            }

            object?[] copy = branch is null ? new object?[Branches] : (object?[])branch.Clone();
            _owned.Add(copy);
            return copy;
        }
    }
}
