using System.Collections.Immutable;
using System.Text.Json;
using AiBom.GraphQL.Language;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Execution;

/// <summary>
/// Coerces the variables of a request (section 6.1.2, CoerceVariableValues). All that can be found wrong is found,
/// up to a bound.
/// </summary>
internal sealed class VariableCoercion
{
    private readonly int _maxErrors;
    private readonly List<ResponseError> _errors = [];
    private readonly Stack<object> _path = new();
    private VariablePlan? _variable;

    private VariableCoercion(int maxErrors) => _maxErrors = maxErrors;

    /// <summary>The values, or the errors if there are any.</summary>
    public static VariableValues Coerce(
        ImmutableArray<VariablePlan> variables,
        JsonElement json,
        int maxErrors,
        out ImmutableArray<ResponseError> errors)
    {
        if (variables.IsEmpty)
        {
            errors = [];
            return VariableValues.None;
        }

        var coercion = new VariableCoercion(maxErrors);
        var values = new VariableValues();
        foreach (VariablePlan variable in variables)
        {
            coercion._variable = variable;
            coercion.CoerceOne(variable, json, values);
        }

        errors = [.. coercion._errors];
        return values;
    }

    private void CoerceOne(VariablePlan variable, JsonElement json, VariableValues values)
    {
        if (variable.Type is not { IsInput: true } type)
        {
            string message = $"Variable \"${variable.Name}\" expected value of type \"{variable.Node.Type}\" which "
                + "cannot be used as an input type.";
            Add(ResponseError.Of(message, ErrorCodes.Variables, variable.Node.Type.Location));
            return;
        }

        bool isGiven = TryGet(json, variable.Name, out JsonElement given);
        if (isGiven)
        {
            values.Set(variable.Name, Coerce(given, type));
        }
        else if (variable.Node.DefaultValue is { } literal)
        {
            if (!LiteralCoercion.TryCoerce(literal, type, variables: null, out object? value, out string? reason))
            {
                Report($"Variable \"${variable.Name}\" has an invalid default value: {reason}");
            }

            values.Set(variable.Name, value);
        }
        else if (type is NonNullType)
        {
            Report($"Variable \"${variable.Name}\" of required type \"{type}\" was not provided.");
        }
    }

    private static bool TryGet(JsonElement json, string name, out JsonElement value)
    {
        value = default;
        return json.ValueKind is JsonValueKind.Object && json.TryGetProperty(name, out value);
    }

    private object? Coerce(JsonElement json, GraphQLType type)
    {
        if (json.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
        {
            if (type is NonNullType)
            {
                Refuse($"Expected value of non-null type \"{type}\" not to be null.");
            }

            return null;
        }

        return type.Nullable switch
        {
            ListType list => CoerceList(json, list),
            InputObjectType input => CoerceObject(json, input),
            LeafType leaf => CoerceLeaf(json, leaf),
            _ => throw new ArgumentException($"{type} is no input type.", nameof(type)),
        };
    }

    private object?[] CoerceList(JsonElement json, ListType type)
    {
        if (json.ValueKind is not JsonValueKind.Array)
        {
            return [Coerce(json, type.Item)];
        }

        object?[] items = new object?[json.GetArrayLength()];
        int index = 0;
        foreach (JsonElement item in json.EnumerateArray())
        {
            if (IsOver)
            {
                break;
            }

            _path.Push(index);
            items[index++] = Coerce(item, type.Item);
            _path.Pop();
        }

        return items;
    }

    private OrderedDictionary<string, object?>? CoerceObject(JsonElement json, InputObjectType type)
    {
        if (json.ValueKind is not JsonValueKind.Object)
        {
            Refuse($"Expected value of type \"{type}\" to be an object, found: {LeafInput.Of(json)}.");
            return null;
        }

        var fields = new OrderedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (InputValue field in type.Fields)
        {
            if (json.TryGetProperty(field.Name, out JsonElement given))
            {
                _path.Push(field.Name);
                fields[field.Name] = Coerce(given, field.Type);
                _path.Pop();
            }
            else if (field.HasDefault)
            {
                fields[field.Name] = field.CoercedDefault;
            }
            else if (field.IsRequired)
            {
                Refuse($"Expected value of type \"{type}\" to include required field \"{field.Name}\".");
            }
        }

        CheckGiven(json, type);
        return fields;
    }

    private void CheckGiven(JsonElement json, InputObjectType type)
    {
        int known = 0;
        bool hasNull = false;
        foreach (JsonProperty property in json.EnumerateObject())
        {
            if (type.FindField(property.Name) is not null)
            {
                known++;
                hasNull |= property.Value.ValueKind is JsonValueKind.Null;
            }
            else if (!IsOver)
            {
                string unknown = Excerpt.Of(property.Name);
                Refuse($"Expected value of type \"{type}\" not to include unknown field \"{unknown}\".");
            }
        }

        if (type.IsOneOf && (known != 1 || hasNull))
        {
            Refuse(
                $"Within OneOf Input Object type \"{type}\", exactly one field must be specified, and the value for "
                    + "that field must be non-null.");
        }
    }

    private object? CoerceLeaf(JsonElement json, LeafType type)
    {
        if (!type.TryParse(LeafInput.Of(json), out object? value, out string? reason))
        {
            Refuse(reason);
        }

        return value;
    }

    // Whether more than are listed were found, so that no more are looked for.
    private bool IsOver => _errors.Count > _maxErrors;

    private void Refuse(string reason)
    {
        string path = string.Concat(_path.Reverse().Select(step => step is int index ? $"[{index}]" : $".{step}"));
        string place = path.Length == 0 ? "" : $" at \"{_variable!.Name}{path}\"";
        Report($"Variable \"${_variable!.Name}\" has an invalid value{place}: {reason}");
    }

    private void Report(string message) => Add(ResponseError.Of(message, ErrorCodes.Variables, _variable!.Location));

    private void Add(ResponseError error)
    {
        if (_errors.Count < _maxErrors)
        {
            _errors.Add(error);
        }
        else if (_errors.Count == _maxErrors)
        {
            string message =
                $"Expected at most {_maxErrors} errors (MaxErrors); there are more, which are not listed.";
            _errors.Add(ResponseError.Of(message, ErrorCodes.Limit));
        }
    }
}
