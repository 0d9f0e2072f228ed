using AiBom.Domain;

namespace AiBom.Documents.Tests.CycloneDx;

/// <summary>
/// Workflows and tasks become runs, and runs make edges. A task is written as name, task type, inputs and outputs.
/// </summary>
public sealed class FormulationTests
{
    [Theory]
    [InlineData("train", "build", "b,d", "m", "m DerivedFrom b Declared; m TrainedOn d Declared Training")]
    [InlineData("go", "merge", "b", "m", "m DerivedFrom b Declared Merge")]
    [InlineData("go", "merge", "d", "e", "e DerivedFrom d Declared Join")]
    [InlineData("fine-tune it", "build", "b", "m", "m DerivedFrom b Inferred FineTuning")]
    [InlineData("Fine Tuning", "build", "b", "m", "m DerivedFrom b Inferred FineTuning")]
    [InlineData("quantise", "other", "b", "m", "m DerivedFrom b Inferred Quantization")]
    [InlineData("deduplicate rows", "other", "d", "e", "e DerivedFrom d Inferred Deduplication")]
    [InlineData("compile", "build", "l", "m", "m DependsOn l Declared")]
    [InlineData("generate", "build", "m", "d", "d GeneratedWith m Declared")]
    [InlineData("deliver", "deliver", "m", "m", "")]
    [InlineData("train", "build", "pkg:huggingface/o/base@0123456", "m", "m DerivedFrom base Declared")]
    [InlineData("train", "build", "urn:cdx:11111111-2222-4333-8444-555555555555/3#b", "m", "m DerivedFrom b Declared")]
    [InlineData("train", "build", "urn:cdx:11111111-2222-4333-8444-555555555555/2#b", "m", "")]
    public void A_task_makes_its_outputs_from_its_inputs(
        string name, string type, string inputs, string outputs, string edges) =>
        Assert.Equal(edges, CdxText.Edges(CdxText.Set(Formulation(Task(name, type, Steps(inputs), Steps(outputs))))));

    [Theory]
    [InlineData("'aibom:dataset:role'", "'TESTING'", "", "m TestedOn d Declared Testing")]
    [InlineData("'x'", "'y'", ",'properties':[{'name':'aibom:derivation:method','value':'PRUNING'}]",
        "m TrainedOn d Declared Training")]
    public void A_property_of_the_input_says_what_for(string name, string value, string more, string edges) =>
        Assert.Equal(edges, CdxText.Edges(CdxText.Set(Formulation(Task(
            "train", "build", $"{{'resource':{{'ref':'d'}},'properties':[{{'name':{name},'value':{value}}}]}}",
            Steps("m"), more)))));

    [Fact]
    public void A_property_of_the_task_says_how_and_goes_before_its_words() => Assert.Equal(
        "m DerivedFrom b Declared Pruning",
        CdxText.Edges(CdxText.Set(Formulation(Task(
            "quantize", "merge", Steps("b"), Steps("m"),
            ",'properties':[{'name':'aibom:derivation:method','value':'PRUNING'}]")))));

    [Fact]
    public void A_run_tells_what_its_task_tells()
    {
        StatementSet set = CdxText.Set(Formulation(Task(
            "train", "build", Steps("b,d"), Steps("m"),
            ",'timeStart':'2026-01-01T00:00:00Z','timeEnd':'2026-01-02T00:00:00Z'")));

        DeclaredRun run = set.Runs[1];
        Assert.Equal("/formulation/0/workflows/0/tasks/0 uid-train train build",
            $"{run.Pointer} {run.Id} {run.Name} {string.Join(',', run.Types)}");
        Assert.Equal("b,d m", $"{CdxText.NamesOf(set, run.Inputs)} {CdxText.NamesOf(set, run.Outputs)}");
        Assert.Equal(1, (run.Ended - run.Started)!.Value.TotalDays);
        Assert.All(set.Statements, statement => Assert.Equal(1, statement.Run));
    }

    [Fact]
    public void A_workflow_without_tasks_is_a_run()
    {
        StatementSet set = CdxText.Set(
            $",'formulation':[{{'workflows':[{Task("train", "build", Steps("b"), Steps("m"))}]}}]");

        Assert.Equal("m DerivedFrom b Declared", CdxText.Edges(set));
        Assert.Equal(["/formulation/0/workflows/0"], set.Runs.Select(run => run.Pointer));
    }

    [Fact]
    public void A_workflow_that_sums_up_its_tasks_makes_no_edges_of_its_own()
    {
        string tasks = $"{Task("one", "build", Steps("b"), Steps("x"))},{Task("two", "build", Steps("x"), Steps("m"))}";
        StatementSet set = CdxText.Set(
            $",'formulation':[{{'workflows':[{Task("all", "build", Steps("b"), Steps("m"), $",'tasks':[{tasks}]")}]}}]",
            ",{'type':'machine-learning-model','bom-ref':'x','name':'x'}");

        Assert.Equal("x DerivedFrom b Declared; m DerivedFrom x Declared", CdxText.Edges(set));
        Assert.Equal(["all", "one", "two"], set.Runs.Select(run => run.Name));
        Assert.Equal("b", CdxText.NamesOf(set, set.Runs[0].Inputs));
    }

