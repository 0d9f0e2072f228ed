using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Execution;

/// <summary>What a resolver answered: a value or a failure for each object of a level.</summary>
internal abstract class Results
{
    private Dictionary<int, Exception>? _failures;

    public void Fail(int index, Exception exception) => (_failures ??= [])[index] = exception;

    /// <summary>The values as the level that fits the field's type; its failures are reported.</summary>
    public virtual Level ToLevel(RequestState request, LevelPlace place)
    {
        Level level = CreateLevel(place);
        if (_failures is not null)
        {
            foreach ((int index, Exception exception) in _failures.OrderBy(failure => failure.Key))
            {
                request.Fail(level, index, exception);
            }
        }

        return level;
    }

    private protected abstract Level CreateLevel(LevelPlace place);
}

/// <summary>Results whose values are kept as they are, unboxed.</summary>
internal sealed class Results<T>(int count) : Results
{
    private readonly T?[] _values = new T?[count];

    public void Set(int index, T value) => _values[index] = value;

    private protected override Level CreateLevel(LevelPlace place)
    {
        if (place.Type.Nullable is not LeafType leaf)
        {
            // Such levels change no value but to null, so that an array of a narrower type serves as well.
            return Level.Create(place, _values as object?[] ?? Boxed());
        }

        return place.Field.FormatOf<T>(leaf) is { } format
            ? new LeafLevel<T>(place, _values, format)
            : new CoercedLevel(place, Boxed());
    }

    private object?[] Boxed() => Array.ConvertAll(_values, value => (object?)value);
}

/// <summary>The one result of <c>__typename</c>, which needs no resolver.</summary>
internal sealed class TypeNameResults : Results
{
    private TypeNameResults()
    {
    }

    public static TypeNameResults One { get; } = new();

    private protected override Level CreateLevel(LevelPlace place) => new TypeNameLevel(place);
}

/// <summary>The results of a field whose arguments could not be coerced, so that no resolver was asked.</summary>
internal sealed class UnaskedResults(ArgumentError error) : Results
{
    public override Level ToLevel(RequestState request, LevelPlace place)
    {
        Level level = CreateLevel(place);
        for (int row = 0; row < level.Count; row++)
        {
            request.Fail(level, row, error.Message, error.Location, ErrorCodes.Variables);
        }

        return level;
    }

    private protected override Level CreateLevel(LevelPlace place) =>
        Level.Create(place, new object?[place.Frame.Objects.Length]);
}
