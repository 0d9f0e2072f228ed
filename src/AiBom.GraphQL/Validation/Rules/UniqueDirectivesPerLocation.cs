using System.Runtime.InteropServices;
using AiBom.GraphQL.Language;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Validation;

/// <summary>Section 5.7.3: a directive stands once in a place, unless it is repeatable.</summary>
internal sealed class UniqueDirectivesPerLocation(ValidationContext context) : ValidationRule(context)
{
    private readonly Dictionary<string, Dictionary<string, DirectiveNode>> _extended = new(StringComparer.Ordinal);

    public override void Enter(ReadOnlySpan<DirectiveNode> directives)
    {
        string? extended = ExtendedHere();
        if (directives.Length < 2 && extended is null)
        {
            return;
        }

        Dictionary<string, DirectiveNode> first = FirstUses(extended);
        foreach (DirectiveNode directive in directives)
        {
            string name = directive.Name.Value;
            if (!first.TryAdd(name, directive) && Context.FindDirective(name) is { IsRepeatable: false })
            {
                Report($"Expected @{name} once in this place, found it again.", first[name], directive);
            }
        }
    }

    // A definition and its extensions are one place: that of a type by its name, that of the schema without one.
    private string? ExtendedHere() => Context.Position switch
    {
        { Definition: SchemaDefinitionNode } => "",
        {
            Definition: TypeDefinitionNode type,
            DirectiveLocation: DirectiveLocation.Scalar or DirectiveLocation.Object or DirectiveLocation.Interface
                or DirectiveLocation.Union or DirectiveLocation.Enum or DirectiveLocation.InputObject,
        } => type.Name.Value,
        _ => null,
    };

    private Dictionary<string, DirectiveNode> FirstUses(string? extended)
    {
        if (extended is null)
        {
            return new(StringComparer.Ordinal);
        }

        ref Dictionary<string, DirectiveNode>? uses =
            ref CollectionsMarshal.GetValueRefOrAddDefault(_extended, extended, out _);
        return uses ??= new(StringComparer.Ordinal);
    }
}
