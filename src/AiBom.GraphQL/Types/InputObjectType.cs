namespace AiBom.GraphQL.Types;

/// <summary>
/// An Input Object type (section 3.10). Coerced, it is a read-only dictionary from field name to value, in the order
/// of the declaration; <see cref="Execution.ResolveContext.Argument{T}"/> turns it into a record.
/// </summary>
public sealed class InputObjectType : NamedType
{
    private readonly List<InputValue> _fields = [];
    private Dictionary<string, InputValue>? _byName;

    internal InputObjectType(string name, string? description, bool isOneOf)
        : base(name, description) => IsOneOf = isOneOf;

    /// <summary>Whether exactly one field must be given, and not null: <c>@oneOf</c> (section 3.10.1).</summary>
    public bool IsOneOf { get; internal set; }

    /// <summary>In the order in which they were declared.</summary>
    public IReadOnlyList<InputValue> Fields => _fields;

    /// <summary>The field of that name; null if there is none.</summary>
    public InputValue? FindField(string name) => _byName is not null
        ? _byName.GetValueOrDefault(name)
        : _fields.Find(field => string.Equals(field.Name, name, StringComparison.Ordinal));

    /// <summary>Declares a field.</summary>
    /// <param name="name">Its name; a record's constructor parameter of that name, in any case, receives it.</param>
    /// <param name="description">What it means.</param>
    /// <param name="type">An input type.</param>
    /// <param name="defaultValue">As for an argument, see <see cref="Field{T}.Argument"/>.</param>
    /// <param name="deprecated">Why not to use it any more.</param>
    public InputObjectType Field(
        string name,
        string? description,
        GraphQLType type,
        object? defaultValue = null,
        string? deprecated = null)
    {
        Add(new InputValue(name, description, type, defaultValue) { DeprecationReason = deprecated });
        return this;
    }

    internal void Add(InputValue field)
    {
        ThrowIfFrozen();
        _fields.Add(field);
    }

    internal override void Freeze()
    {
        base.Freeze();
        _byName = _fields.DistinctBy(field => field.Name, StringComparer.Ordinal)
            .ToDictionary(field => field.Name, StringComparer.Ordinal);
    }
}
