using System.Collections;
using AiBom.GraphQL.Execution;

namespace AiBom.GraphQL.Types;

/// <summary>A field of an object or interface type (section 3.6).</summary>
public class Field
{
    private readonly List<InputValue> _arguments = [];
    private readonly NamedType? _owner;

    internal Field(string name, string? description, GraphQLType type, NamedType? owner = null)
    {
        Name = name;
        Description = description;
        Type = type;
        _owner = owner;
    }

    /// <summary>The name of the field.</summary>
    public string Name { get; }

    /// <summary>What the field answers, in Markdown.</summary>
    public string? Description { get; }

    /// <summary>An output type.</summary>
    public GraphQLType Type { get; }

    /// <summary>In the order in which they were declared.</summary>
    public IReadOnlyList<InputValue> Arguments => _arguments;

    /// <summary>Why not to use it any more; null if it may be used.</summary>
    public string? DeprecationReason { get; private set; }

    /// <summary>What one value costs; null for the engine's own estimate.</summary>
    internal int? Cost { get; private protected set; }

    /// <summary>
    /// How many elements a list is priced at where nothing asks for a number; null for the limit's own.
    /// </summary>
    internal int? AssumedLength { get; private protected set; }

    /// <summary>Null on an interface, and on a field that was given none.</summary>
    internal FieldResolver? Resolver { get; private protected set; }

    /// <summary>The source of events of a subscription's root field.</summary>
    internal Func<ResolveContext, IAsyncEnumerable<object?>>? Source { get; private protected set; }

    /// <summary>The argument of that name; null if there is none.</summary>
    public InputValue? FindArgument(string name) =>
        _arguments.Find(argument => string.Equals(argument.Name, name, StringComparison.Ordinal));

    internal void Add(InputValue argument)
    {
        if (_owner is { IsFrozen: true })
        {
            throw new InvalidOperationException($"Field '{_owner.Name}.{Name}' belongs to a schema that is built.");
        }

        _arguments.Add(argument);
    }

    internal void SetDeprecation(string? reason) => DeprecationReason = reason;
}

/// <summary>A field of an interface, while it is declared.</summary>
public sealed class InterfaceField : Field
{
    internal InterfaceField(string name, string? description, GraphQLType type, NamedType owner)
        : base(name, description, type, owner)
    {
    }

    /// <inheritdoc cref="Field{T}.Argument"/>
    public InterfaceField Argument(
        string name,
        string? description,
        GraphQLType type,
        object? defaultValue = null,
        string? deprecated = null)
    {
        Add(new InputValue(name, description, type, defaultValue) { DeprecationReason = deprecated });
        return this;
    }

    /// <summary>Deprecates the field.</summary>
    public InterfaceField Deprecated(string reason)
    {
        SetDeprecation(reason);
        return this;
    }
}

/// <summary>A field of an object type whose objects are <typeparamref name="T"/>, while it is declared.</summary>
public sealed class Field<T> : Field
    where T : notnull
{
    internal Field(string name, string? description, GraphQLType type, NamedType owner)
        : base(name, description, type, owner)
    {
    }

    /// <summary>Adds an argument.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">What it means.</param>
    /// <param name="type">An input type.</param>
    /// <param name="defaultValue">
    /// The default as a C# value (an enum's member for an enum, a list or a dictionary of those);
    /// <see cref="DefaultValue.Null"/> for null; null for none.
    /// </param>
    /// <param name="deprecated">Why not to use it any more.</param>
    public Field<T> Argument(
        string name,
        string? description,
        GraphQLType type,
        object? defaultValue = null,
        string? deprecated = null)
    {
        Add(new InputValue(name, description, type, defaultValue) { DeprecationReason = deprecated });
        return this;
    }

    /// <summary>Deprecates the field.</summary>
    public Field<T> Deprecated(string reason)
    {
        SetDeprecation(reason);
        return this;
    }

    /// <summary>What one value of this field costs, where the engine's estimate is wrong.</summary>
    public Field<T> Costs(int cost)
    {
        Cost = cost;
        return this;
    }

    /// <summary>How many elements its list is priced at, where the limit's assumption is wrong.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public Field<T> AssumesLength(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        AssumedLength = length;
        return this;
    }

    /// <summary>Resolves each object by itself, without waiting.</summary>
    public Field<T> Resolve<TResult>(Func<ResolveContext, T, TResult> resolve) =>
        With(new EachResolver<T, TResult>(resolve));

    /// <summary>Resolves each object by itself; all objects of a level at the same time.</summary>
    public Field<T> Resolve<TResult>(Func<ResolveContext, T, Task<TResult>> resolve) =>
        With(new EachAsyncResolver<T, TResult>(resolve));

    /// <summary>
    /// Resolves all objects of a level in one call. The answer has one element for each object, in their order; an
    /// element that is an <see cref="Exception"/> fails that object alone.
    /// </summary>
    public Field<T> ResolveBatch<TResults>(Func<ResolveContext, IReadOnlyList<T>, TResults> resolve)
        where TResults : IEnumerable =>
        With(new BatchResolver<T>((context, parents) => new ValueTask<IEnumerable>(resolve(context, parents))));

    /// <inheritdoc cref="ResolveBatch{TResults}(Func{ResolveContext, IReadOnlyList{T}, TResults})"/>
    public Field<T> ResolveBatch<TResults>(Func<ResolveContext, IReadOnlyList<T>, Task<TResults>> resolve)
        where TResults : IEnumerable =>
        With(new BatchResolver<T>(async (context, parents) => await resolve(context, parents)));

    /// <summary>
    /// Resolves each object to the value that <paramref name="loader"/> has for its key: one read for all fields of a
    /// level that use the loader. Null where there is no key or no value.
    /// </summary>
    public Field<T> Load<TKey, TValue>(DataLoader<TKey, TValue> loader, Func<T, TKey?> keyOf)
        where TKey : class => ResolveBatch((context, parents) => loader.LoadEachAsync(
            context, parents.Select(parent => keyOf(parent) is { } key ? (true, key) : (false, default(TKey)!))));

    /// <inheritdoc cref="Load{TKey, TValue}(DataLoader{TKey, TValue}, Func{T, TKey})"/>
    public Field<T> Load<TKey, TValue>(DataLoader<TKey, TValue> loader, Func<T, TKey?> keyOf)
        where TKey : struct => ResolveBatch((context, parents) => loader.LoadEachAsync(
            context, parents.Select(parent => keyOf(parent) is { } key ? (true, key) : (false, default(TKey)))));

    /// <summary>
    /// Makes a root field of the subscription type: each event is one response, and the field's value is the event
    /// itself unless <c>Resolve</c> says otherwise.
    /// </summary>
    public Field<T> Subscribe<TEvent>(Func<ResolveContext, IAsyncEnumerable<TEvent>> source)
    {
        Source = context => EventSource.Boxed(source(context));
        return Resolver is null ? With(new EachResolver<T, object>((_, item) => item)) : this;
    }

    private Field<T> With(FieldResolver resolver)
    {
        Resolver = resolver;
        return this;
    }
}
