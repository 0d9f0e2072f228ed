using AiBom.Domain;

namespace AiBom.Documents.Tests.CycloneDx;

/// <summary>Who supplied, received and labelled things, as tasks say it.</summary>
public sealed class TaskPartyTests
{
    private const string Services =
        ",'services':[{'bom-ref':'s','name':'labelling','provider':{'name':'Zephyr'}},{'bom-ref':'n','name':'nobody'}]";

    [Theory]
    [InlineData("'source':{'ref':'s'}", "d", "Supplier:Zephyr")]
    [InlineData("'source':{'ref':'n'}", "d", "")]
    [InlineData("'target':{'ref':'s'}", "d", "")]
    [InlineData("'source':'s'", "d", "")]
    [InlineData("'source':{'ref':'nowhere'}", "d", "")]
    public void The_source_of_an_input_is_its_supplier(string party, string of, string expected) => Assert.Equal(
        expected,
        CdxText.Organizations(CdxText.Set(Services + Run($"{{'resource':{{'ref':'d'}},{party}}}", Step("m"))), of));

    [Theory]
    [InlineData("'target':{'ref':'s'}", "Recipient:Zephyr")]
    [InlineData("'target':{'ref':'s'},'source':{'ref':'s'}", "Supplier:Zephyr")]
    public void The_target_of_an_output_was_given_what_the_run_made(string party, string expected) => Assert.Equal(
        expected,
        CdxText.Organizations(CdxText.Set(Services + Run(Step("d"), $"{{'resource':{{'ref':'m'}},{party}}}")), "m"));

    [Fact]
    public void A_labelling_task_makes_labels_by_who_provides_its_service()
    {
        StatementSet set = CdxText.Set(Services + Run(
            Step("d"), Step("e"), "'name':'Labeling round 1','timeStart':'2026-01-01T00:00:00Z',"));

        Assert.Equal(
            "e DerivedFrom d Declared; e LabeledWith Labeling round 1 Inferred", CdxText.Edges(set));
        DeclaredEntity labels = set.Entities[^1];
        Assert.Equal(EntityKind.LabelSet, labels.Kind);
        Assert.Equal("LabelingVendor:Zephyr", CdxText.Organizations(set, labels.Name));
        Assert.Equal(2026, labels.LabeledFrom!.Value.Year);
        Assert.Equal("Zephyr", set.Runs[0].PerformedBy);
    }

    [Fact]
    public void A_label_set_among_the_outputs_is_what_the_vendor_made()
    {
        StatementSet set = CdxText.Set(
            Services + Run(Step("d"), Step("x"), "'name':'annotation',"),
            ",{'type':'data','bom-ref':'x','name':'x','properties':"
            + "[{'name':'aibom:component:kind','value':'LABEL_SET'}]}");

        Assert.Equal("LabelingVendor:Zephyr", CdxText.Organizations(set, "x"));
        Assert.DoesNotContain(set.Entities, entity => entity.Name == "annotation");
    }

    [Theory]
    [InlineData("'name':'training',")]
    [InlineData("'name':'unlabeled data',")]
    public void A_task_that_is_not_called_a_labelling_has_no_vendor(string name) =>
        Assert.Equal(
            "e DerivedFrom d Declared", CdxText.Edges(CdxText.Set(Services + Run(Step("d"), Step("e"), name))));

    private static string Step(string reference) => $"{{'resource':{{'ref':'{reference}'}}}}";

    private static string Run(string input, string output, string more = "") =>
        $",'formulation':[{{'workflows':[{{{more}'resourceReferences':[{{'ref':'s'}},{{'ref':'n'}}],"
        + $"'inputs':[{input}],'outputs':[{output}]}}]}}]";
}
