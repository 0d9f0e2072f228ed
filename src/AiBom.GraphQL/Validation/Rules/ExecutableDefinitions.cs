using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Validation;

/// <summary>Section 5.1.1: a document to be executed defines operations and fragments only.</summary>
internal sealed class ExecutableDefinitions(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(DefinitionNode definition)
    {
        if (definition is TypeSystemNode)
        {
            Report("Expected only operations and fragments, found a definition of the type system.", definition);
        }
    }
}