    [Fact]
    public void An_edge_that_the_pedigree_states_gets_the_run_and_the_method_of_its_task()
    {
        StatementSet set = Reading.Of(CdxText.Document(Formulation(Task("t", "merge", Steps("b"), Steps("m"))))
            .Replace(
                "\"name\":\"m\",",
                "\"name\":\"m\",\"pedigree\":{\"ancestors\":"
                + "[{\"type\":\"machine-learning-model\",\"bom-ref\":\"b\",\"name\":\"b\",\"version\":\"1\"}]},",
                StringComparison.Ordinal)).Statements!;

        Statement edge = Assert.Single(set.Statements);
        Assert.Equal(
            "cyclonedx:pedigree.ancestors 1 Merge Declared", $"{edge.Rule} {edge.Run} {edge.Method} {edge.Reading}");
    }

    [Theory]
    [InlineData("log")]
    [InlineData("metrics")]
    public void A_byproduct_is_an_output_and_no_product(string type)
    {
        StatementSet set = CdxText.Set(
            Formulation(Task("train", "build", Steps("m"), $"{{'type':'{type}','resource':{{'ref':'d'}}}}")));

        Assert.Equal("", CdxText.Edges(set));
        Assert.Equal("d", CdxText.NamesOf(set, set.Runs[1].Outputs));
    }

    [Fact]
    public void Components_of_a_formula_are_known_to_references()
    {
        StatementSet set = CdxText.Set(
            ",'formulation':[{'components':[{'type':'machine-learning-model','bom-ref':'f','name':'f'}],"
            + $"'workflows':[{Task("train", "build", Steps("f"), Steps("m"))}]}}]");

        Assert.Equal("m DerivedFrom f Declared", CdxText.Edges(set));
    }

    [Fact]
    public void A_file_of_a_formula_is_no_file_of_the_subject() => Assert.Empty(
        CdxText.Set(",'formulation':[{'components':[{'type':'file','name':'train.log'}]}]").Entities[0].Files);

    [Fact]
    public void A_file_stands_for_the_model_that_it_is_a_file_of() => Assert.Equal(
        "m DerivedFrom x Inferred",
        CdxText.Edges(CdxText.Set(
            Formulation(Task("train", "build", Steps("w"), Steps("m"))),
            ",{'type':'machine-learning-model','bom-ref':'x','name':'x',"
            + "'components':[{'type':'file','bom-ref':'w','name':'w'}]}")));

    [Fact]
    public void A_formulation_that_is_one_formula_is_read_with_a_finding()
    {
        ReadResult read = CdxText.Read(
            $",'formulation':{{'workflows':[{Task("train", "build", Steps("b"), Steps("m"))}]}}");

        Assert.Equal("m DerivedFrom b Declared", CdxText.Edges(read.Statements!));
        Assert.Equal("FORM_TOLERATED:/formulation", Reading.Findings(read));
    }

    [Theory]
    [InlineData("'formulation':7", "TYPE_MISMATCH:/formulation")]
    [InlineData("'formulation':[7]", "TYPE_MISMATCH:/formulation/0")]
    [InlineData("'formulation':[{'workflows':{}}]", "TYPE_MISMATCH:/formulation/0/workflows")]
    [InlineData("'formulation':[{'workflows':[{'inputs':[{'resource':'b'}]}]}]",
        "TYPE_MISMATCH:/formulation/0/workflows/0/inputs/0/resource")]
    [InlineData("'formulation':[{'workflows':[{'timeStart':'soon'}]}]",
        "VALUE_INVALID:/formulation/0/workflows/0/timeStart")]
    [InlineData("'formulation':[{'workflows':[{'inputs':[{'resource':{'ref':'nowhere'}}]}]}]",
        "REFERENCE_DANGLING:/formulation/0/workflows/0/inputs/0/resource/ref")]
    public void What_has_another_type_is_a_finding_and_the_rest_is_read(string field, string findings)
    {
        ReadResult read = CdxText.Read($",{field},'annotations':[{{'text':'read'}}]");

        Assert.Equal(findings, Reading.Findings(read));
        Assert.Single(read.Statements!.Comments);
    }

    [Fact]
    public void More_runs_than_the_bound_refuse_the_document()
    {
        string runs = string.Join(',', Enumerable.Repeat("{}", 20));
        ReadResult read = Reading.Of(
            CdxText.Document($",'formulation':[{{'workflows':[{runs}]}}]"),
            DocumentLimits.Default with { Components = 19 });

        Assert.Null(read.Statements);
        Assert.Equal("COMPONENTS_EXCEEDED:/formulation/0/workflows/19", Reading.Findings(read));
    }

    [Fact]
    public void Runs_that_multiply_to_more_edges_than_the_bound_refuse_the_document()
    {
        string steps = string.Join(',', Enumerable.Repeat("{'resource':{'ref':'d'}}", 30));
        ReadResult read = Reading.Of(
            CdxText.Document(Formulation(Task("t", "build", steps, steps))),
            DocumentLimits.Default with { Components = 100 });

        Assert.Equal("COMPONENTS_EXCEEDED:/formulation/0/workflows/0/tasks/0", Reading.Findings(read));
    }

    private static string Formulation(string task) =>
        $",'formulation':[{{'workflows':[{{'bom-ref':'w','uid':'w','taskTypes':['build'],'tasks':[{task}]}}]}}]";

    private static string Task(string name, string type, string inputs, string outputs, string more = "") =>
        $"{{'bom-ref':'ref-{name}','uid':'uid-{name}','name':'{name}','taskTypes':['{type}'],"
        + $"'inputs':[{inputs}],'outputs':[{outputs}]{more}}}";

    private static string Steps(string references) => string.Join(
        ',', references.Split(',').Select(reference => $"{{'resource':{{'ref':'{reference}'}}}}"));
}
