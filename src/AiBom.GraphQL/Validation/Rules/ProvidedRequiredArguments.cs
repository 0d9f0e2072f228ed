using System.Collections.Immutable;
using AiBom.GraphQL.Language;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Validation;

/// <summary>Section 5.4.3: arguments without a default that cannot be null are given.</summary>
internal sealed class ProvidedRequiredArguments(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(FieldNode field)
    {
        foreach (InputValue argument in Context.Position.Field?.Arguments ?? [])
        {
            if (argument.IsRequired && !IsGiven(argument.Name, field.Arguments))
            {
                ReportMissing(argument.Name, $"{argument.Type}", field.Name.Value, field);
            }
        }
    }

    public override void Enter(DirectiveNode directive)
    {
        foreach ((string name, string? type) in Context.FindDirective(directive.Name.Value)?.Arguments ?? [])
        {
            if (type is not null && !IsGiven(name, directive.Arguments))
            {
                ReportMissing(name, type, $"@{directive.Name}", directive);
            }
        }
    }

    private static bool IsGiven(string name, ImmutableArray<ArgumentNode> given) =>
        given.Any(node => string.Equals(node.Name.Value, name, StringComparison.Ordinal));

    private void ReportMissing(string argument, string type, string owner, SyntaxNode node) =>
        Report($"Expected argument {argument} of type {type} for {owner}, found none.", node);
}
