using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Tests.Conformance;

/// <summary>
/// A syntax tree in the JSON form of the recorded cases: no locations, nothing that is absent or empty.
/// </summary>
internal static class AstJson
{
    public static JsonObject Of(SyntaxNode node)
    {
        var json = new JsonObject { ["kind"] = Kind(node) };
        foreach (PropertyInfo property in node.GetType().GetProperties())
        {
            if (property.Name is not ("Location" or "IsExtension" or "ResponseKey")
                && Value(property.GetValue(node), node) is { } value)
            {
                json[Name(property.Name)] = value;
            }
        }

        return json;
    }

    private static JsonNode? Value(object? value, SyntaxNode owner) => value switch
    {
        null => null,
        SyntaxNode node => Of(node),
        string text => text,
        bool flag => flag,
        OperationType operation => JsonNamingPolicy.CamelCase.ConvertName($"{operation}"),
        IEnumerable items => List(items, owner),
        _ => throw new InvalidOperationException($"Unexpected {value.GetType()} in {owner.GetType()}."),
    };

    private static JsonArray? List(IEnumerable items, SyntaxNode owner)
    {
        JsonArray list = [.. items.Cast<SyntaxNode>().Select(Of)];
        return list.Count == 0 && owner is not (ListValueNode or ObjectValueNode) ? null : list;
    }

    private static string Kind(SyntaxNode node)
    {
        string kind = node.GetType().Name[..^"Node".Length];
        return node switch
        {
            RootOperationTypeDefinitionNode => "OperationTypeDefinition",
            TypeSystemNode { IsExtension: true } => kind.Replace("Definition", "Extension", StringComparison.Ordinal),
            _ => kind,
        };
    }

    private static string Name(string property) => property switch
    {
        "Variables" => "variableDefinitions",
        "DirectiveLocations" => "locations",
        "IsRepeatable" => "repeatable",
        "IsBlock" => "block",
        "Members" => "types",
        _ => JsonNamingPolicy.CamelCase.ConvertName(property),
    };
}
