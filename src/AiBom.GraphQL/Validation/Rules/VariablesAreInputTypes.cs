using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Validation;

/// <summary>Section 5.8.2: the type of a variable is an input type.</summary>
internal sealed class VariablesAreInputTypes(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(VariableDefinitionNode variable)
    {
        if (Context.Schema.FindType(variable.Type) is { IsInput: false } type)
        {
            Report($"Expected an input type for {variable.Variable}, found {type}.", variable.Type);
        }
    }
}
