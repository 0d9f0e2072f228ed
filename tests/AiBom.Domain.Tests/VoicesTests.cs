namespace AiBom.Domain.Tests;

/// <summary>Whose words a statement is.</summary>
public sealed class VoicesTests
{
    private static readonly Voices Acme = new(
        "acme",
        Assurance.Signed,
        new Dictionary<string, string>(StringComparer.Ordinal) { ["Acme Inc."] = "acme", ["Zephyr"] = "zephyr" });

    [Theory]
    [InlineData(null, null, Assurance.Signed)]
    [InlineData("Zephyr", "zephyr", Assurance.Asserted)]
    [InlineData("Nobody", "Nobody", Assurance.Asserted)]
    [InlineData("Acme Inc.", null, Assurance.Signed)]
    [InlineData("acme", null, Assurance.Signed)]
    public void Another_ones_words_are_quoted_and_asserted(string? cited, string? quoted, Assurance assurance)
    {
        Statement statement = Statement(cited);

        Assert.Equal(quoted, Acme.QuotedFrom(statement));
        Assert.Equal(assurance, Acme.AssuranceOf(statement));
    }

    [Fact]
    public void Each_name_is_bound_once()
    {
        var set = new StatementSet
        {
            Document = Digest.Of([]),
            Reader = "test/1",
            Header = new DocumentHeader { Format = "test", SpecVersion = "1" },
            Statements = [Statement("a"), Statement(null), Statement("b"), Statement("a")],
        };

        Assert.Equal(["a", "b"], Voices.NamesIn(set));
    }

    private static Statement Statement(string? cited) =>
        new(0, EdgeKind.DerivedFrom, 1, "/x", Reading.Declared, "rule", CitedFrom: cited);
}
