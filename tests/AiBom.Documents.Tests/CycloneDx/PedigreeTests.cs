using AiBom.Domain;

namespace AiBom.Documents.Tests.CycloneDx;

/// <summary>Relatives other than ancestors, and what identifies a component beside its hashes.</summary>
public sealed class PedigreeTests
{
    [Theory]
    [InlineData("'descendants':[{'name':'c'}]", "c DerivedFrom x Declared")]
    [InlineData(
        "'descendants':[{'name':'c','properties':[{'name':'aibom:derivation:method','value':'ADAPTER'}]}]",
        "c DerivedFrom x Declared Adapter")]
    [InlineData("'descendants':[{'type':'data','name':'c'}]", "c GeneratedWith x Inferred")]
    [InlineData("'variants':[{'name':'c','bom-ref':'c'}]", "")]
    public void A_descendant_was_derived_and_of_a_variant_nobody_knows(string pedigree, string edges)
    {
        StatementSet set = CdxText.Set(
            "", $",{{'type':'machine-learning-model','name':'x','pedigree':{{{pedigree}}}}}");

        Assert.Equal(edges, CdxText.Edges(set));
        Assert.False(set.Entities.Single(entity => entity.Name == "c").IsDescribed);
    }

    [Fact]
    public void Other_content_identifiers_are_kept_as_written()
    {
        DeclaredEntity entity = CdxText.Set(
            "",
            ",{'type':'library','name':'x','isExternal':true,'swhid':['swh:1:cnt:94a9'],"
            + "'omniborId':['gitoid:blob:sha1:a94a']}").Entities[^1];

        Assert.Equal(
            "swh:1:cnt:94a9 gitoid:blob:sha1:a94a",
            string.Join(' ', entity.Identifiers));
        Assert.True(entity.IsExternal);
    }

    [Fact]
    public void The_header_says_in_which_phase_and_for_whom()
    {
        DocumentHeader header = Reading.Of(CdxText.Document("").Replace(
            "\"metadata\":{",
            "\"metadata\":{\"lifecycles\":[{\"phase\":\"build\"},{\"name\":\"audit\"}],"
            + "\"distributionConstraints\":{\"tlp\":\"AMBER\"},",
            StringComparison.Ordinal)).Statements!.Header;

        Assert.Equal("build,audit AMBER", $"{string.Join(',', header.Lifecycles)} {header.Sharing}");
    }
}
