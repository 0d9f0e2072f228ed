using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Validation;

/// <summary>Section 5.8.4: each variable of an operation is used by it or one of its fragments.</summary>
internal sealed class NoUnusedVariables(ValidationContext context) : ValidationRule(context)
{
    public override void Leave(DocumentNode document)
    {
        foreach (OperationDefinitionNode operation in Context.Operations)
        {
            if (operation.Variables.IsEmpty)
            {
                continue;
            }

            var used = new HashSet<string>(
                Context.UsesOf(operation).Select(use => use.Node.Name.Value), StringComparer.Ordinal);
            foreach (VariableDefinitionNode variable in operation.Variables
                .Where(variable => !used.Contains(variable.Variable.Name.Value)))
            {
                Report($"Expected a use of {variable.Variable} in its operation, found none.", variable);
            }
        }
    }
}
