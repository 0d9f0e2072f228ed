namespace AiBom.Documents.Tests;

/// <summary>A value of our taxonomy is one word in its spelling.</summary>
public sealed class OwnWordTests
{
    [Theory]
    [InlineData("FINE_TUNING", true)]
    [InlineData("fine_tuning", true)]
    [InlineData("FINE_TUNING,MERGE", false)]
    [InlineData("FINE_TUNING, FINE_TUNING", false)]
    [InlineData("+1", false)]
    [InlineData(" 1", false)]
    [InlineData("_1", false)]
    [InlineData("1", false)]
    [InlineData(" FINE_TUNING", false)]
    public void Only_one_word_is_a_method(string value, bool isMethod)
    {
        ReadResult read = Reading.Of($$$$"""
            {"bomFormat":"CycloneDX","specVersion":"1.6","components":[
             {"type":"machine-learning-model","name":"a","properties":[
              {"name":"aibom:derivation:method","value":"{{{{value}}}}"}],
              "pedigree":{"ancestors":[{"type":"machine-learning-model","name":"b"}]}}]}
            """);

        Assert.Equal(isMethod, Assert.Single(read.Statements!.Statements).Method is not null);
        Assert.Equal(isMethod, read.Findings.IsEmpty);
    }
}
