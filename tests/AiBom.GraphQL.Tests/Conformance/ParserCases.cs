using System.Text.Json.Nodes;
using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Tests.Conformance;

/// <summary>The tree of a text, and the tree printed; or the place of its first error.</summary>
internal static class ParserCases
{
    public static CaseAnswer Answer(JsonObject one)
    {
        var production = (string)one["as"]!;
        (SyntaxNode? node, GraphQLError? error) = Parse(production, (string)one["source"]!, (int?)one["maxTokens"]);
        if (node is null)
        {
            return new($"{Sorted(one["ast"])} {CaseLocations.Of(one["error"])}", $" {CaseLocations.Of(error!.Locations)}");
        }

        string printed = node.ToString();
        JsonObject again = AstJson.Of(Parse(production, printed, most: null).Node!);

        // The two versions of the reference implementation put different spaces into braces.
        string canonical = printed == (string?)one["printed16"] ? printed : (string)one["printed"]!;
        return new(
            $"{Sorted(one["ast"])} {Sorted(one["ast"])}\n{canonical}",
            $"{Sorted(AstJson.Of(node))} {Sorted(again)}\n{printed}");
    }

    private static string? Sorted(JsonNode? ast) => SortedJson.Of(ast)?.ToJsonString();

    private static (SyntaxNode? Node, GraphQLError? Error) Parse(string production, string source, int? most)
    {
        GraphQLLimits limits = GraphQLLimits.Trusted with { MaxTokens = most ?? int.MaxValue };
        switch (production)
        {
            case "document":
                ParseResult<DocumentNode> document = GraphQLParser.Parse(source, limits);
                return (document.Node, document.Error);
            case "value":
                ParseResult<ValueNode> value = GraphQLParser.ParseValue(source, limits);
                return (value.Node, value.Error);
            case "constValue":
                ParseResult<ValueNode> constant = GraphQLParser.ParseConstantValue(source, limits);
                return (constant.Node, constant.Error);
            case "type":
                ParseResult<TypeNode> type = GraphQLParser.ParseType(source, limits);
                return (type.Node, type.Error);
            default:
                ParseResult<SchemaCoordinateNode> coordinate = GraphQLParser.ParseCoordinate(source, limits);
                return (coordinate.Node, coordinate.Error);
        }
    }
}
