using AiBom.Domain;

namespace AiBom.Documents.Tests.CycloneDx;

/// <summary><c>governance</c> of data: who keeps them, knows them and answers for them.</summary>
public sealed class GovernanceTests
{
    private const string Governance = """
        'governance':{
        'custodians':[{'organization':{'name':'Vault'}},{'contact':{'name':'Jo'}},{'organization':{'name':'Vault'}}],
        'stewards':[{'organization':{'name':'Lab'}},7],'owners':[{'organization':{'name':'Acme'}}]}
        """;

    [Fact]
    public void Organizations_have_a_part_in_a_dataset_and_persons_are_not_named()
    {
        StatementSet set = CdxText.Set(
            "", ",{'type':'data','bom-ref':'g','name':'g','data':[{'type':'dataset'," + Governance + "}]}");

        Assert.Equal("Custodian:Vault Steward:Lab Owner:Acme", CdxText.Organizations(set, "g"));
        Assert.DoesNotContain(
            set.Entities.SelectMany(entity => entity.Organizations),
            claim => claim.Name.Contains("Jo", StringComparison.Ordinal));
    }

    [Fact]
    public void Inline_data_have_them_too()
    {
        StatementSet set = CdxText.Set(
            "",
            ",{'type':'machine-learning-model','bom-ref':'x','name':'x','modelCard':{'modelParameters':{'datasets':["
                + "{'type':'dataset','name':'inline'," + Governance + "}]}}}");

        Assert.Equal("Custodian:Vault Steward:Lab Owner:Acme", CdxText.Organizations(set, "inline"));
    }
}
