namespace AiBom.Documents.Tests.Rules;

/// <summary>
/// The hub's tags <c>base_model:relation:org/name</c>: a method for a pedigree's edge, or the only word.
/// </summary>
public sealed class HubTagTests
{
    [Theory]
    [InlineData("base_model:finetune:o/b", "a DerivedFrom b Declared FineTuning")]
    [InlineData("base_model:adapter:o/b", "a DerivedFrom b Declared Adapter")]
    [InlineData("base_model:quantized:o/b", "a DerivedFrom b Declared Quantization")]
    [InlineData("base_model:merge:o/b", "a DerivedFrom b Declared Merge")]
    [InlineData("base_model:o/b", "a DerivedFrom b Declared")]
    [InlineData("base_model:cooked:o/b", "a DerivedFrom b Declared")]
    public void A_tag_gives_the_edge_of_the_pedigree_its_method(string tag, string expected) =>
        Assert.Equal(expected, RuleReading.Edges(RuleReading.Read(
            $"{{MODEL:'a','tags':['{tag}'],'pedigree':{{'ancestors':[{{MODEL:'b'}}]}}}}")));

    [Fact]
    public void Tags_with_several_relations_speak_each_of_the_base_that_they_name() => Assert.Equal(
        "a DerivedFrom o/b Declared Adapter; a DerivedFrom o/c Declared Quantization",
        RuleReading.Edges(RuleReading.Read(
            "{MODEL:'a','tags':['base_model:adapter:o/b','base_model:quantized:o/c'],"
            + "'pedigree':{'ancestors':[{MODEL:'o/b'},{MODEL:'o/c'}]}}")));

    [Theory]
    [InlineData("base_model:o/b", "a DerivedFrom o/b Inferred")]
    [InlineData("base_model:o/b','base_model:merge:o/b", "a DerivedFrom o/b Inferred Merge")]
    [InlineData(
        "base_model:o/b','base_model:o/c", "a DerivedFrom o/b Inferred Merge; a DerivedFrom o/c Inferred Merge")]
    [InlineData("model:o/b", "")]
    public void Without_a_pedigree_the_tag_names_the_base(string tags, string expected) =>
        Assert.Equal(expected, RuleReading.Edges(RuleReading.Read($"{{MODEL:'a','tags':['{tags}']}}")));

    [Fact]
    public void The_edge_stands_at_its_tag() => Assert.Equal(
        "a DerivedFrom o/b at /components/0/tags/1",
        RuleReading.Places(
            RuleReading.Read("{MODEL:'a','tags':['base_model:o/b','base_model:merge:o/b']}"),
            "hub:base-model-tag"));

    [Fact]
    public void Manifest_copies_the_tags_into_a_property() => Assert.StartsWith(
        "Qwen/Qwen2.5-7B-Instruct DerivedFrom Qwen2.5-7B Declared FineTuning;",
        RuleReading.Lineage(RuleReading.Corpus("manifest-cyber-aibom/examples/Qwen2.5-7B-Instruct.json")),
        StringComparison.Ordinal);
}
