using AiBom.GraphQL.Language;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Validation;

/// <summary>Section 5.5.1.3: a fragment is on an object, interface or union type.</summary>
internal sealed class FragmentsOnCompositeTypes(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(DefinitionNode definition)
    {
        if (definition is FragmentDefinitionNode fragment)
        {
            Check(fragment.TypeCondition);
        }
    }

    public override void Enter(InlineFragmentNode fragment)
    {
        if (fragment.TypeCondition is not null)
        {
            Check(fragment.TypeCondition);
        }
    }

    private void Check(NamedTypeNode condition)
    {
        if (Context.Schema.FindType(condition.Name.Value) is { } type and not CompositeType)
        {
            Report($"Expected a fragment on an object, interface or union type, found {type}.", condition);
        }
    }
}
