using System.Text;

namespace AiBom.Documents.Tests;

/// <summary>References that lead back to where they began, in every place that has references.</summary>
public sealed class LoopTests
{
    private const string Top = "\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\"";

    [Theory]
    [InlineData("a>a", "SELF_ANCESTOR")]
    [InlineData("a>b b>a", "LINEAGE_CYCLE")]
    [InlineData("a>b b>c c>a", "LINEAGE_CYCLE")]
    public void Dependencies_of_models_on_each_other_are_no_lineage_and_do_no_harm(string edges, string never)
    {
        string[][] pairs = [.. edges.Split(' ').Select(edge => edge.Split('>'))];
        string models = string.Join(',', pairs.Select(pair => Model(pair[0])));
        string dependencies = string.Join(
            ',', pairs.Select(pair => $$"""{"ref":"{{pair[0]}}","dependsOn":["{{pair[1]}}"]}"""));

        ReadResult read = Reading.Of($"{{{Top},\"components\":[{models}],\"dependencies\":[{dependencies}]}}");

        // Among models a dependency may be a derivation, which is then cyclic; among libraries it is usual.
        Assert.True(read.Statements is not null || read.Findings[0].Code == never, Reading.Findings(read));
    }

    [Fact]
    public void Libraries_may_depend_on_each_other()
    {
        ReadResult read = Reading.Of(
            $$"""
            {{{Top}},"components":[{"type":"library","name":"a","bom-ref":"a"},
             {"type":"library","name":"b","bom-ref":"b"}],
             "dependencies":[{"ref":"a","dependsOn":["b"]},{"ref":"b","dependsOn":["a"]}]}
            """);

        Assert.Equal("", Reading.Findings(read));
        Assert.Equal(2, read.Statements!.Statements.Length);
    }

    [Fact]
    public void Compositions_and_dependencies_that_name_themselves_are_read()
    {
        ReadResult read = Reading.Of(
            $$"""
            {{{Top}},"components":[{{Model("a")}}],"dependencies":[{"ref":"a","dependsOn":[],"provides":["a"]}],
             "compositions":[{"bom-ref":"c","aggregate":"complete","assemblies":["c","a"],"dependencies":["a"]}]}
            """);

        Assert.NotNull(read.Statements);
    }

    [Fact]
    public void An_ancestor_within_an_ancestor_that_is_the_first_again_is_refused_with_its_path()
    {
        ReadResult read = Reading.Of(
            $$"""
            {{{Top}},"components":[{{Model("a", $$"""
                ,"pedigree":{"ancestors":[{{Model("b", $$"""
                ,"pedigree":{"ancestors":[{{Model("a")}}]}
                """)}}]}
                """)}}]}
            """);

        Assert.Null(read.Statements);
        Assert.Contains("LINEAGE_CYCLE", Reading.Findings(read), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("components", "[", "]")]
    [InlineData("pedigree", "{\"ancestors\":[", "]}")]
    public void What_is_nested_deeper_than_the_bound_is_refused_for_its_depth(string member, string open, string close)
    {
        var document = new StringBuilder($"{{{Top},\"components\":[");
        const int depth = 10_000;
        for (int i = 0; i < depth; i++)
        {
            document.Append("{\"type\":\"machine-learning-model\",\"name\":\"x\",\"").Append(member).Append("\":")
                .Append(open);
        }

        document.Append(string.Concat(Enumerable.Repeat(close + "}", depth))).Append("]}");

        Assert.Equal("DEPTH_EXCEEDED:", Reading.Findings(Reading.Of(document.ToString())));
    }

    private static string Model(string name, string more = "") =>
        $$"""{"type":"machine-learning-model","name":"{{name}}","version":"1","bom-ref":"{{name}}"{{more}}}""";
}
