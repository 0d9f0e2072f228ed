using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Validation;

/// <summary>Section 5.3.1: the type that is selected from has the field.</summary>
internal sealed class FieldsOnCorrectType(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(FieldNode field)
    {
        if (Context.Position is { ParentType: { } type, Field: null })
        {
            Report($"Expected a field of type {type}, found {field.Name.Value}.", field);
        }
    }
}
