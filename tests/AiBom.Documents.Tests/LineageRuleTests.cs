using AiBom.Domain;

namespace AiBom.Documents.Tests;

/// <summary>
/// One table a rule: what stands in the document, and the edges that come out. In the tables <c>'</c> stands for a
/// quotation mark and <c>MODEL</c> for the type and name of a model; <c>S</c> is the subject, <c>A0</c> its first
/// ancestor, <c>C0</c> the first component, <c>D0</c> the first dataset of the subject's model card.
/// </summary>
public sealed class LineageRuleTests
{
    [Theory]
    [InlineData("{MODEL:'b'}", "S DerivedFrom A0")]
    [InlineData(
        "{MODEL:'b','properties':[{'name':'aibom:derivation:method','value':'QUANTIZATION'}]}",
        "S DerivedFrom A0 Quantization")]
    [InlineData(
        "{MODEL:'b','pedigree':{'ancestors':[{MODEL:'c'}]}}",
        "S DerivedFrom A0;A0 DerivedFrom A0/pedigree/ancestors/0")]
    [InlineData("{MODEL:'b'},{MODEL:'c'}", "S DerivedFrom A0 Merge;S DerivedFrom A1 Merge")]
    public void Pedigree_ancestors_are_what_it_was_derived_from(string ancestors, string expected) =>
        ShouldRead($"{{MODEL:'a','pedigree':{{'ancestors':[{ancestors}]}}}}", "", expected);

    [Theory]
    [InlineData("{'ref':'d'}", "TRAINING", "S TrainedOn C0 Training")]
    [InlineData("{'ref':'d'}", "TESTING", "S TestedOn C0 Testing")]
    [InlineData("{'ref':'d'}", "FINE_TUNING", "S TrainedOn C0 FineTuning")]
    [InlineData("{'type':'dataset','name':'inline'}", "TRAINING", "S TrainedOn D0 Training")]
    [InlineData("{'ref':'pkg:generic/x/y@1'}", "TRAINING", "S TrainedOn D0/ref Training")]
    [InlineData("{'ref':'nowhere'}", "TRAINING", "")]
    public void Datasets_of_a_model_card_are_what_it_was_trained_or_tested_on(
        string dataset, string role, string expected) =>
        ShouldRead(
            $"{{MODEL:'a','modelCard':{{'modelParameters':{{'datasets':[{dataset}]}}}}}}",
            "{'type':'data','name':'d','bom-ref':'d','properties':"
            + $"[{{'name':'aibom:dataset:role','value':'{role}'}}]}}",
            expected);

    [Theory]
    [InlineData("aibom:dataset:label-set", "data", "S LabeledWith C0")]
    [InlineData("aibom:dataset:generated-with", "machine-learning-model", "S GeneratedWith C0")]
    [InlineData("aibom:supersedes", "data", "S Supersedes C0")]
    public void Our_properties_relate_a_dataset_to_label_sets_generators_and_predecessors(
        string property, string type, string expected) =>
        ShouldRead(
            $"{{'type':'data','name':'a','properties':[{{'name':'{property}','value':'x'}}]}}",
            $"{{'type':'{type}','name':'x','bom-ref':'x',"
            + "'properties':[{'name':'aibom:component:kind','value':'LABEL_SET'}]}",
            expected);

    [Theory]
    [InlineData("'x'", "machine-learning-model", "S DerivedFrom C0")]
    [InlineData("'x'", "data", "S TrainedOn C0 Training")]
    [InlineData("'x'", "library", "S DependsOn C0")]
    [InlineData("{'ref':'x','relation':'adapter'}", "machine-learning-model", "S DerivedFrom C0 Adapter")]
    [InlineData("{'ref':'x','relation':'test'}", "data", "S TestedOn C0 Testing")]
    public void Dependencies_between_models_and_datasets_are_readings(string target, string type, string expected) =>
        ShouldRead(
            "{MODEL:'a','bom-ref':'a'}",
            $"{{'type':'{type}','name':'x','bom-ref':'x'}}",
            expected,
            $",'dependencies':[{{'ref':'a','dependsOn':[{target}]}}]");

    [Fact]
    public void An_edge_that_the_pedigree_states_is_not_said_again_by_the_dependencies() =>
        ShouldRead(
            "{MODEL:'a','bom-ref':'a','pedigree':{'ancestors':[{MODEL:'b','bom-ref':'b'}]}}",
            "",
            "S DerivedFrom A0",
            ",'dependencies':[{'ref':'a','dependsOn':['b']}]");

    [Fact]
    public void An_application_contains_the_model_that_bears_its_name_or_is_the_only_one() =>
        ShouldRead("{'type':'application','name':'job'}", "{MODEL:'a'}", "S Contains C0");

    [Fact]
    public void An_application_contains_the_model_that_it_depends_on() =>
        ShouldRead(
            "{'type':'application','name':'job','bom-ref':'s'}",
            "{MODEL:'a','bom-ref':'a'},{MODEL:'b'}",
            "S Contains C0",
            ",'dependencies':[{'ref':'s','dependsOn':['a']}]");

    [Theory]
    [InlineData("complete", "Ancestors:Complete TrainingData:Complete")]
    [InlineData("incomplete_third_party_only", "Ancestors:Incomplete TrainingData:Incomplete")]
    [InlineData("unknown", "Ancestors:Unknown TrainingData:Unknown")]
    public void A_composition_over_dependencies_states_ancestors_and_training_data(string aggregate, string expected) =>
        Assert.Equal(expected, Completeness(
            "{MODEL:'a','bom-ref':'a'}",
            $",'compositions':[{{'aggregate':'{aggregate}','dependencies':['a']}},"
            + "{'aggregate':'unknown','assemblies':['a']}]"));

    [Fact]
    public void Our_property_goes_before_a_composition() =>
        Assert.Equal("Ancestors:Complete TrainingData:Unknown", Completeness(
            "{MODEL:'a','bom-ref':'a','properties':[{'name':'aibom:completeness:ancestors','value':'COMPLETE'}]}",
            ",'compositions':[{'aggregate':'unknown','dependencies':['a']}]"));

    private static void ShouldRead(string subject, string components, string expected, string more = "")
    {
        IEnumerable<string> edges = Reading.Edges(Read(subject, components, more)).Select(edge => edge
            .Replace("/metadata/component/modelCard/modelParameters/datasets/", "D", StringComparison.Ordinal)
            .Replace("/metadata/component/pedigree/ancestors/", "A", StringComparison.Ordinal)
            .Replace("/metadata/component", "S", StringComparison.Ordinal)
            .Replace("/components/", "C", StringComparison.Ordinal));
        Assert.Equal(expected, string.Join(';', edges));
    }

    private static string Completeness(string subject, string more) => string.Join(
        ' ',
        Read(subject, "", more).Entities[0].Completeness.Select(claim => $"{claim.Relation}:{claim.Completeness}"));

    private static StatementSet Read(string subject, string components, string more)
    {
        string document = "{'bomFormat':'CycloneDX','specVersion':'1.6',"
            + $"'metadata':{{'component':{subject}}},'components':[{components}]{more}}}";
        return Reading.Of(document
            .Replace("MODEL", "'type':'machine-learning-model','name'", StringComparison.Ordinal)
            .Replace('\'', '"')).Statements!;
    }
}
