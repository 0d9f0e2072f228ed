namespace AiBom.Documents.Tests.Rules;

/// <summary>The hub's tag <c>dataset:org/name</c>. No document of the corpus has it.</summary>
public sealed class DatasetTagTests
{
    [Fact]
    public void A_tag_names_what_the_model_was_trained_on() => Assert.Equal(
        "a TrainedOn o/d at /components/0/properties/0",
        RuleReading.Places(
            RuleReading.Read($"{{MODEL:'a',{RuleReading.Properties("tags", "en, dataset:o/d")}}}"),
            "hub:dataset-tag"));

    [Theory]
    [InlineData("'name':'d'")]
    [InlineData("'name':'Data of ours','contents':{'url':'https://huggingface.co/datasets/o/d'}")]
    public void What_the_model_card_has_is_not_said_again(string dataset)
    {
        ReadResult read = RuleReading.Read(
            "{MODEL:'a','tags':['dataset:o/d'],'modelCard':{'modelParameters':{'datasets':"
            + $"[{{'type':'dataset',{dataset}}}]}}}}}}");

        Assert.Equal("cyclonedx:modelParameters.datasets", Assert.Single(read.Statements!.Statements).Rule);
    }

    [Fact]
    public void Tags_of_a_dataset_say_nothing() =>
        Assert.Equal("", RuleReading.Edges(RuleReading.Read("{DATA:'a','tags':['dataset:o/d']}")));
}
