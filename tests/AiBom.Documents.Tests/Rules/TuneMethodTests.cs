namespace AiBom.Documents.Tests.Rules;

/// <summary><c>cdx:ai-ml:model:parameter:tune_method</c>, in every place and spelling that its taxonomy has.</summary>
public sealed class TuneMethodTests
{
    [Theory]
    [InlineData("sft", " FineTuning")]
    [InlineData("full", " FineTuning")]
    [InlineData("rlhf", " Alignment")]
    [InlineData("lora", " Adapter")]
    [InlineData("alora", " Adapter")]
    [InlineData("qlora", " Adapter")]
    [InlineData("adapter", " Adapter")]
    [InlineData("prompt", " Adapter")]
    [InlineData("sft,rlhf", " FineTuning")]
    [InlineData("sft, qlora", " Adapter")]
    [InlineData("magic", "")]
    public void The_word_is_the_method_of_the_pedigrees_edge(string value, string method)
    {
        string tuned = RuleReading.Properties("cdx:ai-ml:model:parameter:tune_method", value);
        string tuning = RuleReading.Properties("cdx:ai-ml:model:parameter:tuning_method", value);

        foreach (string place in (string[])
            [
                tuned,
                $"'modelCard':{{{tuned}}}",
                $"'modelCard':{{{tuning}}}",
                $"'modelCard':{{'modelParameters':{{{tuning}}}}}",
            ])
        {
            Assert.Equal($"a DerivedFrom b Declared{method}", RuleReading.Edges(RuleReading.Read(
                $"{{MODEL:'a',{place},'pedigree':{{'ancestors':[{{MODEL:'b'}}]}}}}")));
        }
    }

    [Fact]
    public void The_guides_model_was_fine_tuned_and_then_aligned() => Assert.StartsWith(
        "Qwen/Qwen/Qwen-7B DerivedFrom meta-llama/Llama-3.2-3B-Instruct Declared FineTuning;",
        RuleReading.Lineage(RuleReading.Corpus("cyclonedx-guides/qwen-7b-complete-example.1.7.stripped.json")),
        StringComparison.Ordinal);
}
