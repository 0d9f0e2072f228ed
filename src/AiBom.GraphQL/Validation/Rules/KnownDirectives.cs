using AiBom.GraphQL.Language;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Validation;

/// <summary>Sections 5.7.1 and 5.7.2: the directive exists and may stand here.</summary>
internal sealed class KnownDirectives(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(DirectiveNode directive)
    {
        DirectiveLocation location = Context.Position.DirectiveLocation;
        if (Context.FindDirective(directive.Name.Value) is not { } known)
        {
            Report($"Expected a directive of the schema, found @{directive.Name}.", directive);
        }
        else if (!known.Locations.Contains(location))
        {
            Report(
                $"Expected @{directive.Name} at {string.Join(", ", known.Locations.Select(Directive.NameOf))}, "
                + $"found it at {Directive.NameOf(location)}.",
                directive);
        }
    }
}
