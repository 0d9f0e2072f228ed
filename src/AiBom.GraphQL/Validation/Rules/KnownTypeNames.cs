using AiBom.GraphQL.Language;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Validation;

/// <summary>
/// Section 5.5.1.2: the types of fragments, and those of variables, exist; so do those that type system definitions
/// name, which may always name the built-in ones.
/// </summary>
internal sealed class KnownTypeNames(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(NamedTypeNode type)
    {
        string name = type.Name.Value;
        bool isKnown = Context.Schema.FindType(name) is not null
            || Context.Defines(name)
            || (Context.Position.Definition is TypeSystemNode && Introspection.IsBuiltIn(name));
        if (!isKnown)
        {
            Report($"Expected a type of the schema, found {name}.", type);
        }
    }
}
