using AiBom.Documents.Tests.Spdx;
using AiBom.Domain;

namespace AiBom.Documents.Tests.Rules;

/// <summary>Our properties of federated training. No standard and no tool has a form for it.</summary>
public sealed class FederatedUpdateTests
{
    private const string Update = "'properties':[{'name':'aibom:federated:participant','value':'clinic'}]";

    [Fact]
    public void An_update_came_from_the_rounds_model_and_the_aggregate_from_the_updates()
    {
        ReadResult read = RuleReading.Read(
            "{MODEL:'global-2','pedigree':{'ancestors':["
            + $"{{MODEL:'update-1',{Update},'pedigree':{{'ancestors':[{{MODEL:'global-1'}}]}}}},"
            + $"{{MODEL:'update-2',{Update}}}]}}}}");

        Assert.Equal(
            "global-2 DerivedFrom update-1 Declared FederatedAggregation; "
            + "global-2 DerivedFrom update-2 Declared FederatedAggregation; "
            + "update-1 DerivedFrom global-1 Declared LocalTraining",
            RuleReading.Edges(read));
        OrganizationClaim claim = Assert.Single(read.Statements!.Entities[1].Organizations);
        Assert.Equal((OrganizationRole.Producer, "clinic"), (claim.Role, claim.Name));
    }

    [Fact]
    public void A_run_that_reads_updates_aggregates_them() => Assert.Equal(
        "a DerivedFrom b Declared FederatedAggregation; a DerivedFrom c Declared FederatedAggregation",
        SpdxText.Edges(SpdxText.Read(
            "M a; M b {aibom:federated:participant=x}; M c {aibom:federated:participant=y}; B r",
            "r hasInput b,c !incomplete; r hasOutput a")));

    [Fact]
    public void A_model_that_names_its_aggregation_came_from_all_of_its_ancestors_by_it() => Assert.Equal(
        "a DerivedFrom b Declared FederatedAggregation; a DerivedFrom c Declared FederatedAggregation",
        RuleReading.Edges(RuleReading.Read(
            $"{{MODEL:'a',{RuleReading.Properties(AibomProperties.FederatedAggregation, "FedAvg")},"
            + "'pedigree':{'ancestors':[{MODEL:'b'},{MODEL:'c'}]}}")));
}
