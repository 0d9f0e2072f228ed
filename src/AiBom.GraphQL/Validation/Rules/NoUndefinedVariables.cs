using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Validation;

/// <summary>Section 5.8.3: an operation defines each variable that it or one of its fragments uses.</summary>
internal sealed class NoUndefinedVariables(ValidationContext context) : ValidationRule(context)
{
    public override void Leave(DocumentNode document)
    {
        foreach (OperationDefinitionNode operation in Context.Operations)
        {
            var defined = new HashSet<string>(
                operation.Variables.Select(variable => variable.Variable.Name.Value), StringComparer.Ordinal);
            string name = operation.Name?.Value ?? "(without a name)";
            foreach (VariableNode use in Context.UsesOf(operation)
                .Select(use => use.Node)
                .Where(node => !defined.Contains(node.Name.Value))
                .TakeWhile(_ => !Context.IsFull))
            {
                Report($"Expected a variable of operation {name}, found {use}.", use, operation);
            }
        }
    }
}
