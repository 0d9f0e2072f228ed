using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Validation;

/// <summary>Section 5.4.1: the field or directive has the argument.</summary>
internal sealed class KnownArgumentNames(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(ArgumentNode argument)
    {
        TypePosition at = Context.Position;
        string name = argument.Name.Value;
        if (at.DirectiveNode is { Name: var directive })
        {
            if (Context.FindDirective(directive.Value) is { } known && !known.Takes(name))
            {
                Report($"Expected an argument of directive {directive}, found {name}.", argument);
            }
        }
        else if (at is { Field: { } field, Argument: null })
        {
            Report($"Expected an argument of field {field.Name}, found {name}.", argument);
        }
    }
}
