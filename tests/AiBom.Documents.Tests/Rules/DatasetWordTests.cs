namespace AiBom.Documents.Tests.Rules;

/// <summary>Words beside a dataset that say what it was for, where nothing of the standard or of ours does.</summary>
public sealed class DatasetWordTests
{
    [Theory]
    [InlineData("Training dataset", "a TrainedOn d Declared Training")]
    [InlineData("Test set", "a TestedOn d Inferred Testing")]
    [InlineData("Validation split.", "a TestedOn d Inferred Validation")]
    [InlineData("fine tuning data", "a TrainedOn d Inferred FineTuning")]
    [InlineData("Test", "a TrainedOn d Declared Training")]
    [InlineData("Used to test the data pipeline", "a TrainedOn d Declared Training")]
    public void A_description_that_is_such_a_word_and_no_more_is_a_role(string description, string expected) =>
        Assert.Equal(expected, RuleReading.Edges(RuleReading.Read(
            "{MODEL:'a','modelCard':{'modelParameters':{'datasets':[{'type':'dataset','name':'d',"
            + $"'description':'{description}'}}]}}}}}}")));

    [Fact]
    public void Our_role_goes_before_words() => Assert.Equal(
        "a TrainedOn d Declared FineTuning",
        RuleReading.Edges(RuleReading.Read(
            "{MODEL:'a','modelCard':{'modelParameters':{'datasets':[{'ref':'d'}]}}},{DATA:'d','bom-ref':'d',"
            + $"'description':'Test set',{RuleReading.Properties("aibom:dataset:role", "FINE_TUNING")}}}")));

    [Fact]
    public void The_specifications_example_names_its_data_so() => Assert.Equal(
        "CompVis/stable-diffusion TrainedOn Training Data Declared Training",
        RuleReading.Lineage(RuleReading.Corpus("cyclonedx-spec/1.7/json/valid-machine-learning-1.7.json")));
}
