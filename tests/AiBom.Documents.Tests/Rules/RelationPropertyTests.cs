namespace AiBom.Documents.Tests.Rules;

/// <summary>A relation as a property of the base, or of what was derived from it.</summary>
public sealed class RelationPropertyTests
{
    [Theory]
    [InlineData("adapter", " Adapter")]
    [InlineData("finetuned", " FineTuning")]
    [InlineData("converted", " FormatConversion")]
    [InlineData("pruned", " Pruning")]
    [InlineData("related", "")]
    public void The_relation_on_the_base_speaks_of_what_depends_on_it(string relation, string method)
    {
        string property = RuleReading.Properties("ai.model.relation", relation);

        foreach (string place in (string[])[property, $"'modelCard':{{{property}}}"])
        {
            Assert.Equal($"a DerivedFrom b Inferred{method}", RuleReading.Edges(RuleReading.Read(
                $"{{MODEL:'a','bom-ref':'a'}},{{MODEL:'b','bom-ref':'b',{place}}}",
                ",'dependencies':[{'ref':'a','dependsOn':['b']}]")));
        }
    }

    [Fact]
    public void The_hubs_own_field_stands_on_the_derived_model() => Assert.Equal(
        "a DerivedFrom b Declared Quantization",
        RuleReading.Edges(RuleReading.Read(
            "{MODEL:'a','pedigree':{'ancestors':[{MODEL:'b'}]},"
            + $"'modelCard':{{{RuleReading.Properties("base_model_relation", "quantized")}}}}}")));

    [Fact]
    public void The_rust_generator_writes_it_in_the_card_of_the_base() => Assert.Equal(
        "meta-llama/Llama-3.1-8B-Instruct DerivedFrom meta-llama/Meta-Llama-3.1-8B Inferred; "
        + "aeevnn/NaveenBhav TrainedOn nvidia/Llama-Nemotron-VLM-Dataset-v1 Inferred Training; "
        + "aeevnn/NaveenBhav DerivedFrom deepseek-ai/DeepSeek-V3.1-Base Inferred Adapter; "
        + "aeevnn/NaveenBhav DerivedFrom meta-llama/Llama-3.1-8B-Instruct Inferred Adapter",
        RuleReading.Lineage(RuleReading.Corpus("bxf12315-hf-aibom/28d1da0__aibom.json")));
}
