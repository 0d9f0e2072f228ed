using System.Text.Json.Nodes;
using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Tests.Conformance;

/// <summary>The tokens of a text up to its end or the first invalid one, then the place of that.</summary>
internal static class LexerCases
{
    public static CaseAnswer Answer(JsonObject one)
    {
        string expected = string.Join('\n', one["tokens"]!.AsArray().Select(token => Describe(token!)))
            + $"\n{CaseLocations.Of(one["error"])}";
        return new(expected, Tokens((string?)one["source"] ?? FromUnits(one["sourceUtf16"]!)));
    }

    private static string FromUnits(JsonNode units) =>
        new([.. units.AsArray().Select(unit => (char)unit!.GetValue<int>())]);

    private static string Describe(JsonNode token)
    {
        string? value = (string?)token["value"]
            ?? (token["valueUtf16"] is { } units ? FromUnits(units) : null);
        return $"{token["kind"]} {token["start"]}-{token["end"]} {token["line"]}:{token["column"]} {value}";
    }

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
                return $"{string.Join('\n', lines)}\n{CaseLocations.Of([at])}";
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
