using System.Collections.Immutable;

namespace AiBom.GraphQL.Types;

/// <summary>What Object and Interface types have in common: fields, and interfaces they implement.</summary>
public abstract class FieldsType : CompositeType
{
    private readonly List<Field> _fields = [];
    private Dictionary<string, Field>? _byName;

    private protected FieldsType(string name, string? description)
        : base(name, description)
    {
    }

    /// <summary>In the order in which they were declared.</summary>
    public IReadOnlyList<Field> Fields => _fields;

    /// <summary>The interfaces that the type says it implements.</summary>
    public IEnumerable<InterfaceType> Interfaces => DeclaredInterfaces.OfType<InterfaceType>();

    /// <summary>Before the schema is validated these may be anything.</summary>
    internal List<NamedType> DeclaredInterfaces { get; } = [];

    /// <summary>The field of that name; null if there is none. Meta-fields are no fields of a type.</summary>
    public Field? FindField(string name) => _byName is not null
        ? _byName.GetValueOrDefault(name)
        : _fields.Find(field => string.Equals(field.Name, name, StringComparison.Ordinal));

    /// <summary>Whether the type says it implements <paramref name="type"/>.</summary>
    public bool Implements(NamedType type) => DeclaredInterfaces.Contains(type);

    internal TField Add<TField>(TField field)
        where TField : Field
    {
        ThrowIfFrozen();
        _fields.Add(field);
        return field;
    }

    internal void AddInterface(NamedType type)
    {
        ThrowIfFrozen();
        DeclaredInterfaces.Add(type);
    }

    internal override void Freeze()
    {
        base.Freeze();
        _byName = _fields.DistinctBy(field => field.Name, StringComparer.Ordinal)
            .ToDictionary(field => field.Name, StringComparer.Ordinal);
    }
}

/// <summary>An Object type (section 3.6).</summary>
public abstract class ObjectType : FieldsType
{
    private protected ObjectType(string name, string? description)
        : base(name, description)
    {
    }

    /// <summary>What objects of this type are in C#.</summary>
    public abstract Type ClrType { get; }

    /// <summary>Whether an object is of <see cref="ClrType"/>.</summary>
    internal abstract bool Accepts(object value);
}

/// <summary>An Object type whose objects are <typeparamref name="T"/>.</summary>
public sealed class ObjectType<T> : ObjectType
    where T : notnull
{
    internal ObjectType(string name, string? description)
        : base(name, description)
    {
    }

    /// <inheritdoc/>
    public override Type ClrType => typeof(T);

    internal override bool Accepts(object value) => value is T;

    /// <summary>Declares a field; <c>Resolve</c>, <c>ResolveBatch</c> or <c>Subscribe</c> must follow.</summary>
    public Field<T> Field(string name, string? description, GraphQLType type) =>
        Add(new Field<T>(name, description, type, this));

    /// <summary>Declares a field that is read from the object itself.</summary>
    public Field<T> Field<TResult>(string name, string? description, GraphQLType type, Func<T, TResult> read) =>
        Field(name, description, type).Resolve((_, source) => read(source));

    /// <summary>Says that the type implements an interface; its fields are declared like any other.</summary>
    public ObjectType<T> Implementing(params ReadOnlySpan<InterfaceType> interfaces)
    {
        foreach (InterfaceType type in interfaces)
        {
            AddInterface(type);
        }

        return this;
    }
}

/// <summary>An Interface type (section 3.7).</summary>
public sealed class InterfaceType : FieldsType
{
    internal InterfaceType(string name, string? description)
        : base(name, description)
    {
    }

    /// <summary>Declares a field.</summary>
    public InterfaceField Field(string name, string? description, GraphQLType type) =>
        Add(new InterfaceField(name, description, type, this));

    /// <summary>Says that the interface implements others.</summary>
    public InterfaceType Implementing(params ReadOnlySpan<InterfaceType> interfaces)
    {
        foreach (InterfaceType type in interfaces)
        {
            AddInterface(type);
        }

        return this;
    }
}

/// <summary>A Union type (section 3.8).</summary>
public sealed class UnionType : CompositeType
{
    internal UnionType(string name, string? description)
        : base(name, description)
    {
    }

    /// <summary>In the order in which they were declared.</summary>
    public ImmutableArray<ObjectType> Members => [.. DeclaredMembers.OfType<ObjectType>()];

    /// <summary>Before the schema is validated these may be anything.</summary>
    internal List<NamedType> DeclaredMembers { get; } = [];

    /// <summary>Adds members.</summary>
    public UnionType Of(params ReadOnlySpan<ObjectType> members)
    {
        ThrowIfFrozen();
        foreach (ObjectType member in members)
        {
            DeclaredMembers.Add(member);
        }

        return this;
    }
}
