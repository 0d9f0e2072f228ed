using AiBom.GraphQL.Language;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Execution;

/// <summary>
/// Input coercion of literals (section 3, "Input Coercion" of each kind of type). A coerced value is what the leaf
/// types make of it, an array for a list, and an ordered dictionary for an input object.
/// </summary>
internal sealed class LiteralCoercion
{
    private readonly VariableValues? _variables;
    private readonly bool _fillsDefaults;
    private string? _reason;

    private LiteralCoercion(VariableValues? variables, bool fillsDefaults)
    {
        _variables = variables;
        _fillsDefaults = fillsDefaults;
    }

    /// <summary>Coerces; the reason of a refusal is a sentence without its place.</summary>
    public static bool TryCoerce(
        ValueNode node,
        GraphQLType type,
        VariableValues? variables,
        out object? value,
        out string? reason)
    {
        var coercion = new LiteralCoercion(variables, fillsDefaults: true);
        bool isCoerced = coercion.Coerce(node, type, out value);
        reason = coercion._reason;
        return isCoerced;
    }

    /// <summary>Coerces a literal that is known to be good.</summary>
    public static object? CoerceConstant(ValueNode node, GraphQLType type) =>
        TryCoerce(node, type, variables: null, out object? value, out string? reason)
            ? value
            : throw new InvalidOperationException($"'{node}' is no value of type '{type}': {reason}");

    /// <summary>
    /// Why a constant literal is no value of a type; null if it is one. The defaults of fields that it leaves out are
    /// not looked at: each is checked by itself, and they may yet turn out to contain one another.
    /// </summary>
    public static string? Explain(ValueNode node, GraphQLType type)
    {
        var coercion = new LiteralCoercion(variables: null, fillsDefaults: false);
        return coercion.Coerce(node, type, out _) ? null : coercion._reason;
    }

    private bool Refuse(string reason)
    {
        _reason ??= reason;
        return false;
    }

    private bool Coerce(ValueNode node, GraphQLType type, out object? value)
    {
        value = null;
        if (node is VariableNode variable)
        {
            return CoerceVariable(variable, type, out value);
        }

        if (node is NullValueNode)
        {
            return type is not NonNullType || Refuse($"Expected value of non-null type \"{type}\" not to be null.");
        }

        return type.Nullable switch
        {
            ListType list => CoerceList(node, list, out value),
            InputObjectType input => CoerceObject(node, input, out value),
            LeafType leaf => CoerceLeaf(node, leaf, out value),
            _ => Refuse($"\"{type}\" is no input type."),
        };
    }

    // A variable was coerced already, to a type that validation found compatible; only null may be wrong here.
    private bool CoerceVariable(VariableNode variable, GraphQLType type, out object? value)
    {
        string name = variable.Name.Value;
        bool isGiven = TryGet(name, out value);
        if (type is NonNullType && !isGiven)
        {
            return Refuse($"Expected variable \"${name}\" provided to type \"{type}\" to provide a runtime value.");
        }

        return (type is not NonNullType || value is not null)
            || Refuse($"Expected variable \"${name}\" provided to non-null type \"{type}\" not to be null.");
    }

    private bool TryGet(string name, out object? value)
    {
        value = null;
        return _variables is not null && _variables.TryGet(name, out value);
    }

    private object? Plain(string variable) => TryGet(variable, out object? value) ? value : null;

    private bool CoerceList(ValueNode node, ListType type, out object? value)
    {
        value = null;
        if (node is not ListValueNode list)
        {
            bool isItem = Coerce(node, type.Item, out object? only);
            value = new[] { only };
            return isItem;
        }

        object?[] items = new object?[list.Values.Length];
        for (int i = 0; i < items.Length; i++)
        {
            if (!Coerce(list.Values[i], type.Item, out items[i]))
            {
                return false;
            }
        }

        value = items;
        return true;
    }

    private bool CoerceObject(ValueNode node, InputObjectType type, out object? value)
    {
        value = null;
        if (node is not ObjectValueNode given)
        {
            return Refuse($"Expected value of type \"{type}\" to be an object, found: {Excerpt.Of(node)}.");
        }

        if (given.Fields.FirstOrDefault(field => type.FindField(field.Name.Value) is null) is { } unknown)
        {
            return Refuse($"Expected value of type \"{type}\" not to include unknown field \"{unknown.Name.Value}\".");
        }

        var fields = new OrderedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (InputValue field in type.Fields)
        {
            ObjectFieldNode? own = given.Fields
                .LastOrDefault(candidate => string.Equals(candidate.Name.Value, field.Name, StringComparison.Ordinal));
            if (!CoerceField(own?.Value, field, type, fields))
            {
                return false;
            }
        }

        value = fields;
        return !type.IsOneOf || CheckOneOf(given, fields, type);
    }

    private bool CoerceField(
        ValueNode? node,
        InputValue field,
        InputObjectType type,
        OrderedDictionary<string, object?> fields)
    {
        bool isAbsent = node is null
            || (node is VariableNode variable && !TryGet(variable.Name.Value, out _) && field.Type is not NonNullType)
            || (node is VariableNode absent && !TryGet(absent.Name.Value, out _) && field.HasDefault);
        if (!isAbsent)
        {
            bool isCoerced = Coerce(node!, field.Type, out object? value);
            fields[field.Name] = value;
            return isCoerced;
        }

        if (field.HasDefault)
        {
            fields[field.Name] = _fillsDefaults ? field.CoercedDefault : null;
            return true;
        }

        return !field.IsRequired
            || Refuse($"Expected value of type \"{type}\" to include required field \"{field.Name}\".");
    }

    private bool CheckOneOf(ObjectValueNode given, OrderedDictionary<string, object?> fields, InputObjectType type) =>
        (given.Fields.Length == 1 && fields.Count == 1 && fields.GetAt(0).Value is not null)
        || Refuse(
            $"Within OneOf Input Object type \"{type}\", exactly one field must be specified, and the value for "
                + "that field must be non-null.");

    private bool CoerceLeaf(ValueNode node, LeafType type, out object? value) =>
        type.TryParse(LeafInput.Of(node, Plain), out value, out string? reason) || Refuse(reason);
}
