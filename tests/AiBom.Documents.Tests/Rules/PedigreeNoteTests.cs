namespace AiBom.Documents.Tests.Rules;

/// <summary>Pedigree notes, as cdxgen and AIBoMGen write them. No document of the corpus has them.</summary>
public sealed class PedigreeNoteTests
{
    [Theory]
    [InlineData("Hugging Face relation: adapter", " Adapter")]
    [InlineData("Hugging Face relation: finetune; Quantization: GGUF Q4_K_M", " FineTuning")]
    [InlineData("Hugging Face relation: distillation; model marked unlocked", " Distillation")]
    [InlineData("Hugging Face relation: cooked", "")]
    [InlineData("merge of org/a, org/b", " Merge")]
    [InlineData("quantized of org/d", " Quantization")]
    [InlineData("derived from gpt2 (relation unknown)", "")]
    [InlineData("This model was fine-tuned from b.", " FineTuning")]
    [InlineData("A LoRA adapter, see the merge request", "")]
    public void A_note_gives_the_edge_its_method_and_makes_no_second_one(string notes, string method) => Assert.Equal(
        $"a DerivedFrom b Declared{method}",
        RuleReading.Edges(RuleReading.Read(
            $"{{MODEL:'a','pedigree':{{'notes':'{notes}','ancestors':[{{MODEL:'b'}}]}}}}")));

    [Fact]
    public void A_tag_of_the_hub_goes_before_a_note() => Assert.Equal(
        "a DerivedFrom b Declared Adapter",
        RuleReading.Edges(RuleReading.Read(
            "{MODEL:'a','tags':['base_model:adapter:o/b'],"
            + "'pedigree':{'notes':'fine-tuned from b','ancestors':[{MODEL:'b'}]}}")));
}
