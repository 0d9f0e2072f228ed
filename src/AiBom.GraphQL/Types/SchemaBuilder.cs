using System.Collections.Immutable;

namespace AiBom.GraphQL.Types;

/// <summary>
/// Declares a schema in C#. A type can be used in fields as soon as it is declared, before it has fields of its own,
/// so types may refer to one another.
/// </summary>
/// <param name="description">What the schema is for.</param>
public sealed class SchemaBuilder(string? description = null)
{
    private readonly List<NamedType> _types = [];
    private readonly List<Directive> _directives = [];
    private ObjectType<object>? _query;
    private ObjectType<object>? _mutation;
    private ObjectType<object>? _subscription;
    private Func<object, string?>? _nameOf;

    /// <summary>The root of queries. Its object is the request's state.</summary>
    public ObjectType<object> Query => _query ??= Object<object>("Query", "Reads.");

    /// <summary>The root of mutations. Its object is the request's state.</summary>
    public ObjectType<object> Mutation => _mutation ??= Object<object>("Mutation", "Writes, one after the other.");

    /// <summary>The root of subscriptions. Its object is the event.</summary>
    public ObjectType<object> Subscription =>
        _subscription ??= Object<object>("Subscription", "Tells what happens from now on.");

    /// <summary>Whether every type, field, argument and value must have a description.</summary>
    public bool RequireDescriptions { get; init; }

    /// <summary>An object type whose objects are <typeparamref name="T"/>, or derived from it.</summary>
    public ObjectType<T> Object<T>(string name, string? description)
        where T : notnull => Declare(new ObjectType<T>(name, description));

    /// <summary>An interface type.</summary>
    public InterfaceType Interface(string name, string? description) => Declare(new InterfaceType(name, description));

    /// <summary>A union type; members may be added later with <see cref="UnionType.Of"/>.</summary>
    public UnionType Union(string name, string? description, params ReadOnlySpan<ObjectType> members) =>
        Declare(new UnionType(name, description)).Of(members);

    /// <summary>An enum type with all members of <typeparamref name="TEnum"/>.</summary>
    public EnumType<TEnum> Enum<TEnum>(string name, string? description)
        where TEnum : struct, Enum => Declare(new EnumType<TEnum>(name, description));

    /// <summary>An input object type.</summary>
    public InputObjectType InputObject(string name, string? description) =>
        Declare(new InputObjectType(name, description, isOneOf: false));

    /// <summary>An input object type of which exactly one field must be given (section 3.10.1).</summary>
    public InputObjectType OneOf(string name, string? description) =>
        Declare(new InputObjectType(name, description, isOneOf: true));

    /// <summary>
    /// The connection and edge types of the Relay connections specification: <c>NameConnection</c> with
    /// <c>edges</c>, <c>nodes</c> and <c>pageInfo</c>, and <c>NameEdge</c> with <c>node</c> and <c>cursor</c>. Further
    /// fields can be declared on both.
    /// </summary>
    /// <typeparam name="TConnection">What a connection is in C#.</typeparam>
    /// <typeparam name="TEdge">What an edge is in C#.</typeparam>
    /// <typeparam name="TNode">What a node is in C#.</typeparam>
    /// <param name="name">What comes before <c>Connection</c> and <c>Edge</c>.</param>
    /// <param name="node">The type of the nodes.</param>
    public ConnectionTypes<TConnection, TEdge> Connection<TConnection, TEdge, TNode>(string name, CompositeType node)
        where TConnection : Connection<TEdge>
        where TEdge : Edge<TNode>
        where TNode : notnull
    {
        ObjectType pageInfo = _types.OfType<ObjectType>().FirstOrDefault(type => type.ClrType == typeof(PageInfo))
            ?? Connections.DeclarePageInfo(this);
        return Connections.Declare<TConnection, TEdge, TNode>(this, name, node, pageInfo);
    }

    /// <summary>Connection types without fields of their own.</summary>
    public ConnectionTypes<Connection<Edge<TNode>>, Edge<TNode>> Connection<TNode>(string name, CompositeType node)
        where TNode : notnull => Connection<Connection<Edge<TNode>>, Edge<TNode>, TNode>(name, node);

    /// <summary>
    /// Builds the schema, after which its types cannot change any more.
    /// </summary>
    /// <exception cref="SchemaException">The schema breaks rules of section 3; all of them are listed.</exception>
    public Schema Build()
    {
        SchemaDraft draft = Draft(_query, _mutation, _subscription);
        ImmutableArray<SchemaProblem> problems = SchemaValidator.Validate(draft);
        if (RequireDescriptions)
        {
            problems = problems.AddRange(MissingDescriptions.Of(draft));
        }

        problems = problems.AddRange(MissingResolvers.Of(draft));
        return problems.IsEmpty ? Freeze(draft) : throw new SchemaException(problems);
    }

    internal T Declare<T>(T type)
        where T : NamedType
    {
        _types.Add(type);
        return type;
    }

    internal void Declare(Directive directive) => _directives.Add(directive);

    /// <summary>How an abstract field's objects tell their type, where their C# type does not.</summary>
    internal void NameTypesBy(Func<object, string?> nameOf) => _nameOf = nameOf;

    internal SchemaDraft Draft(NamedType? query, NamedType? mutation, NamedType? subscription)
    {
        IEnumerable<NamedType?> roots = [query, mutation, subscription];
        return new SchemaDraft(
            description,
            query,
            mutation,
            subscription,
            ReferencedTypes.From([.. _types, .. roots.OfType<NamedType>()], AllDirectives()),
            AllDirectives());
    }

    internal Schema Freeze(SchemaDraft draft)
    {
        foreach (NamedType type in draft.Types)
        {
            type.Freeze();
        }

        return new Schema(draft, _nameOf);
    }

    // A schema's own definition of a specified directive replaces it.
    private ImmutableArray<Directive> AllDirectives() =>
    [
        .. _directives,
        .. Directives.Specified.Where(specified =>
            _directives.TrueForAll(own => !string.Equals(own.Name, specified.Name, StringComparison.Ordinal))),
    ];
}
