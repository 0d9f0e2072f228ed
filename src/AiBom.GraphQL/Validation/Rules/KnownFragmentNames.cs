using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Validation;

/// <summary>Section 5.5.2.1: the fragment that is spread exists.</summary>
internal sealed class KnownFragmentNames(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(FragmentSpreadNode spread)
    {
        if (Context.FindFragment(spread.Name.Value) is null)
        {
            Report($"Expected a fragment of the document, found {spread.Name.Value}.", spread.Name);
        }
    }
}
