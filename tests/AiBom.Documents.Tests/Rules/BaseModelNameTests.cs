using AiBom.Domain;

namespace AiBom.Documents.Tests.Rules;

/// <summary>The base model as a property of a model that has no pedigree.</summary>
public sealed class BaseModelNameTests
{
    [Theory]
    [InlineData("o/b", "a DerivedFrom o/b Inferred")]
    [InlineData("Stable Diffusion 2", "a DerivedFrom Stable Diffusion 2 Inferred")]
    [InlineData("https://huggingface.co/o/b", "a DerivedFrom o/b Inferred")]
    [InlineData("o/b, o/c", "a DerivedFrom o/b Inferred Merge; a DerivedFrom o/c Inferred Merge")]
    [InlineData("[`o/b`, `o/c`]", "a DerivedFrom o/b Inferred Merge; a DerivedFrom o/c Inferred Merge")]
    [InlineData("[More Information Needed]", "")]
    [InlineData("None", "")]
    [InlineData("./checkpoint-500", "")]
    [InlineData("/models/mine", "")]
    [InlineData("a", "")]
    public void A_name_is_a_base_and_a_placeholder_is_none(string value, string expected)
    {
        foreach (string name in (string[])["base_model", "baseModel", "huggingface:baseModel", "parent_model"])
        {
            string property = RuleReading.Properties(name, value).Replace("`", "\\\"", StringComparison.Ordinal);
            Assert.Equal(expected, RuleReading.Edges(RuleReading.Read($"{{MODEL:'a',{property}}}")));
            Assert.Equal(
                expected, RuleReading.Edges(RuleReading.Read($"{{MODEL:'a','modelCard':{{{property}}}}}")));
        }
    }

    [Fact]
    public void A_base_that_the_pedigree_has_is_not_named_again() => Assert.Equal(
        "a DerivedFrom b Declared",
        RuleReading.Edges(RuleReading.Read(
            $"{{MODEL:'a',{RuleReading.Properties("base_model", "o/b")},"
            + "'pedigree':{'ancestors':[{MODEL:'b'}]}}")));

    [Fact]
    public void Two_models_that_name_one_base_share_the_named_thing()
    {
        string property = RuleReading.Properties("base_model", "o/b");

        ReadResult read = RuleReading.Read($"{{MODEL:'a',{property}}},{{MODEL:'c',{property}}}");

        Assert.Equal("a DerivedFrom o/b Inferred; c DerivedFrom o/b Inferred", RuleReading.Edges(read));
        Assert.Equal(3, read.Statements!.Entities.Length);
    }

    [Fact]
    public void Manifests_first_documents_have_it_in_an_object_with_its_place_beside_it()
    {
        ReadResult read = RuleReading.Corpus("manifest-cyber-aibom/history/10cbdd2__Falcon-7B-instruct.json");

        Assert.Equal(
            "Falcon 7b Instruct DerivedFrom bigscience/bloom at /components/0/properties/baseModel",
            RuleReading.Places(read, "tools:base-model-name"));
        Assert.Equal(
            "https://huggingface.co/bigscience/bloom",
            read.Statements!.Entities.Single(entity => entity.Name == "bloom").HubLink);
        Assert.Contains(
            read.Findings,
            finding => finding is { Code: FindingCodes.FormTolerated, Pointer: "/components/0/properties" });
    }
}
