namespace AiBom.Documents.Tests.Rules;

/// <summary><c>pedigree.descendants</c>. No document of the corpus has one.</summary>
public sealed class PedigreeDescendantTests
{
    [Fact]
    public void A_descendant_was_derived_from_its_owner() => Assert.Equal(
        "b DerivedFrom a at /components/0/pedigree/descendants/0",
        RuleReading.Places(
            RuleReading.Read("{MODEL:'a','pedigree':{'descendants':[{MODEL:'b'}]}}"),
            "cyclonedx:pedigree.descendants"));

    [Fact]
    public void Both_sides_of_one_edge_are_one_edge() => Assert.Equal(
        "b DerivedFrom a Declared Quantization",
        RuleReading.Edges(RuleReading.Read(
            "{MODEL:'a','bom-ref':'a','pedigree':{'descendants':[{MODEL:'b','bom-ref':'b'}]}},"
            + "{MODEL:'b','bom-ref':'b','pedigree':{'notes':'quantized version of a',"
            + "'ancestors':[{MODEL:'a','bom-ref':'a'}]}}")));
}
