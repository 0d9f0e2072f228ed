using System.Text.Json.Nodes;
using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Tests.Language;

public sealed class LexerConformanceTests
{
    [Fact]
    public void The_lexer_answers_all_recorded_cases()
    {
        const string File = "lexer-cases.json";
        int passed = 0;
        var failed = new List<string>();
        foreach (JsonObject one in ConformanceCases.Expected(File))
        {
            string expected = string.Join('\n', one["tokens"]!.AsArray().Select(token => Describe(token!)))
                + $"\n{ConformanceCases.Locations(one["error"])}";
            string source = (string?)one["source"] ?? FromUnits(one["sourceUtf16"]!);
            string actual = Tokens(source);
            if (expected == actual)
            {
                passed++;
            }
            else
            {
                failed.Add($"{one["id"]}: expected {expected}, found {actual}");
            }
        }

        ConformanceCases.Report(File, passed, [], failed);
    }

    private static string FromUnits(JsonNode units) =>
        new([.. units.AsArray().Select(unit => (char)unit!.GetValue<int>())]);

    private static string Describe(JsonNode token)
    {
        string? value = (string?)token["value"]
            ?? (token["valueUtf16"] is { } units ? FromUnits(units) : null);
        return $"{token["kind"]} {token["start"]}-{token["end"]} {token["line"]}:{token["column"]} {value}";
    }

    // The tokens up to the end or the first invalid one, then the location of that.
    private static string Tokens(string source)
    {
        var lexer = new Lexer(source);
        var lines = new List<string>();
        while (true)
        {
            Token token = lexer.Next();
            SourceLocation at = token.Location;
            if (token.Kind is TokenKind.Invalid)
            {
                return $"{string.Join('\n', lines)}\n{at.Line}:{at.Column}";
            }

            lines.Add($"{Kind(token.Kind)} {at.Offset}-{token.End} {at.Line}:{at.Column} {Value(source, token)}");
            if (token.Kind is TokenKind.EndOfText)
            {
                return $"{string.Join('\n', lines)}\n";
            }
        }
    }

    private static string? Value(string source, Token token) =>
        token.Kind is TokenKind.Name or TokenKind.Int or TokenKind.Float
            ? source[token.Location.Offset..token.End]
            : token.Value;

    private static string Kind(TokenKind kind) => kind switch
    {
        TokenKind.EndOfText => "<EOF>",
        TokenKind.Name or TokenKind.Int or TokenKind.Float or TokenKind.String or TokenKind.BlockString => $"{kind}",
        _ => Token.Describe(kind).Trim('"'),
    };
}
