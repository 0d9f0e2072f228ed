using AiBom.Documents.Tests.Spdx;

namespace AiBom.Documents.Tests.Rules;

/// <summary>
/// <c>dependsOn</c> between models with a description, as the standard's own example of a fine-tuned model has it; that
/// is not among the documents of the corpus.
/// </summary>
public sealed class DescribedDependencyTests
{
    [Theory]
    [InlineData("a was fine-tuned from b.", " FineTuning")]
    [InlineData("a quantized version of b", " Quantization")]
    [InlineData("LoRA adapter for b", " Adapter")]
    [InlineData("see the merge request", "")]
    [InlineData("needs b", "")]
    public void The_description_says_how(string description, string method) => Assert.Equal(
        $"a DerivedFrom b Inferred{method}",
        SpdxText.Edges(SpdxText.Read("M a; M b", $"a dependsOn b \"{description}\"")));

    [Fact]
    public void The_words_of_the_taxonomy_are_those_of_CycloneDX() => Assert.Equal(
        "a DerivedFrom b Declared Adapter",
        SpdxText.Edges(SpdxText.Read(
            "M a {cdx:ai-ml:model:parameter:tune_method=qlora}; M b", "a descendantOf b")));
}
