using AiBom.GraphQL.Language;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Validation;

/// <summary>Section 5.8.5: the type of a variable fits where it is used.</summary>
internal sealed class VariablesInAllowedPosition(ValidationContext context) : ValidationRule(context)
{
    public override void Leave(DocumentNode document)
    {
        foreach (OperationDefinitionNode operation in Context.Operations)
        {
            var variables = new Dictionary<string, VariableDefinitionNode>(StringComparer.Ordinal);
            foreach (VariableDefinitionNode variable in operation.Variables)
            {
                variables[variable.Variable.Name.Value] = variable;
            }

            foreach (VariableUse use in Context.UsesOf(operation).TakeWhile(_ => !Context.IsFull))
            {
                if (variables.TryGetValue(use.Node.Name.Value, out VariableDefinitionNode? variable)
                    && Context.Schema.FindType(variable.Type) is { } type)
                {
                    Check(variable, type, use);
                }
            }
        }
    }

    private void Check(VariableDefinitionNode variable, GraphQLType type, VariableUse use)
    {
        if (use.Type is not null && !IsAllowed(variable, type, use.Type, use.HasDefault))
        {
            Report($"Expected a value of type {use.Type}, found {use.Node} of type {type}.", variable, use.Node);
        }

        // Section 3.10.1: the one field of a OneOf input object is not null.
        if (use.IsOneOf && type is not NonNullType)
        {
            Report(
                $"Expected a variable that cannot be null in a OneOf input object, found {use.Node} of type {type}.",
                variable,
                use.Node);
        }
    }

    // IsVariableUsageAllowed() of section 5.8.5.
    private static bool IsAllowed(
        VariableDefinitionNode variable,
        GraphQLType type,
        GraphQLType expected,
        bool hasDefault)
    {
        if (expected is not NonNullType || type is NonNullType)
        {
            return AreCompatible(type, expected);
        }

        bool hasVariableDefault = variable.DefaultValue is not (null or NullValueNode);
        return (hasVariableDefault || hasDefault) && AreCompatible(type, expected.Nullable);
    }

    // AreTypesCompatible() of section 5.8.5.
    private static bool AreCompatible(GraphQLType type, GraphQLType expected) => (type, expected) switch
    {
        (NonNullType inner, NonNullType outer) => AreCompatible(inner.Nullable, outer.Nullable),
        (_, NonNullType) => false,
        (NonNullType inner, _) => AreCompatible(inner.Nullable, expected),
        (ListType inner, ListType outer) => AreCompatible(inner.Item, outer.Item),
        _ => type == expected,
    };
}
