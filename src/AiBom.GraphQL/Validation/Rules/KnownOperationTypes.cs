using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Validation;

/// <summary>Section 5.2.1.1: the schema has a root type for each operation.</summary>
internal sealed class KnownOperationTypes(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(DefinitionNode definition)
    {
        if (definition is OperationDefinitionNode operation && Context.Schema.RootType(operation.Operation) is null)
        {
            Report($"Expected an operation that the schema offers; it has no {operation.Operation} type.", operation);
        }
    }
}
