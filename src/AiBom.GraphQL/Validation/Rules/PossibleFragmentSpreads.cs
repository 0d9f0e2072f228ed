using AiBom.GraphQL.Language;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Validation;

/// <summary>Section 5.5.2.3: some object can be of the fragment's type where the fragment is spread.</summary>
internal sealed class PossibleFragmentSpreads(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(InlineFragmentNode fragment) => Check(fragment, Context.Position.Type);

    public override void Enter(FragmentSpreadNode spread)
    {
        if (Context.FindFragment(spread.Name.Value) is { } fragment)
        {
            Check(spread, Context.Schema.FindType(fragment.TypeCondition.Name.Value));
        }
    }

    private void Check(SelectionNode spread, GraphQLType? type)
    {
        if (type is CompositeType inner
            && Context.Position.ParentType is { } outer
            && !Context.Schema.PossibleTypes(inner).Intersect(Context.Schema.PossibleTypes(outer)).Any())
        {
            Report($"Expected a fragment on a type that {outer} can be, found {inner}.", spread);
        }
    }
}
