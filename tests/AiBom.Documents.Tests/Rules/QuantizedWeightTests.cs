namespace AiBom.Documents.Tests.Rules;

/// <summary>That the weights are quantized, where nothing else says how the model came from its base.</summary>
public sealed class QuantizedWeightTests
{
    [Theory]
    [InlineData("cdx:ai-ml:model:hyperparameter:quantization", "q4_k_m", " Quantization")]
    [InlineData("cdx:ai-ml:model:hyperparameter:quantization", "int8", " Quantization")]
    [InlineData("cdx:ai-ml:model:hyperparameter:quantization", "BF16", "")]
    [InlineData("cdx:ai-ml:model:hyperparameter:quantization", "fp32", "")]
    [InlineData("cdx:ai-ml:model:hyperparameter:quantization", "quick", "")]
    [InlineData("cdx:ai-ml:model:parameter:quantization:scheme", "affine_symmetric", " Quantization")]
    [InlineData("cdx:ai:quantization", "GGUF Q4_K_M", " Quantization")]
    [InlineData("cdx:ai:quantization", "bnb 4-bit", " Quantization")]
    [InlineData("genai:aibom:modelcard:quantizationFileType", "15", " Quantization")]
    [InlineData("genai:aibom:modelcard:quantizationFileType", "1", "")]
    [InlineData("genai:aibom:modelcard:quantizationFileType", "32", "")]
    [InlineData("genai:aibom:modelcard:quantizationVersion", "2", "")]
    public void A_quantized_format_is_a_method_and_floating_point_is_none(string name, string value, string method) =>
        Assert.Equal($"a DerivedFrom b Declared{method}", RuleReading.Edges(RuleReading.Read(
            $"{{MODEL:'a','modelCard':{{{RuleReading.Properties(name, value)}}},"
            + "'pedigree':{'ancestors':[{MODEL:'b'}]}}")));

    [Fact]
    public void Several_ancestors_are_a_merge_before_the_format_of_the_result_counts() => Assert.Equal(
        "a DerivedFrom b Declared Merge; a DerivedFrom c Declared Merge",
        RuleReading.Edges(RuleReading.Read(
            "{MODEL:'a','pedigree':{'notes':'Quantization: GGUF Q5_K_S','ancestors':[{MODEL:'b'},{MODEL:'c'}]}}")));

    [Fact]
    public void A_note_may_name_the_format() => Assert.Equal(
        "a DerivedFrom b Declared Quantization",
        RuleReading.Edges(RuleReading.Read(
            "{MODEL:'a','pedigree':{'notes':'Quantization: GGUF Q5_K_S','ancestors':[{MODEL:'b'}]}}")));
}
