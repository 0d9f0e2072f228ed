using System.Diagnostics.CodeAnalysis;

namespace AiBom.GraphQL.Http;

/// <summary>
/// The values used last, up to a number of them and to a size of all together. Safe for any number of threads.
/// </summary>
/// <param name="capacity">How many.</param>
/// <param name="maxSize">How large together, in the unit of <see cref="Add"/>.</param>
internal sealed class LruCache<TKey, TValue>(int capacity, long maxSize)
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, LinkedListNode<Entry>> _nodes = [];

    // From the one used last to the one to go first.
    private readonly LinkedList<Entry> _byUse = [];
    private long _size;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _nodes.Count;
            }
        }
    }

    /// <summary>The sizes of all values together.</summary>
    public long Size
    {
        get
        {
            lock (_lock)
            {
                return _size;
            }
        }
    }

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        lock (_lock)
        {
            if (!_nodes.TryGetValue(key, out LinkedListNode<Entry>? node))
            {
                value = default;
                return false;
            }

            if (node != _byUse.First)
            {
                _byUse.Remove(node);
                _byUse.AddFirst(node);
            }

            value = node.Value.Value;
            return true;
        }
    }

    /// <summary>
    /// Keeps a value, if it is not too large by itself; of two that come for the same key at the same time, the first.
    /// </summary>
    public void Add(TKey key, TValue value, long size)
    {
        lock (_lock)
        {
            if (capacity <= 0 || size > maxSize || _nodes.ContainsKey(key))
            {
                return;
            }

            while (_nodes.Count == capacity || _size + size > maxSize)
            {
                Entry oldest = _byUse.Last!.Value;
                _byUse.RemoveLast();
                _nodes.Remove(oldest.Key);
                _size -= oldest.Size;
            }

            _nodes.Add(key, _byUse.AddFirst(new Entry(key, value, size)));
            _size += size;
        }
    }

    private readonly record struct Entry(TKey Key, TValue Value, long Size);
}
