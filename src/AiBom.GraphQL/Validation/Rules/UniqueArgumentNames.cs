using System.Collections.Immutable;
using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Validation;

/// <summary>Section 5.4.2: an argument is given once.</summary>
internal sealed class UniqueArgumentNames(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(FieldNode field) => Check(field.Arguments);

    public override void Enter(DirectiveNode directive) => Check(directive.Arguments);

    private void Check(ImmutableArray<ArgumentNode> arguments)
    {
        if (arguments.Length < 2)
        {
            return;
        }

        foreach (IGrouping<string, NameNode> same in arguments
            .Select(argument => argument.Name)
            .GroupBy(name => name.Value, StringComparer.Ordinal)
            .Where(same => same.Skip(1).Any()))
        {
            Report($"Expected argument {same.Key} once, found it {same.Count()} times.", [.. same]);
        }
    }
}
