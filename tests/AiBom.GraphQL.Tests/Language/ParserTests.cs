using AiBom.GraphQL.Language;
using AiBom.GraphQL.Tests.Conformance;

namespace AiBom.GraphQL.Tests.Language;

public sealed class ParserTests
{
    private const string NamedOn =
        "1:10 Expected the name of a fragment, which cannot be \"on\", found the name on.";

    [Theory]
    [InlineData("{ a", "1:4 Expected a name, found the end of the text.")]
    [InlineData("{ }", "1:3 Expected a name, found \"}\".")]
    [InlineData("query Q($a Int) { a }", "1:12 Expected \":\", found the name Int.")]
    [InlineData("{ a(b: $) }", "1:9 Expected a name, found \")\".")]
    [InlineData("query ($a: Int = $b) { a }", "1:18 Expected a value without variables, found \"$\".")]
    [InlineData("{ a ? }", "1:5 Expected a token, found the character ?.")]
    [InlineData("{ a(b: 1.) }", "1:10 Expected a digit in a number, found the character ).")]
    [InlineData("{ a(b: \"x) }", "1:13 Expected a quotation mark to end the string.")]
    [InlineData("\n\r\n\r  %", "4:3 Expected a token, found the character %.")]
    [InlineData("fragment on on A { a }", NamedOn)]
    [InlineData("extend type A", "1:14 Expected something that the extension adds, found the end of the text.")]
    [InlineData("type A { b: C } what", "1:17 Expected a definition, found the name what.")]
    public void An_error_says_what_was_expected_and_what_came(string source, string expected) =>
        Assert.Equal(expected, Error(source));

    [Fact]
    public void A_lone_surrogate_is_no_character() => Assert.Equal(
        "1:9 Expected a Unicode character in the string, found the lone surrogate U+D800.",
        Error("{ a(b: \"\uD800\") }"));

    [Theory]
    [InlineData("{ a: b(c: [1, {d: $e}]) @f ...g ... on H { i } }")]
    [InlineData("type query query { name }")]
    [InlineData("\"d\" query Q(\"v\" $a: [Int!]! = [1] @b) { c }")]
    [InlineData("\"\"\"\n  two\n    lines \\\"\"\"\n\"\"\" type A implements B & C @d { e(f: G = {h: I}): J! }")]
    [InlineData("extend schema @a { subscription: B } union U = | A | B directive @d repeatable on FIELD | QUERY")]
    [InlineData("enum E { A @deprecated B } input I @oneOf { \"\" a: String = \"\\u{1F600}\\n\" } scalar S @s")]
    public void Printed_text_reads_as_the_same_document(string source)
    {
        string printed = Read(source).ToString();
        Assert.Equal(printed, Read(printed).ToString());
        Assert.Equal(AstJson.Of(Read(source)).ToJsonString(), AstJson.Of(Read(printed)).ToJsonString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData(" a")]
    [InlineData("a \"quoted\"")]
    [InlineData("ends with \\")]
    [InlineData("\"\"\"")]
    [InlineData("a\n  b\nc")]
    [InlineData("  a\nb")]
    [InlineData("  a\n  b")]
    [InlineData("\na\n")]
    [InlineData("a\r\nb")]
    [InlineData("\u0001\u007F\uD83D\uDE00")]
    public void A_string_is_printed_in_a_form_that_means_it(string value)
    {
        foreach (string printed in new[] { Printer.PrintString(value, true), Printer.PrintString(value, false) })
        {
            ValueNode? read = GraphQLParser.ParseConstantValue(printed).Node;
            Assert.Equal(value, Assert.IsType<StringValueNode>(read).Value);
        }
    }

    [Fact]
    public void Two_nodes_with_the_same_content_are_different_keys()
    {
        DocumentNode document = Read("{ a } ");
        Assert.NotEqual<SyntaxNode>(document.Definitions[0], Read("{ a } ").Definitions[0]);
        Assert.Equal<SyntaxNode>(document.Definitions[0], document.Definitions[0]);
    }

    private static DocumentNode Read(string source)
    {
        ParseResult<DocumentNode> result = GraphQLParser.Parse(source);
        Assert.True(result.IsOk, result.Error?.Message);
        return result.Node;
    }

    private static string Error(string source)
    {
        GraphQLError error = GraphQLParser.Parse(source).Error!;
        return $"{error.Locations[0].Line}:{error.Locations[0].Column} {error.Message}";
    }
}
