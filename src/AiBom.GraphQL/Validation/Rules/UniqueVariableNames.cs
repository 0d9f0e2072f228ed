using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Validation;

/// <summary>Section 5.8.1: no two variables of an operation have the same name.</summary>
internal sealed class UniqueVariableNames(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(DefinitionNode definition)
    {
        if (definition is not OperationDefinitionNode { Variables.Length: > 1 } operation)
        {
            return;
        }

        foreach (IGrouping<string, NameNode> same in operation.Variables
            .Select(variable => variable.Variable.Name)
            .GroupBy(name => name.Value, StringComparer.Ordinal)
            .Where(same => same.Skip(1).Any()))
        {
            Report($"Expected one variable ${same.Key}, found {same.Count()}.", [.. same]);
        }
    }
}
