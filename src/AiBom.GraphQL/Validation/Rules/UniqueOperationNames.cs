using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Validation;

/// <summary>Section 5.2.2.1: no two operations have the same name.</summary>
internal sealed class UniqueOperationNames(ValidationContext context) : ValidationRule(context)
{
    private readonly Dictionary<string, NameNode> _names = new(StringComparer.Ordinal);

    public override void Enter(DefinitionNode definition)
    {
        if (definition is OperationDefinitionNode { Name: { } name } && !_names.TryAdd(name.Value, name))
        {
            Report($"Expected one operation named {name.Value}, found another.", _names[name.Value], name);
        }
    }
}
