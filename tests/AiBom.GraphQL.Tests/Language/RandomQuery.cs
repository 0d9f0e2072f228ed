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

    /// <summary>A text with one to five stretches cut out, doubled, or replaced by a token.</summary>
    public static string Mutate(Random random, string source)
    {
        string text = source;
        for (int edits = random.Next(1, 6); edits > 0 && text.Length > 0; edits--)
        {
            int start = random.Next(text.Length);
            string cut = text.Substring(start, Math.Min(random.Next(1, 30), text.Length - start));
            string instead = random.Next(4) switch
            {
                0 => string.Empty,
                1 => cut + cut,
                2 => $" {Words[random.Next(Words.Length)]} ",
                _ => text[random.Next(start + 1)..start],
            };
            text = text[..start] + instead + text[(start + cut.Length)..];
        }

        return text;
    }
}
