using System.Collections;
using System.Text.Json;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Execution;

/// <summary>Lists. The items of all of them lie in one level below, one list after the other.</summary>
internal sealed class ListLevel(LevelPlace place, object?[] values) : Level(place)
{
    // Where each list starts among the items; one more than there are lists, so that the next start is the end.
    private readonly int[] _starts = new int[values.Length + 1];
    private Level? _items;

    public override int Count => values.Length;

    public int StartOf(int list) => _starts[list];

    /// <summary>Which list an item is in: the last that does not start after it; others there are empty.</summary>
    public int OwnerOf(int item)
    {
        int low = 0;
        int high = values.Length - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = _starts[middle] <= item ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    public override void Complete(RequestState request, List<Frame> next)
    {
        var type = (ListType)Place.Type.Nullable;
        var items = new ItemBuffer(values);
        for (int i = 0; i < values.Length; i++)
        {
            _starts[i] = items.Count;
            if (IsAbsent(request, i, values[i]))
            {
                continue;
            }

            if (values[i] is IEnumerable list and not (string or IDictionary))
            {
                Append(request, i, list, items);
            }
            else
            {
                request.Fail(this, i, $"Expected a list for field \"{Place.Field.Field.Name}\".");
            }

            // The resolver's own list is not needed any more.
            values[i] = null;
        }

        _starts[^1] = items.Count;
        _items = Create(Place with { Type = type.Item, List = this }, items.ToArray());
        _items.Complete(request, next);
    }

    private protected override void WriteValue(Utf8JsonWriter writer, int index)
    {
        writer.WriteStartArray();
        for (int i = _starts[index]; i < _starts[index + 1]; i++)
        {
            _items!.Write(writer, i);
        }

        writer.WriteEndArray();
    }

    // A lazy list runs code of the resolver here, so it may fail here.
    private void Append(RequestState request, int index, IEnumerable list, ItemBuffer items)
    {
        try
        {
            items.Append(list);
        }
        catch (Exception exception) when (!request.CancellationToken.IsCancellationRequested)
        {
            items.CutTo(_starts[index]);
            request.Fail(this, index, exception);
        }
    }

    /// <summary>The items of lists, one after the other; of the right size where the lists know their own.</summary>
    private sealed class ItemBuffer
    {
        private const int MostAtOnce = 1 << 20;

        private object?[] _items;

        public ItemBuffer(object?[] lists)
        {
            long count = 0;
            foreach (object? list in lists)
            {
                count += (list as ICollection)?.Count ?? 0;
            }

            _items = new object?[Math.Clamp(count, 0, MostAtOnce)];
        }

        public int Count { get; private set; }

        public void Append(IEnumerable list)
        {
            if (list is object?[] array)
            {
                EnsureRoomFor(array.Length);
                Array.Copy(array, 0, _items, Count, array.Length);
                Count += array.Length;
                return;
            }

            foreach (object? item in list)
            {
                EnsureRoomFor(1);
                _items[Count++] = item;
            }
        }

        public void CutTo(int count) => Count = count;

        public object?[] ToArray()
        {
            if (Count != _items.Length)
            {
                Array.Resize(ref _items, Count);
            }

            return _items;
        }

        private void EnsureRoomFor(int more)
        {
            if (_items.Length - Count < more)
            {
                Array.Resize(ref _items, Math.Max(_items.Length * 2, Count + more + 4));
            }
        }
    }
}
