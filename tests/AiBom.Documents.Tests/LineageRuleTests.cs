namespace AiBom.Documents.Tests;

/// <summary>One table a rule: what stands in the document, and the edges that come out.</summary>
public sealed class LineageRuleTests
{
    private const string Model = "\"type\":\"machine-learning-model\",\"name\"";

    [Theory]
    [InlineData("""{"type":"machine-learning-model","name":"b"}""", "/metadata/component DerivedFrom /metadata/component/pedigree/ancestors/0")]
    [InlineData(
        """{"type":"machine-learning-model","name":"b","properties":[{"name":"aibom:derivation:method","value":"QUANTIZATION"}]}""",
        "/metadata/component DerivedFrom /metadata/component/pedigree/ancestors/0 Quantization")]
    [InlineData(
        """{"type":"machine-learning-model","name":"b","pedigree":{"ancestors":[{"type":"machine-learning-model","name":"c"}]}}""",
        "/metadata/component DerivedFrom /metadata/component/pedigree/ancestors/0;"
        + "/metadata/component/pedigree/ancestors/0 DerivedFrom /metadata/component/pedigree/ancestors/0/pedigree/ancestors/0")]
    [InlineData(
        """{"type":"machine-learning-model","name":"b"},{"type":"machine-learning-model","name":"c"}""",
        "/metadata/component DerivedFrom /metadata/component/pedigree/ancestors/0 Merge;"
        + "/metadata/component DerivedFrom /metadata/component/pedigree/ancestors/1 Merge")]
    public void Pedigree_ancestors_are_what_it_was_derived_from(string ancestors, string expected) =>
        ShouldRead($$$$$"""{"component":{{{{{{Model}}}}}:"a","pedigree":{"ancestors":[{{{{{ancestors}}}}}]}}}""", "", expected);

    [Theory]
    [InlineData("""{"ref":"d"}""", "", "/metadata/component TrainedOn /components/0 Training")]
    [InlineData("""{"ref":"d"}""", "TESTING", "/metadata/component TestedOn /components/0 Testing")]
    [InlineData("""{"ref":"d"}""", "FINE_TUNING", "/metadata/component TrainedOn /components/0 FineTuning")]
    [InlineData(
        """{"type":"dataset","name":"inline"}""",
        "",
        "/metadata/component TrainedOn /metadata/component/modelCard/modelParameters/datasets/0 Training")]
    [InlineData("""{"ref":"pkg:generic/x/y@1"}""", "", "/metadata/component TrainedOn /metadata/component/modelCard/modelParameters/datasets/0/ref Training")]
    [InlineData("""{"ref":"nowhere"}""", "", "")]
    public void Datasets_of_a_model_card_are_what_it_was_trained_or_tested_on(string dataset, string role, string expected) =>
        ShouldRead(
            $$$$$"""{"component":{{{{{{Model}}}}}:"a","modelCard":{"modelParameters":{"datasets":[{{{{{dataset}}}}}]}}}}""",
            $$$$$"""{"type":"data","name":"d","bom-ref":"d","properties":[{"name":"aibom:dataset:role","value":"{{{{{role}}}}}"}]}""",
            expected);

    [Theory]
    [InlineData("aibom:dataset:label-set", "data", "/metadata/component LabeledWith /components/0")]
    [InlineData("aibom:dataset:generated-with", "machine-learning-model", "/metadata/component GeneratedWith /components/0")]
    [InlineData("aibom:supersedes", "data", "/metadata/component Supersedes /components/0")]
    public void Our_properties_relate_a_dataset_to_label_sets_generators_and_predecessors(
        string property, string type, string expected) =>
        ShouldRead(
            $$$$$"""{"component":{"type":"data","name":"a","properties":[{"name":"{{{{{property}}}}}","value":"x"}]}}""",
            $$$$$"""{"type":"{{{{{type}}}}}","name":"x","bom-ref":"x","properties":[{"name":"aibom:component:kind","value":"LABEL_SET"}]}""",
            expected);

