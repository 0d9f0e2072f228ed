using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Validation;

/// <summary>Section 5.5.1.4: each fragment is spread by an operation, directly or through others.</summary>
internal sealed class NoUnusedFragments(ValidationContext context) : ValidationRule(context)
{
    public override void Leave(DocumentNode document)
    {
        var used = new HashSet<string>(
            Context.Operations.SelectMany(Context.FragmentsOf).Select(fragment => fragment.Name.Value),
            StringComparer.Ordinal);
        foreach (FragmentDefinitionNode fragment in document.Definitions
            .OfType<FragmentDefinitionNode>()
            .Where(fragment => !used.Contains(fragment.Name.Value)))
        {
            Report($"Expected a spread of fragment {fragment.Name.Value} in an operation, found none.", fragment);
        }
    }
}
