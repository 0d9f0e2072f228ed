namespace AiBom.Documents.Tests.Rules;

/// <summary>The registered <c>nvidia:architecture:base_model</c>. No document of the corpus has it.</summary>
public sealed class NvidiaBaseModelTests
{
    [Theory]
    [InlineData("This model was developed based on Llama 3.1 8B.", "a DerivedFrom Llama 3.1 8B Declared")]
    [InlineData("nvidia/base", "a DerivedFrom nvidia/base Declared")]
    [InlineData("Not Applicable", "")]
    public void The_sentence_of_the_taxonomy_names_the_base(string value, string expected)
    {
        string property = RuleReading.Properties("nvidia:architecture:base_model", value);

        Assert.Equal(expected, RuleReading.Edges(RuleReading.Read($"{{MODEL:'a','modelCard':{{{property}}}}}")));
    }
}
