using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Execution;

/// <summary>Leaves that are kept as the resolver gave them and written without boxing.</summary>
internal sealed class LeafLevel<T>(LevelPlace place, T?[] values, LeafFormat<T> format) : Level(place)
{
    public override int Count => values.Length;

    public override void Complete(RequestState request, List<Frame> next)
    {
        if (default(T) is not null && format.WritesAll)
        {
            return;
        }

        for (int i = 0; i < values.Length; i++)
        {
            if (IsNull(i))
            {
                continue;
            }

            if (values[i] is null)
            {
                CompleteNull(request, i);
            }
            else if (!format.WritesAll && !format.CanWrite(values[i]!))
            {
                request.Fail(this, i, $"{Place.Type.Named} cannot represent value: {values[i]}");
            }
        }
    }

    private protected override void WriteValue(Utf8JsonWriter writer, int index) =>
        format.Write(writer, values[index]!);
}

/// <summary>Leaves whose type decides how each value is represented (section 6.4.3, CoerceResult).</summary>
internal sealed class CoercedLevel(LevelPlace place, object?[] values) : Level(place)
{
    public override int Count => values.Length;

    public override void Complete(RequestState request, List<Frame> next)
    {
        var type = (LeafType)Place.Type.Named;
        for (int i = 0; i < values.Length; i++)
        {
            if (IsAbsent(request, i, values[i]))
            {
                continue;
            }

            values[i] = Serialize(request, type, i);
        }
    }

    // What it cannot represent is told to the log and not to the client: it may be anything.
    [SuppressMessage("Design", "CA1031", Justification = "Whatever a serializer throws is its field's error.")]
    private object? Serialize(RequestState request, LeafType type, int index)
    {
        object value = values[index]!;
        try
        {
            return type.TrySerialize(value, out object? json)
                ? json
                : throw new InvalidOperationException($"{type} cannot represent a value of {value.GetType()}.");
        }
        catch (Exception exception) when (!request.CancellationToken.IsCancellationRequested)
        {
            request.Fail(this, index, exception);
            return null;
        }
    }

    private protected override void WriteValue(Utf8JsonWriter writer, int index) =>
        JsonValue.Write(writer, values[index]);
}

/// <summary><c>__typename</c>: the same for every object of a frame.</summary>
internal sealed class TypeNameLevel(LevelPlace place) : Level(place)
{
    public override int Count => Place.Frame.Objects.Length;

    public override void Complete(RequestState request, List<Frame> next)
    {
        // There is nothing to resolve, and it is never null.
    }

    private protected override void WriteValue(Utf8JsonWriter writer, int index) =>
        writer.WriteStringValue(Place.Frame.Plan.TypeName);
}
