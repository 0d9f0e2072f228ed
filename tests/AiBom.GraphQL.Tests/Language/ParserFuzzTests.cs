using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Tests.Language;

/// <summary>Seeded, so that a failure comes again.</summary>
public sealed class ParserFuzzTests
{
    private const int Texts = 20_000;

    [Fact]
    public void Random_characters_never_throw()
    {
        var random = new Random(1);
        for (int i = 0; i < Texts; i++)
        {
            char[] text = new char[random.Next(60)];
            for (int j = 0; j < text.Length; j++)
            {
                text[j] = (char)random.Next(random.Next(2) == 0 ? 128 : char.MaxValue + 1);
            }

            ReadAll(new string(text));
        }
    }

    [Fact]
    public void Random_tokens_never_throw_and_what_is_read_is_printed_and_read_again()
    {
        var random = new Random(2);
        int read = 0;
        for (int i = 0; i < Texts; i++)
        {
            string text = RandomQuery.Tokens(random, random.Next(25));
            ReadAll(text);
            if (GraphQLParser.Parse(text).Node is { } document)
            {
                read++;
                string printed = document.ToString();
                Assert.Equal(printed, GraphQLParser.Parse(printed).Node?.ToString());
            }
        }

        Assert.InRange(read, 1, Texts - 1);
    }

    private static void ReadAll(string text)
    {
        bool[] answers =
        [
            GraphQLParser.Parse(text).IsOk,
            GraphQLParser.ParseValue(text).IsOk,
            GraphQLParser.ParseConstantValue(text).IsOk,
            GraphQLParser.ParseType(text).IsOk,
            GraphQLParser.ParseCoordinate(text).IsOk,
        ];
        Assert.Equal(5, answers.Length);
    }
}
