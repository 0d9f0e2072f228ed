using AiBom.GraphQL.Language;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Execution;

/// <summary>
/// The arguments of a field (section 6.4.1, CoerceArgumentValues): coerced when the plan is compiled if no variable
/// is involved, else once for each request.
/// </summary>
internal sealed class ArgumentPlan
{
    private readonly Field _field;
    private readonly FieldNode _node;
    private readonly IReadOnlyDictionary<string, object?>? _constant;

    public ArgumentPlan(Field field, FieldNode node)
    {
        _field = field;
        _node = node;
        bool isConstant = node.Arguments.All(argument => !UsesVariables(argument.Value));
        if (isConstant && TryCoerce(VariableValues.None, out OrderedDictionary<string, object?> values, out _))
        {
            _constant = values;
        }
    }

    /// <summary>The coerced arguments, or the error of the field.</summary>
    public IReadOnlyDictionary<string, object?>? Coerce(VariableValues variables, out ArgumentError? error)
    {
        error = null;
        if (_constant is not null)
        {
            return _constant;
        }

        return TryCoerce(variables, out OrderedDictionary<string, object?> values, out error) ? values : null;
    }

    private bool TryCoerce(
        VariableValues variables,
        out OrderedDictionary<string, object?> values,
        out ArgumentError? error)
    {
        values = new OrderedDictionary<string, object?>(StringComparer.Ordinal);
        error = null;
        foreach (InputValue argument in _field.Arguments)
        {
            ArgumentNode? given = _node.Arguments
                .FirstOrDefault(node => string.Equals(node.Name.Value, argument.Name, StringComparison.Ordinal));
            bool isAbsent = given is null
                || (given.Value is VariableNode variable
                    && !variables.TryGet(variable.Name.Value, out _)
                    && (argument.HasDefault || argument.Type is not NonNullType));
            if (isAbsent && argument.HasDefault)
            {
                values[argument.Name] = argument.CoercedDefault;
            }
            else if (isAbsent && argument.Type is NonNullType)
            {
                error = new ArgumentError(
                    $"Argument \"{argument.Name}\" of required type \"{argument.Type}\" was not provided.",
                    Location: null);
            }
            else if (!isAbsent)
            {
                error = Coerce(given!, argument, variables, values);
            }

            if (error is not null)
            {
                return false;
            }
        }

        return true;
    }

    private static ArgumentError? Coerce(
        ArgumentNode given,
        InputValue argument,
        VariableValues variables,
        OrderedDictionary<string, object?> values)
    {
        bool isCoerced = LiteralCoercion.TryCoerce(
            given.Value, argument.Type, variables, out object? value, out string? reason);
        values[argument.Name] = value;
        return isCoerced
            ? null
            : new ArgumentError($"Argument \"{argument.Name}\" has an invalid value: {reason}", given.Value.Location);
    }

    private static bool UsesVariables(ValueNode value) => value switch
    {
        VariableNode => true,
        ListValueNode list => list.Values.Any(UsesVariables),
        ObjectValueNode fields => fields.Fields.Any(field => UsesVariables(field.Value)),
        _ => false,
    };
}

/// <summary>Why a field's arguments cannot be coerced, and where; null for the field itself.</summary>
internal sealed record ArgumentError(string Message, SourceLocation? Location);
