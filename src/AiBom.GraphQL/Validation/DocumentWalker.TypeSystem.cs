using System.Collections.Immutable;
using System.Diagnostics;
using AiBom.GraphQL.Language;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Validation;

/// <content>
/// Type system definitions: what they have in common with operations is the types they name, directives, and values.
/// </content>
internal sealed partial class DocumentWalker
{
    private void WalkDefinition(TypeSystemNode definition)
    {
        _at.Definition = definition;
        switch (definition)
        {
            case SchemaDefinitionNode schema:
                WalkDirectives(schema.Directives, DirectiveLocation.Schema);
                foreach (RootOperationTypeDefinitionNode root in schema.OperationTypes)
                {
                    WalkTypeName(root.Type);
                }

                break;
            case DirectiveDefinitionNode directive:
                WalkInputs(directive.Arguments, DirectiveLocation.ArgumentDefinition);
                break;
            case TypeDefinitionNode type:
                WalkType(type);
                break;
        }

        _at.Definition = null;
    }

    private void WalkType(TypeDefinitionNode definition)
    {
        switch (definition)
        {
            case ScalarTypeDefinitionNode:
                WalkDirectives(definition.Directives, DirectiveLocation.Scalar);
                break;
            case FieldsTypeDefinitionNode type:
                bool isObject = type is ObjectTypeDefinitionNode;
                WalkDirectives(type.Directives, isObject ? DirectiveLocation.Object : DirectiveLocation.Interface);
                WalkTypeNames(type.Interfaces);
                foreach (FieldDefinitionNode field in type.Fields)
                {
                    WalkDirectives(field.Directives, DirectiveLocation.FieldDefinition);
                    WalkTypeName(field.Type);
                    WalkInputs(field.Arguments, DirectiveLocation.ArgumentDefinition);
                }

                break;
            case UnionTypeDefinitionNode type:
                WalkDirectives(type.Directives, DirectiveLocation.Union);
                WalkTypeNames(type.Members);
                break;
            case EnumTypeDefinitionNode type:
                WalkDirectives(type.Directives, DirectiveLocation.Enum);
                foreach (EnumValueDefinitionNode value in type.Values)
                {
                    WalkDirectives(value.Directives, DirectiveLocation.EnumValue);
                }

                break;
            case InputObjectTypeDefinitionNode type:
                WalkDirectives(type.Directives, DirectiveLocation.InputObject);
                WalkInputs(type.Fields, DirectiveLocation.InputFieldDefinition);
                break;
            default:
                throw new UnreachableException(definition.GetType().Name);
        }
    }

    private void WalkTypeNames(ImmutableArray<NamedTypeNode> types)
    {
        foreach (NamedTypeNode type in types)
        {
            WalkTypeName(type);
        }
    }

    // Defaults have no type yet, but the names in them can be checked.
    private void WalkInputs(ImmutableArray<InputValueDefinitionNode> inputs, DirectiveLocation location)
    {
        foreach (InputValueDefinitionNode input in inputs)
        {
            WalkDirectives(input.Directives, location);
            WalkTypeName(input.Type);
            if (input.DefaultValue is not null)
            {
                WalkValue(input.DefaultValue);
            }
        }
    }
}
