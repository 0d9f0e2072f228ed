namespace AiBom.Documents.Tests.Rules;

/// <summary>Datasets as a property of a model or its card. No document of the corpus has one.</summary>
public sealed class DatasetNameTests
{
    [Theory]
    [InlineData("datasets", "o/d, squad", "a TrainedOn o/d Inferred Training; a TrainedOn squad Inferred Training")]
    [InlineData("trainedOnDatasets", "o/d", "a TrainedOn o/d Inferred Training")]
    [InlineData("testedOnDatasets", "glue", "a TestedOn glue Inferred Testing")]
    [InlineData("datasets", "a large corpus of web text", "")]
    [InlineData("datasets", "noAssertion", "")]
    public void A_name_without_a_blank_is_a_dataset(string name, string value, string expected)
    {
        string property = RuleReading.Properties(name, value);

        Assert.Equal(expected, RuleReading.Edges(RuleReading.Read($"{{MODEL:'a',{property}}}")));
        Assert.Equal(expected, RuleReading.Edges(RuleReading.Read($"{{MODEL:'a','modelCard':{{{property}}}}}")));
    }

    [Fact]
    public void A_declared_dataset_of_that_name_is_the_one_that_is_meant() => Assert.Equal(
        2,
        RuleReading.Read($"{{MODEL:'a',{RuleReading.Properties("datasets", "o/d")}}},{{DATA:'d','group':'o'}}")
            .Statements!.Entities.Length);
}
