using AiBom.GraphQL.Language;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Validation;

/// <summary>Section 5.3.3: composite fields have selections, scalars and enums have none.</summary>
internal sealed class ScalarLeafs(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(FieldNode field)
    {
        if (Context.Position.Type is not { } type)
        {
            return;
        }

        bool isLeaf = type.Named is LeafType;
        if (isLeaf && field.SelectionSet is not null)
        {
            Report($"Expected no selections from {field.Name.Value} of type {type}, found some.", field.SelectionSet);
        }
        else if (!isLeaf && field.SelectionSet is null)
        {
            Report($"Expected selections from {field.Name.Value} of type {type}, found none.", field);
        }
    }
}
