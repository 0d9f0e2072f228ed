using System.Text.Json;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Execution;

/// <summary>Objects: each is a row of the frame of its type.</summary>
internal sealed class ObjectLevel(LevelPlace place, object?[] values) : Level(place)
{
    private readonly List<Frame> _frames = new(capacity: 1);

    // Which row each object is and of which of the frames; null where they are the rows of one frame, in their order.
    private (int Frame, int Row)[]? _rows;

    public override int Count => values.Length;

    public override void Complete(RequestState request, List<Frame> next)
    {
        if (CommonType(request.Schema) is { } common)
        {
            AddFrame(request, common, values!, slots: null, next);
            return;
        }

        _rows = new (int, int)[values.Length];
        foreach ((ObjectType type, List<int> slots) in GroupByType(request))
        {
            object[] objects = new object[slots.Count];
            for (int row = 0; row < objects.Length; row++)
            {
                objects[row] = values[slots[row]]!;
                _rows[slots[row]] = (_frames.Count, row);
            }

            AddFrame(request, type, objects, [.. slots], next);
        }
    }

    private protected override void WriteValue(Utf8JsonWriter writer, int index)
    {
        (int frame, int row) = _rows is null ? (0, index) : _rows[index];
        _frames[frame].Write(writer, row);
    }

    /// <summary>The type of all values, which is the usual case; null if they differ or one is absent.</summary>
    private ObjectType? CommonType(Schema schema)
    {
        ObjectType? common = null;
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] is null or Exception || IsNull(i))
            {
                return null;
            }

            ObjectType? type = schema.TypeOf(values[i]!, Place.Field.Child!.Type);
            if (type is null || type != (common ??= type))
            {
                return null;
            }
        }

        return common;
    }

    private List<(ObjectType Type, List<int> Slots)> GroupByType(RequestState request)
    {
        CompositeType expected = Place.Field.Child!.Type;
        var groups = new List<(ObjectType Type, List<int> Slots)>();
        for (int i = 0; i < values.Length; i++)
        {
            if (IsAbsent(request, i, values[i]))
            {
                continue;
            }

            if (request.Schema.TypeOf(values[i]!, expected) is not { } type)
            {
                request.Fail(
                    this,
                    i,
                    new InvalidOperationException(
                        $"A value of type \"{expected}\" is a {values[i]!.GetType()}, which is none of its types."));
                continue;
            }

            int group = groups.FindIndex(candidate => candidate.Type == type);
            if (group < 0)
            {
                group = groups.Count;
                groups.Add((type, []));
            }

            groups[group].Slots.Add(i);
        }

        return groups;
    }

    private void AddFrame(RequestState request, ObjectType type, object[] objects, int[]? slots, List<Frame> next)
    {
        SelectionPlan plan = Place.Field.Child!.For(type);
        var frame = new Frame(request, plan, objects, this, slots);
        _frames.Add(frame);
        if (plan.FindUndecided(request) is not { } condition)
        {
            next.Add(frame);
            return;
        }

        for (int row = 0; row < objects.Length; row++)
        {
            request.Fail(this, frame.SlotOf(row), condition.Message, condition.Location, ErrorCodes.Variables);
        }
    }
}
