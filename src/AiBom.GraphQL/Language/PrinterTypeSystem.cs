using System.Collections.Immutable;
using System.Diagnostics;

namespace AiBom.GraphQL.Language;

/// <content>Type system definitions.</content>
public static partial class Printer
{
    private static string PrintTypeSystem(TypeSystemNode definition)
    {
        string extend = definition.IsExtension ? "extend" : string.Empty;
        return definition switch
        {
            SchemaDefinitionNode schema => Words(
                extend, "schema", Join(" ", schema.Directives), Block(schema.OperationTypes)),
            DirectiveDefinitionNode directive => Words(
                $"directive @{directive.Name}{PrintArguments(directive.Arguments)}",
                directive.IsRepeatable ? "repeatable" : string.Empty,
                "on",
                Join(" | ", directive.DirectiveLocations)),
            TypeDefinitionNode type => Words(extend, PrintTypeDefinition(type)),
            _ => throw new UnreachableException(definition.GetType().Name),
        };
    }

    private static string PrintTypeDefinition(TypeDefinitionNode type)
    {
        string name = type.Name.Value;
        string directives = Join(" ", type.Directives);
        return type switch
        {
            ScalarTypeDefinitionNode => Words("scalar", name, directives),
            FieldsTypeDefinitionNode fields => Words(
                type is ObjectTypeDefinitionNode ? "type" : "interface",
                name,
                Wrap("implements ", Join(" & ", fields.Interfaces), string.Empty),
                directives,
                Block(fields.Fields)),
            UnionTypeDefinitionNode union => Words(
                "union", name, directives, Wrap("= ", Join(" | ", union.Members), string.Empty)),
            EnumTypeDefinitionNode values => Words("enum", name, directives, Block(values.Values)),
            InputObjectTypeDefinitionNode input => Words("input", name, directives, Block(input.Fields)),
            _ => throw new UnreachableException(type.GetType().Name),
        };
    }

    private static string PrintTypeSystemPart(SyntaxNode part) => part switch
    {
        RootOperationTypeDefinitionNode root => $"{PrintOperationType(root.Operation)}: {root.Type}",
        FieldDefinitionNode field => PrintDescription(field.Description) + Words(
            $"{field.Name}{PrintArguments(field.Arguments)}: {field.Type}", Join(" ", field.Directives)),
        InputValueDefinitionNode input => PrintDescription(input.Description) + Words(
            $"{input.Name}: {input.Type}", Wrap("= ", input.DefaultValue), Join(" ", input.Directives)),
        EnumValueDefinitionNode value => PrintDescription(value.Description) + Words(
            value.Name.Value, Join(" ", value.Directives)),
        _ => throw new UnreachableException(part.GetType().Name),
    };

    // A line an argument where one has more than one line itself.
    private static string PrintArguments(ImmutableArray<InputValueDefinitionNode> arguments) =>
        arguments.Any(argument => Print(argument).Contains('\n', StringComparison.Ordinal))
            ? $"(\n{Indent(Join("\n", arguments))}\n)"
            : Wrap("(", Join(", ", arguments), ")");
}
