using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AiBom.GraphQL.Language;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Execution;

/// <summary>
/// An operation of a validated document, compiled: immutable, free of variable values, and therefore good for any
/// number of requests at a time.
/// </summary>
public sealed class OperationPlan
{
    internal OperationPlan(
        Schema schema,
        OperationDefinitionNode operation,
        FragmentSet fragments,
        SelectionPlan root,
        ConditionSet conditions,
        ImmutableArray<VariablePlan> variables)
    {
        Schema = schema;
        Operation = operation;
        Fragments = fragments;
        Kind = operation.Operation;
        Name = operation.Name?.Value;
        Root = root;
        Conditions = conditions;
        Variables = variables;
        IsIntrospection = Selections.Within(operation, fragments)
            .Any(selection => selection is FieldNode field && Introspection.IsMetaField(field.Name.Value));
    }

    /// <summary>Query, mutation or subscription.</summary>
    public OperationType Kind { get; }

    /// <summary>The operation's name; null for an anonymous one.</summary>
    public string? Name { get; }

    /// <summary>The text of the document; null where the plan was made of a tree.</summary>
    internal string? Text { get; init; }

    /// <summary><c>sha256:</c> and the hash of the text in hexadecimal, computed when it is first asked for.</summary>
    internal string? DocumentHash => field ??= Text is null ? null : HashOf(Text);

    internal Schema Schema { get; }

    internal OperationDefinitionNode Operation { get; }

    internal FragmentSet Fragments { get; }

    internal SelectionPlan Root { get; }

    internal ConditionSet Conditions { get; }

    internal ImmutableArray<VariablePlan> Variables { get; }

    /// <summary>Whether the schema is asked for, at any depth: a field may lead back to the query type.</summary>
    internal bool IsIntrospection { get; }

    private static string HashOf(string text) =>
        $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
}

/// <summary>A variable of an operation. A type that is no input type makes every request fail.</summary>
internal sealed record VariablePlan(VariableDefinitionNode Node, GraphQLType? Type)
{
    public string Name => Node.Variable.Name.Value;

    public SourceLocation Location => Node.Location;
}

/// <summary>The fields that an object type has in a merged selection set (section 6.3.2, CollectFields).</summary>
internal sealed class SelectionPlan(
    ObjectType type,
    ImmutableArray<FieldPlan> fields,
    ImmutableArray<ConditionUse> conditions)
{
    private readonly bool _isConditional = fields.Any(field =>
        field.Occurrences.All(occurrence => occurrence.Mask != 0));

    // Where the first occurrence of a key is conditional, leaving it out moves the key behind others.
    private readonly bool _orderDepends = fields.Any(field =>
        field.Occurrences.Length > 1 && field.Occurrences[0].Mask != 0);

    public ObjectType Type { get; } = type;

    public JsonEncodedText TypeName { get; } = JsonEncodedText.Encode(type.Name);

    /// <summary>In the order of their first occurrence.</summary>
    public ImmutableArray<FieldPlan> Fields { get; } = fields;

    /// <summary>
    /// The first condition that can be neither true nor false as its variable is null, which a nullable variable with
    /// a default can be; null if all is well.
    /// </summary>
    public ConditionUse? FindUndecided(RequestState request)
    {
        foreach (ConditionUse use in request.HasUndecided ? conditions : [])
        {
            bool isAsked = (use.Around & request.Conditions) == use.Around;
            if (isAsked && !ConditionSet.IsDecided(use.Variable, request.Variables))
            {
                return use;
            }
        }

        return null;
    }

    /// <summary>The fields that a request gets, in the order of its response.</summary>
    public ImmutableArray<FieldPlan> FieldsFor(ulong conditions)
    {
        if (!_orderDepends)
        {
            return _isConditional ? [.. Fields.Where(field => field.IsIncluded(conditions))] : Fields;
        }

        return
        [
            .. Fields.Where(field => field.IsIncluded(conditions))
                .OrderBy(field => field.Included(conditions).First().Order),
        ];
    }
}

/// <summary>A field where it is written: which request it is part of, and where it stands.</summary>
/// <param name="Node">The field in the document.</param>
/// <param name="Mask">The conditions that must hold, all of them.</param>
/// <param name="Order">The position among all fields of the selection set.</param>
internal readonly record struct Occurrence(FieldNode Node, ulong Mask, int Order);

/// <summary>All occurrences of one response key in a selection set.</summary>
internal sealed class FieldPlan
{
    private static readonly object NoFormat = new();

    private readonly ulong[] _masks;

    // What a field's resolver answers is always of one C# type.
    private object? _format;

    public FieldPlan(
        string key,
        Field field,
        ImmutableArray<Occurrence> occurrences,
        ArgumentPlan arguments,
        CompositePlan? child)
    {
        Key = key;
        JsonKey = JsonEncodedText.Encode(key);
        Field = field;
        Occurrences = occurrences;
        _masks = [.. occurrences.Select(occurrence => occurrence.Mask)];
        Arguments = arguments;
        Child = child;
    }

    public string Key { get; }

    public JsonEncodedText JsonKey { get; }

    public Field Field { get; }

    public ImmutableArray<Occurrence> Occurrences { get; }

    public ArgumentPlan Arguments { get; }

    /// <summary>Null exactly for leaves.</summary>
    public CompositePlan? Child { get; }

    public bool IsTypeName => ReferenceEquals(Field, Introspection.TypeName);

    public bool IsIncluded(ulong conditions) =>
        Array.Exists(_masks, mask => (mask & conditions) == mask);

    /// <summary>How the field's values are written without boxing; null if their type has no such format.</summary>
    public LeafFormat<T>? FormatOf<T>(LeafType type)
    {
        _format ??= LeafFormat.For<T>(type) ?? NoFormat;
        return _format as LeafFormat<T>;
    }

    public IEnumerable<Occurrence> Included(ulong conditions) =>
        Occurrences.Where(occurrence => (occurrence.Mask & conditions) == occurrence.Mask);

    public ImmutableArray<SourceLocation> Locations(ulong conditions) =>
        [.. Included(conditions).Select(occurrence => occurrence.Node).Distinct().Select(node => node.Location)];
}

/// <summary>
/// The merged selection set below a composite field, with a plan for each object type that was met so far. There are
/// at most as many as the schema has types.
/// </summary>
internal sealed class CompositePlan(CompositeType type, Func<ObjectType, SelectionPlan> compile)
{
    private readonly ConcurrentDictionary<ObjectType, SelectionPlan> _byType = new();

    public CompositeType Type { get; } = type;

    public SelectionPlan For(ObjectType type) => _byType.GetOrAdd(type, compile);
}
