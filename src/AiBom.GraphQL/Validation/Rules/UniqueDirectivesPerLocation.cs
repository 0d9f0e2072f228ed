using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Validation;

/// <summary>Section 5.7.3: a directive stands once in a place, unless it is repeatable.</summary>
internal sealed class UniqueDirectivesPerLocation(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(ReadOnlySpan<DirectiveNode> directives)
    {
        if (directives.Length < 2)
        {
            return;
        }

        var first = new Dictionary<string, DirectiveNode>(StringComparer.Ordinal);
        foreach (DirectiveNode directive in directives)
        {
            string name = directive.Name.Value;
            if (!first.TryAdd(name, directive) && Context.Schema.FindDirective(name) is { IsRepeatable: false })
            {
                Report($"Expected @{name} once in this place, found it again.", first[name], directive);
            }
        }
    }
}