    [Theory]
    [InlineData("\"x\"", "machine-learning-model", "/metadata/component DerivedFrom /components/0")]
    [InlineData("\"x\"", "data", "/metadata/component TrainedOn /components/0 Training")]
    [InlineData("\"x\"", "library", "/metadata/component DependsOn /components/0")]
    [InlineData("""{"ref":"x","relation":"adapter"}""", "machine-learning-model", "/metadata/component DerivedFrom /components/0 Adapter")]
    [InlineData("""{"ref":"x","relation":"test"}""", "data", "/metadata/component TestedOn /components/0 Testing")]
    public void Dependencies_between_models_and_datasets_are_readings(string target, string type, string expected) =>
        ShouldRead(
            $$$$$"""{"component":{{{{{{Model}}}}}:"a","bom-ref":"a"}}""",
            $$$$$"""{"type":"{{{{{type}}}}}","name":"x","bom-ref":"x"}""",
            expected,
            $$$$$""","dependencies":[{"ref":"a","dependsOn":[{{{{{target}}}}}]}]""");

    [Fact]
    public void An_edge_that_the_pedigree_states_is_not_said_again_by_the_dependencies() =>
        ShouldRead(
            $$$$$"""{"component":{{{{{{Model}}}}}:"a","bom-ref":"a","pedigree":{"ancestors":[{{{{{{Model}}}}}:"b","bom-ref":"b"}]}}}""",
            "",
            "/metadata/component DerivedFrom /metadata/component/pedigree/ancestors/0",
            ""","dependencies":[{"ref":"a","dependsOn":["b"]}]""");

    [Fact]
    public void An_application_contains_the_model_that_bears_its_name_or_is_the_only_one() =>
        ShouldRead(
            """{"component":{"type":"application","name":"job"}}""",
            $$$$$"""{{{{{{Model}}}}}:"a"}""",
            "/metadata/component Contains /components/0");

    [Theory]
    [InlineData("complete", "Ancestors:Complete TrainingData:Complete")]
    [InlineData("incomplete_third_party_only", "Ancestors:Incomplete TrainingData:Incomplete")]
    [InlineData("unknown", "Ancestors:Unknown TrainingData:Unknown")]
    public void A_composition_over_dependencies_states_ancestors_and_training_data(string aggregate, string expected)
    {
        ReadResult read = Read(
            $$$$$"""{"component":{{{{{{Model}}}}}:"a","bom-ref":"a"}}""",
            "",
            $$$$$""","compositions":[{"aggregate":"{{{{{aggregate}}}}}","dependencies":["a"]},{"aggregate":"unknown","assemblies":["a"]}]""");

        Assert.Equal(
            expected,
            string.Join(' ', read.Statements!.Entities[0].Completeness.Select(claim => $"{claim.Relation}:{claim.Completeness}")));
    }

    [Fact]
    public void Our_property_goes_before_a_composition()
    {
        ReadResult read = Read(
            $$$$$"""{"component":{{{{{{Model}}}}}:"a","bom-ref":"a","properties":[{"name":"aibom:completeness:ancestors","value":"COMPLETE"}]}}""",
            "",
            ""","compositions":[{"aggregate":"unknown","dependencies":["a"]}]""");

        Assert.Equal(
            "Ancestors:Complete TrainingData:Unknown",
            string.Join(' ', read.Statements!.Entities[0].Completeness.Select(claim => $"{claim.Relation}:{claim.Completeness}")));
    }

    private static void ShouldRead(string metadata, string components, string expected, string more = "") =>
        Assert.Equal(expected, string.Join(';', Reading.Edges(Read(metadata, components, more).Statements!)));

    private static ReadResult Read(string metadata, string components, string more = "") => Reading.Of(
        $$$$$"""{"bomFormat":"CycloneDX","specVersion":"1.6","metadata":{{{{{metadata}}}}},"components":[{{{{{components}}}}}]{{{{{more}}}}}}""");
}
