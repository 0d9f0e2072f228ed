using System.Text.Json.Nodes;
using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Tests.Language;

public sealed class ParserConformanceTests
{
    private const string File = "parser-cases.json";

    private static readonly Dictionary<string, string> PrintedOtherwise = new(StringComparer.Ordinal)
    {
        ["parse-1014"] = "an empty input object is printed with one space inside, not with two",
        ["parse-1264"] = "variables with descriptions are indented",
    };

    [Fact]
    public void The_parser_answers_all_recorded_cases()
    {
        int passed = 0;
        var failed = new List<string>();
        foreach (JsonObject one in ConformanceCases.Expected(File))
        {
            (JsonObject? ast, string locations) = Parse(one);
            if (JsonNode.DeepEquals(ast, one["ast"]) && locations == ConformanceCases.Locations(one["error"]))
            {
                passed++;
            }
            else
            {
                failed.Add($"{one["id"]}: {one["source"]} -> {ast} {locations}");
            }
        }

        ConformanceCases.Report(File, passed, [], failed);
    }

    [Fact]
    public void What_is_printed_is_the_canonical_text()
    {
        int passed = 0;
        var excluded = new List<string>();
        var failed = new List<string>();
        foreach (JsonObject one in ConformanceCases.Expected(File).Where(one => one["ast"] is not null))
        {
            if (PrintedOtherwise.TryGetValue((string)one["id"]!, out string? reason))
            {
                excluded.Add($"{one["id"]}: {reason}");
                continue;
            }

            string expected = (string)one["printed"]!;
            string printed = Read(one)!.ToString();
            one["source"] = printed;
            if (printed == expected && JsonNode.DeepEquals(Parse(one).Ast, one["ast"]))
            {
                passed++;
            }
            else
            {
                failed.Add($"{one["id"]}: expected\n{expected}\nfound\n{printed}");
            }
        }

        ConformanceCases.Report(File, passed, excluded, failed);
    }

    private static SyntaxNode? Read(JsonObject one) => Parse((string)one["as"]!, one).Node;

    private static (JsonObject? Ast, string Locations) Parse(JsonObject one)
    {
        (SyntaxNode? node, GraphQLError? error) = Parse((string)one["as"]!, one);
        string locations = string.Join(' ', (error?.Locations ?? []).Select(at => $"{at.Line}:{at.Column}"));
        return (node is null ? null : AstJson.Of(node), locations);
    }

    private static (SyntaxNode? Node, GraphQLError? Error) Parse(string production, JsonObject one)
    {
        string source = (string)one["source"]!;
        GraphQLLimits limits = GraphQLLimits.Default with { MaxTokens = (int?)one["maxTokens"] ?? 10_000 };
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
