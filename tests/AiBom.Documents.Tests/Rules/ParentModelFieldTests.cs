namespace AiBom.Documents.Tests.Rules;

/// <summary><c>modelParameters.parentModel</c>, which only early documents of Manifest have.</summary>
public sealed class ParentModelFieldTests
{
    [Fact]
    public void A_parent_has_a_name_a_version_and_a_source()
    {
        ReadResult read = RuleReading.Read(
            "{MODEL:'a','modelCard':{'modelParameters':{'parentModel':"
            + "{'name':'b','version':'2','source':'https://huggingface.co/o/b'}}}}");

        Assert.Equal("a DerivedFrom o/b Inferred", RuleReading.Edges(read));
        Assert.Equal("2", read.Statements!.Entities[1].Version);
        Assert.Equal("https://huggingface.co/o/b", read.Statements.Entities[1].HubLink);
    }

    [Fact]
    public void Manifests_early_document_has_one() => Assert.Equal(
        "stable-diffusion-xl-base DerivedFrom stable-diffusion at "
        + "/components/0/modelCard/modelParameters/parentModel",
        RuleReading.Places(
            RuleReading.Corpus("manifest-cyber-aibom/history/10cbdd2__Stable-Diffusion-XL-Base-1.0.json"),
            "manifest:parentModel"));
}
