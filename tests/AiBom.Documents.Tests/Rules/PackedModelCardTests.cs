namespace AiBom.Documents.Tests.Rules;

/// <summary>CycloneDX's model card as a text in SPDX. No document of the corpus has one.</summary>
public sealed class PackedModelCardTests
{
    [Theory]
    [InlineData("[{'type':'dataset','name':'d'}]", "a TrainedOn d Inferred Training")]
    [InlineData("[{'contents':{'url':'https://huggingface.co/datasets/o/d'}}]", "a TrainedOn o/d Inferred Training")]
    [InlineData("[{'ref':'pkg:huggingface/datasets/o/d'}]", "a TrainedOn datasets/o/d Inferred Training")]
    [InlineData("[{'ref':'nowhere'}]", "")]
    [InlineData("[7]", "")]
    public void Its_datasets_are_edges(string datasets, string expected) => Assert.Equal(
        expected,
        RuleReading.Edges(PackedSpdx.Read("modelCard", $"{{'modelParameters':{{'datasets':{datasets}}}}}")));

    [Fact]
    public void Its_properties_are_those_of_the_card() => Assert.Equal(
        "a DerivedFrom o/b Inferred",
        RuleReading.Edges(PackedSpdx.Read("modelCard", "{'properties':[{'name':'base_model','value':'o/b'}]}")));
}
