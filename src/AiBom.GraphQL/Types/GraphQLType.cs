using System.Diagnostics.CodeAnalysis;

namespace AiBom.GraphQL.Types;

/// <summary>
/// A type of the type system (section 3.4): a named type, or a list or non-null type around another. Two types of a
/// schema are the same exactly when they are the same object.
/// </summary>
public abstract class GraphQLType
{
    private ListType? _list;
    private NonNullType? _nonNull;

    private protected GraphQLType()
    {
    }

    /// <summary>The type without its list and non-null wrappers.</summary>
    public abstract NamedType Named { get; }

    /// <summary>The type without its non-null wrapper.</summary>
    public virtual GraphQLType Nullable => this;

    /// <summary>Whether variables, arguments and input fields can have this type (section 3.4.2).</summary>
    public bool IsInput => Named is ScalarType or EnumType or InputObjectType;

    /// <summary>Whether fields can have this type (section 3.4.2).</summary>
    public bool IsOutput => Named is not InputObjectType;

    /// <summary>A list of this type.</summary>
    public ListType List() => _list ?? Interlocked.CompareExchange(ref _list, new ListType(this), null) ?? _list;

    /// <summary>This type without null; itself if it is non-null already.</summary>
    public NonNullType NonNull() => this as NonNullType
        ?? _nonNull
        ?? Interlocked.CompareExchange(ref _nonNull, new NonNullType(this), null)
        ?? _nonNull;
}

/// <summary>A List type (section 3.11).</summary>
public sealed class ListType : GraphQLType
{
    internal ListType(GraphQLType item) => Item = item;

    /// <summary>The type of the items.</summary>
    public GraphQLType Item { get; }

    /// <inheritdoc/>
    public override NamedType Named => Item.Named;

    /// <inheritdoc/>
    public override string ToString() => $"[{Item}]";
}

/// <summary>A Non-Null type (section 3.12).</summary>
public sealed class NonNullType : GraphQLType
{
    internal NonNullType(GraphQLType nullable) => Nullable = nullable;

    /// <inheritdoc/>
    public override GraphQLType Nullable { get; }

    /// <inheritdoc/>
    public override NamedType Named => Nullable.Named;

    /// <inheritdoc/>
    public override string ToString() => $"{Nullable}!";
}

/// <summary>A type with a name.</summary>
public abstract class NamedType : GraphQLType
{
    private protected NamedType(string name, string? description)
    {
        Name = name;
        Description = description;
    }

    /// <summary>Unique in a schema.</summary>
    public string Name { get; }

    /// <summary>What the type stands for, in Markdown.</summary>
    public string? Description { get; }

    /// <inheritdoc/>
    public override NamedType Named => this;

    /// <inheritdoc/>
    public override string ToString() => Name;

    private protected void ThrowIfFrozen()
    {
        if (IsFrozen)
        {
            throw new InvalidOperationException($"Type '{Name}' belongs to a schema that is built already.");
        }
    }

    /// <summary>Whether a schema was built with this type, after which it cannot change.</summary>
    internal bool IsFrozen { get; private set; }

    /// <summary>Ends the declaration of the type and prepares what execution needs of it.</summary>
    internal virtual void Freeze() => IsFrozen = true;
}

/// <summary>A Scalar or Enum type: what a response has at its leaves.</summary>
[SuppressMessage("Major Code Smell", "S1694", Justification = "A closed hierarchy, not a contract.")]
public abstract class LeafType : NamedType
{
    private protected LeafType(string name, string? description)
        : base(name, description)
    {
    }

    /// <summary>
    /// Coerces an input value (section 3.5 and 3.9, "Input Coercion"). The reason of a refusal is a sentence without
    /// the place where it happened.
    /// </summary>
    public abstract bool TryParse(
        LeafInput input,
        out object? value,
        [NotNullWhen(false)] out string? reason);

    /// <summary>
    /// Coerces a result (section 3.5 and 3.9, "Result Coercion") to a string, Boolean, number or JSON element; false
    /// if this type cannot represent it.
    /// </summary>
    public abstract bool TrySerialize(object value, [NotNullWhen(true)] out object? json);
}

/// <summary>An Object, Interface or Union type: what a selection set can be about.</summary>
public abstract class CompositeType : NamedType
{
    private protected CompositeType(string name, string? description)
        : base(name, description)
    {
    }
}
