using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Validation;

/// <summary>Section 5.2.3.1: an operation without a name is the only one.</summary>
internal sealed class LoneAnonymousOperation(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(DefinitionNode definition)
    {
        if (definition is OperationDefinitionNode { Name: null } && Context.Operations.Length > 1)
        {
            Report(
                $"Expected a name for each of {Context.Operations.Length} operations, found one without.", definition);
        }
    }
}
