using System.Text.Json;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Execution;

/// <summary>Objects: each is a row of the frame of its type.</summary>
internal sealed class ObjectLevel(LevelPlace place, object?[] values) : Level(place)
{
    private readonly int[] _rows = new int[values.Length];
    private readonly List<Frame> _frames = [];

    // Which of the frames each object is in; null while there is but one.
    private int[]? _frameOf;

    public override int Count => values.Length;

    public override void Complete(RequestState request, List<Frame> next)
    {
        CompositePlan child = Place.Field.Child!;
        var groups = new List<(ObjectType Type, List<int> Slots)>();
        for (int i = 0; i < values.Length; i++)
        {
            if (IsAbsent(request, i, values[i]))
            {
                continue;
            }

            if (request.Schema.TypeOf(values[i]!, child.Type) is { } type)
            {
                _rows[i] = AddTo(groups, type, i);
            }
            else
            {
                request.Fail(
                    this,
                    i,
                    new InvalidOperationException(
                        $"A value of type \"{child.Type}\" is a {values[i]!.GetType()}, which is none of its types."));
            }
        }

        foreach ((ObjectType type, List<int> slots) in groups)
        {
            object[] objects = new object[slots.Count];
            for (int row = 0; row < objects.Length; row++)
            {
                objects[row] = values[slots[row]]!;
            }

            SelectionPlan plan = child.For(type);
            var frame = new Frame(request, plan, objects, this, [.. slots]);
            _frames.Add(frame);
            if (plan.FindUndecided(request) is { } condition)
            {
                slots.ForEach(slot => request.Fail(
                    this, slot, condition.Message, condition.Location, ErrorCodes.Variables));
            }
            else
            {
                next.Add(frame);
            }
        }
    }

    private protected override void WriteValue(Utf8JsonWriter writer, int index) =>
        _frames[_frameOf is null ? 0 : _frameOf[index]].Write(writer, _rows[index]);

    private int AddTo(List<(ObjectType Type, List<int> Slots)> groups, ObjectType type, int index)
    {
        int group = groups.FindIndex(candidate => candidate.Type == type);
        if (group < 0)
        {
            group = groups.Count;
            groups.Add((type, []));
        }

        if (group > 0)
        {
            (_frameOf ??= new int[values.Length])[index] = group;
        }

        List<int> slots = groups[group].Slots;
        slots.Add(index);
        return slots.Count - 1;
    }
}
