namespace AiBom.Documents.Tests.Rules;

/// <summary><c>cdx:ai:variant</c> of cdxgen. No document of the corpus has it.</summary>
public sealed class ModelVariantTests
{
    [Theory]
    [InlineData(new[] { "fine-tuned" }, " FineTuning")]
    [InlineData(new[] { "distilled", "abliterated", "unlocked" }, " Distillation")]
    [InlineData(new[] { "fine-tuned", "quantized" }, "")]
    [InlineData(new[] { "abliterated" }, "")]
    public void One_known_label_is_the_method_and_several_are_none(string[] variants, string method) => Assert.Equal(
        $"a DerivedFrom b Declared{method}",
        RuleReading.Edges(RuleReading.Read(
            $"{{MODEL:'a',{RuleReading.Properties("cdx:ai:variant", variants)},"
            + "'pedigree':{'ancestors':[{MODEL:'b'}]}}")));
}
