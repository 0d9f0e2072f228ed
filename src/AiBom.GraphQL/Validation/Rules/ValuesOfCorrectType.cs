using AiBom.GraphQL.Language;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Validation;

/// <summary>
/// Sections 5.6.1, 5.6.2 and 5.6.4: literals can be coerced to the types of their positions, input objects have only
/// known fields, and all required ones. Variables are left to <see cref="VariablesInAllowedPosition"/>.
/// </summary>
internal sealed class ValuesOfCorrectType(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(ArgumentNode argument)
    {
        if (Context.Position.InputType is { } type)
        {
            Check(argument.Value, type);
        }
    }

    public override void Enter(VariableDefinitionNode variable)
    {
        if (variable.DefaultValue is { } value && Context.Position.InputType is { } type)
        {
            Check(value, type);
        }
    }

    private void Check(ValueNode value, GraphQLType type)
    {
        switch (value, type)
        {
            case (VariableNode, _):
                break;
            case (NullValueNode, NonNullType):
                Report($"Expected a value of type {type}, found null.", value);
                break;
            case (NullValueNode, _):
                break;
            case (_, NonNullType nonNull):
                Check(value, nonNull.Nullable);
                break;
            case (ListValueNode items, ListType list):
                foreach (ValueNode item in items.Values)
                {
                    Check(item, list.Item);
                }

                break;

            // Section 3.11, input coercion: one value stands for a list of one.
            case (_, ListType list):
                Check(value, list.Item);
                break;
            case (ObjectValueNode input, InputObjectType inputType):
                CheckObject(input, inputType);
                break;
            case (_, LeafType leaf):
                if (!leaf.TryParse(LeafInput.Of(value), out _, out string? reason))
                {
                    Report($"Expected a value of type {type}: {reason}", value);
                }

                break;
            default:
                Report($"Expected an input object of type {type}, found {value}.", value);
                break;
        }
    }

    private void CheckObject(ObjectValueNode input, InputObjectType type)
    {
        var given = new HashSet<string>(StringComparer.Ordinal);
        foreach (ObjectFieldNode field in input.Fields)
        {
            given.Add(field.Name.Value);
            if (type.FindField(field.Name.Value) is { } known)
            {
                Check(field.Value, known.Type);
            }
            else
            {
                Report($"Expected a field of input type {type}, found {field.Name.Value}.", field);
            }
        }

        foreach (InputValue field in type.Fields)
        {
            if (field.IsRequired && !given.Contains(field.Name))
            {
                Report($"Expected field {field.Name} of type {field.Type} for {type}, found none.", input);
            }
        }

        if (type.IsOneOf)
        {
            CheckOneOf(input, type, given.Count);
        }
    }

    // Section 3.10.1: a OneOf input object has exactly one field, which is not null.
    private void CheckOneOf(ObjectValueNode input, InputObjectType type, int given)
    {
        if (given != 1)
        {
            Report($"Expected exactly one field of {type}, found {given}.", input);
        }
        else if (input.Fields[^1].Value is NullValueNode)
        {
            Report($"Expected a value for {type}.{input.Fields[^1].Name}, found null.", input);
        }
    }
}
