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
        var items = new List<object?>();
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
        _items = Create(Place with { Type = type.Item, List = this }, [.. items]);
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
    private void Append(RequestState request, int index, IEnumerable list, List<object?> items)
    {
        try
        {
            foreach (object? item in list)
            {
                items.Add(item);
            }
        }
        catch (Exception exception) when (!request.CancellationToken.IsCancellationRequested)
        {
            items.RemoveRange(_starts[index], items.Count - _starts[index]);
            request.Fail(this, index, exception);
        }
    }
}
