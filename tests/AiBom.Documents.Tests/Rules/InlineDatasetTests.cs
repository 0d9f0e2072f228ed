using AiBom.Domain;

namespace AiBom.Documents.Tests.Rules;

/// <summary>Inline datasets whose only identity is a link to a hub, and package URLs that datasets are given.</summary>
public sealed class InlineDatasetTests
{
    [Theory]
    [InlineData("'name':'d','contents':{'url':'https://huggingface.co/datasets/o/d'}", "d", true, "")]
    [InlineData("'contents':{'url':'https://huggingface.co/datasets/o/d'}", "o/d", true, "")]
    [InlineData("'name':'d','contents':{'url':'https://example.org/d'}", "d", false, "")]
    [InlineData("'name':'d','contents':{'url':'https://huggingface.co/o/model'}", "d", false, "")]
    [InlineData("'name':'d','url':'https://huggingface.co/datasets/o/d'", "d", true,
        "FORM_TOLERATED:/components/0/modelCard/modelParameters/datasets/0/url")]
    public void A_link_to_a_hub_is_kept_as_its_place(string dataset, string name, bool hasPlace, string findings)
    {
        ReadResult read = RuleReading.Read(
            $"{{MODEL:'a','modelCard':{{'modelParameters':{{'datasets':[{{'type':'dataset',{dataset}}}]}}}}}}");

        DeclaredEntity declared = read.Statements!.Entities[1];
        Assert.Equal((EntityKind.Dataset, name), (declared.Kind, declared.QualifiedName()));
        Assert.Equal(hasPlace ? "pkg:huggingface/datasets/o/d" : null, declared.NormalizedUrl()?.ToString());
        Assert.Equal(findings, Reading.Findings(read));
    }

    [Theory]
    [InlineData("pkg:huggingface/o/d@1")]
    [InlineData("pkg:huggingface/datasets/o/d@1")]
    [InlineData("pkg:huggingface-dataset/o/d@1")]
    [InlineData("pkg:huggingface/o/d?repository_url=https%3A%2F%2Fhuggingface.co%2Fdatasets")]
    [InlineData("pkg:dataset/o/d@1")]
    public void A_dangling_package_URL_among_the_datasets_is_a_dataset_in_every_spelling(string url)
    {
        ReadResult read = RuleReading.Read(
            $"{{MODEL:'a','modelCard':{{'modelParameters':{{'datasets':[{{'ref':'{url}'}}]}}}}}}");

        Assert.Equal(EntityKind.Dataset, read.Statements!.Entities[1].Kind);
        Assert.Equal(EdgeKind.TrainedOn, Assert.Single(read.Statements.Statements).Predicate);
    }

    [Fact]
    public void The_guides_dataset_has_its_place_from_its_contents() => Assert.Equal(
        "pkg:huggingface/datasets/openbmb/UltraFeedback",
        RuleReading.Corpus("cyclonedx-guides/qwen-7b-complete-example.1.7.stripped.json").Statements!.Entities
            .Single(entity => entity is { Name: "UltraFeedback dataset", HubLink: not null })
            .NormalizedUrl()?.ToString());
}
