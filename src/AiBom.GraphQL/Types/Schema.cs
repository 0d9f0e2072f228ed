using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Types;

/// <summary>A schema (section 3.3): valid, immutable, and safe for any number of requests at a time.</summary>
[SuppressMessage("Naming", "CA1724", Justification = "The specification's own word; System.Xml.Schema is far away.")]
public sealed class Schema
{
    private readonly Dictionary<string, NamedType> _types;
    private readonly Dictionary<string, Directive> _directives;
    private readonly Dictionary<CompositeType, ImmutableArray<ObjectType>> _possibleTypes;
    private readonly Func<object, string?>? _nameOf;
    private readonly ConcurrentDictionary<Type, ObjectType?> _byClrType = new();

    internal Schema(SchemaDraft draft, Func<object, string?>? nameOf)
    {
        Description = draft.Description;
        Query = draft.Query as ObjectType;
        Mutation = draft.Mutation as ObjectType;
        Subscription = draft.Subscription as ObjectType;
        Types = draft.Types;
        Directives = draft.Directives;
        _nameOf = nameOf;
        _types = Types.DistinctBy(type => type.Name, StringComparer.Ordinal)
            .ToDictionary(type => type.Name, StringComparer.Ordinal);
        _directives = Directives.DistinctBy(directive => directive.Name, StringComparer.Ordinal)
            .ToDictionary(directive => directive.Name, StringComparer.Ordinal);
        _possibleTypes = Types.OfType<CompositeType>().ToDictionary(type => type, FindPossibleTypes);
    }

    /// <summary>What the schema is for, in Markdown.</summary>
    public string? Description { get; }

    /// <summary>The root of queries; null only in a schema that was not validated.</summary>
    public ObjectType? Query { get; }

    /// <summary>The root of mutations, if there are any.</summary>
    public ObjectType? Mutation { get; }

    /// <summary>The root of subscriptions, if there are any.</summary>
    public ObjectType? Subscription { get; }

    /// <summary>Every named type, introspection's included, in the order in which they were declared.</summary>
    public ImmutableArray<NamedType> Types { get; }

    /// <summary>Every directive, the specified five included.</summary>
    public ImmutableArray<Directive> Directives { get; }

    /// <summary>The type of that name; null if there is none.</summary>
    public NamedType? FindType(string name) => _types.GetValueOrDefault(name);

    /// <summary>The type that a reference in a document stands for; null if there is no such type.</summary>
    public GraphQLType? FindType(TypeNode reference) => reference switch
    {
        ListTypeNode list => FindType(list.Type)?.List(),
        NonNullTypeNode nonNull => FindType(nonNull.Type)?.NonNull(),
        NamedTypeNode named => FindType(named.Name.Value),
        _ => null,
    };

    /// <summary>The directive of that name, without <c>@</c>; null if there is none.</summary>
    public Directive? FindDirective(string name) => _directives.GetValueOrDefault(name);

    /// <summary>The root type of an operation; null if the schema has none.</summary>
    public ObjectType? RootType(OperationType operation) => operation switch
    {
        OperationType.Query => Query,
        OperationType.Mutation => Mutation,
        _ => Subscription,
    };

    /// <summary>
    /// The field of that name, meta-fields included: <c>__typename</c> on every composite type, <c>__schema</c> and
    /// <c>__type</c> on the query type (section 4).
    /// </summary>
    public Field? FindField(CompositeType type, string name) => name switch
    {
        "__typename" => Introspection.TypeName,
        "__schema" when type == Query => Introspection.Schema,
        "__type" when type == Query => Introspection.Type,
        _ => (type as FieldsType)?.FindField(name),
    };

    /// <summary>The object types that a value of <paramref name="type"/> can have; itself for an object type.</summary>
    public ImmutableArray<ObjectType> PossibleTypes(CompositeType type) =>
        _possibleTypes.TryGetValue(type, out ImmutableArray<ObjectType> types) ? types : [];

    /// <summary>The object type of an object that was found where <paramref name="expected"/> was asked for.</summary>
    internal ObjectType? TypeOf(object value, CompositeType expected)
    {
        if (expected is ObjectType known)
        {
            return known.Accepts(value) ? known : null;
        }

        ObjectType? actual = _nameOf is null
            ? _byClrType.GetOrAdd(value.GetType(), FindByClrType)
            : FindType(_nameOf(value) ?? "") as ObjectType;
        return actual is not null && PossibleTypes(expected).Contains(actual) ? actual : null;
    }

    private ObjectType? FindByClrType(Type type)
    {
        for (Type? own = type; own is not null && own != typeof(object); own = own.BaseType)
        {
            ObjectType? found = Types.OfType<ObjectType>().FirstOrDefault(declared => declared.ClrType == own);
            if (found is not null)
            {
                return found;
            }
        }

        return Types.OfType<ObjectType>()
            .FirstOrDefault(declared => declared.ClrType.IsInterface && declared.ClrType.IsAssignableFrom(type));
    }

    private ImmutableArray<ObjectType> FindPossibleTypes(CompositeType type) => type switch
    {
        ObjectType self => [self],
        UnionType union => union.Members,
        _ => [.. Types.OfType<ObjectType>().Where(candidate => candidate.Implements(type))],
    };
}
