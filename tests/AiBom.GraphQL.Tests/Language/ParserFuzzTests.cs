using AiBom.GraphQL.Language;
using AiBom.GraphQL.Tests.Robustness;

namespace AiBom.GraphQL.Tests.Language;

public sealed class ParserFuzzTests
{
    [Fact]
    public void Random_characters_never_throw()
    {
        IReadOnlyDictionary<string, int> outcomes = Fuzz.Run("characters", Characters, ReadAll);
        Assert.True(outcomes.ContainsKey("read") && outcomes.ContainsKey("refused"));
    }

    [Fact]
    public void Random_tokens_never_throw_and_what_is_read_is_printed_and_read_again()
    {
        IReadOnlyDictionary<string, int> outcomes = Fuzz.Run(
            "tokens", random => RandomQuery.Tokens(random, random.Next(25)), ReadAll);
        Assert.True(outcomes.ContainsKey("read") && outcomes.ContainsKey("refused"));
    }

    private static string Characters(Random random)
    {
        char[] text = new char[random.Next(60)];
        int most = random.Next(2) == 0 ? 128 : char.MaxValue + 1;
        for (int i = 0; i < text.Length; i++)
        {
            text[i] = (char)random.Next(most);
        }

        return new string(text);
    }

    private static string ReadAll(string text)
    {
        bool isRead = IsReadAgain(GraphQLParser.Parse(text), again => GraphQLParser.Parse(again))
            | IsReadAgain(GraphQLParser.ParseValue(text), again => GraphQLParser.ParseValue(again))
            | IsReadAgain(GraphQLParser.ParseConstantValue(text), again => GraphQLParser.ParseConstantValue(again))
            | IsReadAgain(GraphQLParser.ParseType(text), again => GraphQLParser.ParseType(again))
            | IsReadAgain(GraphQLParser.ParseCoordinate(text), again => GraphQLParser.ParseCoordinate(again));
        return isRead ? "read" : "refused";
    }

    private static bool IsReadAgain<T>(ParseResult<T> result, Func<string, ParseResult<T>> parse)
        where T : SyntaxNode
    {
        if (!result.IsOk)
        {
            return false;
        }

        string printed = result.Node.ToString();
        Assert.Equal(printed, parse(printed).Node?.ToString());
        return true;
    }
}
