using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Tests.Language;

/// <summary>Texts that look like GraphQL, some of which are.</summary>
internal static class RandomQuery
{
    private static readonly string[] Words =
    [
        "{", "}", "{", "}", "(", ")", "[", "]", ":", "=", "!", "$", "@", "|", "&", "...", "on", "query", "mutation",
        "subscription", "fragment", "type", "extend", "schema", "union", "enum", "input", "directive", "a", "b", "F",
        "Dog", "name", "\"s\"", "\"\"\"b\"\"\"", "1", "1.5", "-0", "true", "null", "#c\n", "\n", ",", "\"", ".",
        "\\u{1}",
        "{ a }", "{ name }", "$a: Int = 1", "(a: 1)", "@skip(if: true)", "...F", "fragment F on Dog { name }",
    ];

    public static string Tokens(Random random, int count) =>
        string.Join(' ', Enumerable.Range(0, count).Select(_ => Words[random.Next(Words.Length)]));

    /// <summary>
    /// A text with one to three edits. Half of them put one name in the place of another, which leaves a document that
    /// can be read; the others cut, double, replace or exchange tokens.
    /// </summary>
    public static string Mutate(Random random, string source)
    {
        List<string> tokens = Divide(source);
        for (int edits = random.Next(1, 4); edits > 0 && tokens.Count > 0; edits--)
        {
            int at = random.Next(tokens.Count);
            int other = random.Next(tokens.Count);
            int[] names = [.. tokens.Index().Where(token => IsName(token.Item)).Select(token => token.Index)];
            switch (random.Next(8))
            {
                case < 4 when names.Length > 0:
                    tokens[names[random.Next(names.Length)]] = tokens[names[random.Next(names.Length)]];
                    break;
                case 4:
                    tokens.RemoveAt(at);
                    break;
                case 5:
                    tokens.Insert(at, tokens[other]);
                    break;
                case 6:
                    tokens[at] = Words[random.Next(Words.Length)];
                    break;
                default:
                    (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                    break;
            }
        }

        return string.Join(' ', tokens);
    }

    private static bool IsName(string token) => char.IsAsciiLetter(token[0]) || token[0] == '_';

    private static List<string> Divide(string source)
    {
        var lexer = new Lexer(source);
        var tokens = new List<string>();
        while (lexer.Next() is { Kind: not (TokenKind.EndOfText or TokenKind.Invalid) } token)
        {
            tokens.Add(source[token.Location.Offset..token.End]);
        }

        return tokens;
    }
}
