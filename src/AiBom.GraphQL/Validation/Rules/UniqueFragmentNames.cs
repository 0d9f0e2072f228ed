using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Validation;

/// <summary>Section 5.5.1.1: no two fragments have the same name.</summary>
internal sealed class UniqueFragmentNames(ValidationContext context) : ValidationRule(context)
{
    private readonly Dictionary<string, NameNode> _names = new(StringComparer.Ordinal);

    public override void Enter(DefinitionNode definition)
    {
        if (definition is FragmentDefinitionNode { Name: var name } && !_names.TryAdd(name.Value, name))
        {
            Report($"Expected one fragment named {name.Value}, found another.", _names[name.Value], name);
        }
    }
}
