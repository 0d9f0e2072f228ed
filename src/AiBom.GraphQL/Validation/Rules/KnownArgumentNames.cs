using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Validation;

/// <summary>Section 5.4.1: the field or directive has the argument.</summary>
internal sealed class KnownArgumentNames(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(ArgumentNode argument)
    {
        TypePosition at = Context.Position;
        string? owner = at.DirectiveNode is null ? at.Field?.Name : at.Directive?.Name;
        if (at.Argument is null && owner is not null)
        {
            string kind = at.DirectiveNode is null ? "field" : "directive";
            Report($"Expected an argument of {kind} {owner}, found {argument.Name.Value}.", argument);
        }
    }
}
