using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Execution;

/// <summary>What a resolver answered: a value or a failure for each object of a level.</summary>
internal abstract class Results(int count)
{
    public int Count => count;

    /// <summary>The failures by index; null if there are none.</summary>
    public Dictionary<int, Exception>? Failures { get; private set; }

    /// <summary>The value at an index, boxed.</summary>
    public abstract object? this[int index] { get; }

    public void Fail(int index, Exception exception) => (Failures ??= [])[index] = exception;

    /// <summary>The values as leaves that are written without boxing; null if their type has no such format.</summary>
    public abstract Level? AsLeaves(LevelPlace place, LeafType type);
}

/// <summary>Results whose values are kept as they are, unboxed.</summary>
internal sealed class Results<T>(int count) : Results(count)
{
    private readonly T?[] _values = new T?[count];

    public override object? this[int index] => _values[index];

    public void Set(int index, T value) => _values[index] = value;

    public override Level? AsLeaves(LevelPlace place, LeafType type) =>
        LeafFormat.For<T>(type) is { } format ? new LeafLevel<T>(place, _values, format) : null;
}
