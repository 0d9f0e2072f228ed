using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Validation;

/// <summary>Section 5.5.1.2: the types of fragments, and those of variables, exist.</summary>
internal sealed class KnownTypeNames(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(NamedTypeNode type)
    {
        if (Context.Schema.FindType(type.Name.Value) is null)
        {
            Report($"Expected a type of the schema, found {type.Name.Value}.", type);
        }
    }
}
