namespace AiBom.Documents.Tests.Rules;

/// <summary>The bill of a workload contains the models that it lists. No document of the corpus is one.</summary>
public sealed class OperatedModelTests
{
    private const string Models = "{MODEL:'a'},{MODEL:'b'},{'type':'container','name':'c','components':[{MODEL:'d'}]}";

    [Theory]
    [InlineData("'properties':[{'name':'aibom.workload.kind','value':'Deployment'}]", "")]
    [InlineData("'properties':[{'name':'k8s-aibom:workload:kind','value':'Deployment'}]", "")]
    [InlineData("'version':'1'", ",'lifecycles':[{'phase':'build'},{'phase':'operations'}]")]
    public void Every_model_of_the_bill_is_contained(string workload, string metadata)
    {
        ReadResult read = RuleReading.Read(
            Models, $",'metadata':{{'component':{{'type':'application','name':'w',{workload}}}{metadata}}}");

        Assert.Equal(
            "w Contains a at /components/0; w Contains b at /components/1; w Contains d at /components/2/components/0",
            RuleReading.Places(read, "operations:workload-contains-model"));
    }

    [Fact]
    public void An_application_that_nothing_shows_to_run_contains_none_of_several() => Assert.Equal(
        "c Contains d Declared",
        RuleReading.Edges(RuleReading.Read(
            Models, ",'metadata':{'component':{'type':'application','name':'w'},'lifecycles':[{'phase':'build'}]}")));
}
