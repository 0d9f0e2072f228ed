namespace AiBom.GraphQL.Execution;

/// <summary>The coerced variables of a request. A variable that was not given and has no default is absent.</summary>
internal sealed class VariableValues
{
    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);

    public static VariableValues None { get; } = new();

    public bool TryGet(string name, out object? value) => _values.TryGetValue(name, out value);

    public void Set(string name, object? value) => _values[name] = value;
}
