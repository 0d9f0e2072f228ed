using System.Collections.Immutable;
using AiBom.GraphQL.Language;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Validation;

/// <summary>Section 5.4.3: arguments without a default that cannot be null are given.</summary>
internal sealed class ProvidedRequiredArguments(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(FieldNode field)
    {
        if (Context.Position.Field is { } known)
        {
            Check(field, known.Name, known.Arguments, field.Arguments);
        }
    }

    public override void Enter(DirectiveNode directive)
    {
        if (Context.Position.Directive is { } known)
        {
            Check(directive, $"@{known.Name}", known.Arguments, directive.Arguments);
        }
    }

    private void Check(
        SyntaxNode node,
        string owner,
        IReadOnlyList<InputValue> known,
        ImmutableArray<ArgumentNode> given)
    {
        foreach (InputValue argument in known)
        {
            if (argument.IsRequired
                && !given.Any(node => string.Equals(node.Name.Value, argument.Name, StringComparison.Ordinal)))
            {
                Report($"Expected argument {argument.Name} of type {argument.Type} for {owner}, found none.", node);
            }
        }
    }
}
