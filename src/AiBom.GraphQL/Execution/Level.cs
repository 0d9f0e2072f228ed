using System.Collections.Immutable;
using System.Text.Json;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Execution;

/// <summary>Where a level belongs: which field of which objects, and inside which list, if any.</summary>
internal readonly record struct LevelPlace(Frame Frame, FieldPlan Field, GraphQLType Type, ListLevel? List);

/// <summary>
/// The values at one position of a field's type, for all objects of a frame: the field's own values, or the items of
/// all their lists in a row.
/// </summary>
internal abstract class Level(LevelPlace place)
{
    private bool[]? _nulls;

    public LevelPlace Place { get; } = place;

    /// <summary>How many values there are, nulls included.</summary>
    public abstract int Count { get; }

    /// <summary>Writes the value at an index, which may be null.</summary>
    public void Write(Utf8JsonWriter writer, int index)
    {
        if (IsNull(index))
        {
            writer.WriteNullValue();
        }
        else
        {
            WriteValue(writer, index);
        }
    }

    /// <summary>Whether the value at an index is known to be null.</summary>
    public bool IsNull(int index) => _nulls is not null && _nulls[index];

    /// <summary>Makes a value null without an error; its type must allow it.</summary>
    public void SetNull(int index) => (_nulls ??= new bool[Count])[index] = true;

    /// <summary>
    /// Makes a value null, and what holds it as well while the type does not allow null (section 6.4.4).
    /// </summary>
    public void Nullify(int index)
    {
        Level level = this;
        while (true)
        {
            level.SetNull(index);
            if (level.Place.Type is not NonNullType)
            {
                return;
            }

            if (level.Place.List is { } list)
            {
                index = list.OwnerOf(index);
                level = list;
            }
            else if (level.Place.Frame.Owner is { } owner)
            {
                index = level.Place.Frame.SlotOf(index);
                level = owner;
            }
            else
            {
                level.Place.Frame.IsNull = true;
                return;
            }
        }
    }

    /// <summary>The response path of the value at an index; computed only for errors.</summary>
    public ImmutableArray<object> PathOf(int index)
    {
        var path = new List<object>();
        Level? level = this;
        while (level is not null)
        {
            if (level.Place.List is { } list)
            {
                int owner = list.OwnerOf(index);
                path.Add(index - list.StartOf(owner));
                (index, level) = (owner, list);
            }
            else
            {
                Frame frame = level.Place.Frame;
                path.Add(level.Place.Field.Key);
                (index, level) = (frame.SlotOf(index), frame.Owner);
            }
        }

        path.Reverse();
        return [.. path];
    }

    /// <summary>
    /// Checks the values against the type (section 6.4.3, CompleteValue) and adds the frames of their objects to
    /// those that come next.
    /// </summary>
    public abstract void Complete(RequestState request, List<Frame> next);

    /// <summary>The level that fits a type.</summary>
    public static Level Create(LevelPlace place, object?[] values) => place.Type.Nullable switch
    {
        ListType => new ListLevel(place, values),
        LeafType => new CoercedLevel(place, values),
        _ => new ObjectLevel(place, values),
    };

    /// <summary>Completes a value that is null.</summary>
    private protected void CompleteNull(RequestState request, int index)
    {
        if (Place.Type is NonNullType)
        {
            string name = $"{Place.Frame.Plan.Type}.{Place.Field.Field.Name}";
            request.Fail(this, index, $"Cannot return null for non-nullable field {name}.");
        }
        else
        {
            SetNull(index);
        }
    }

    /// <summary>Whether there is nothing to complete: it failed before, or is a failure, or is null.</summary>
    private protected bool IsAbsent(RequestState request, int index, object? value)
    {
        switch (value)
        {
            case null when !IsNull(index):
                CompleteNull(request, index);
                return true;
            case Exception exception when !IsNull(index):
                request.Fail(this, index, exception);
                return true;
            default:
                return IsNull(index);
        }
    }

    private protected abstract void WriteValue(Utf8JsonWriter writer, int index);
}
