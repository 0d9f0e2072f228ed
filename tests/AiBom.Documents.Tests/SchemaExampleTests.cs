using System.Reflection;
using AiBom.Domain;
using AiBom.Testing;

namespace AiBom.Documents.Tests;

/// <summary>The published taxonomy and its examples stay true.</summary>
public sealed class SchemaExampleTests
{
    [Theory]
    [InlineData("fine-tuned-model.cdx", "DerivedFrom FineTuning;TrainedOn FineTuning;Supersedes")]
    [InlineData("fine-tuned-model.spdx", "DerivedFrom FineTuning;TrainedOn FineTuning;Supersedes")]
    [InlineData("merged-model.cdx", "DerivedFrom Merge;DerivedFrom Merge")]
    [InlineData("labeled-dataset.cdx", "DerivedFrom Revision;LabeledWith;LabeledWith")]
    [InlineData("synthetic-dataset.cdx", "GeneratedWith")]
    [InlineData("label-set.cdx", "")]
    [InlineData("closed-model.cdx", "")]
    [InlineData(
        "documented-model.cdx",
        "DerivedFrom FineTuning;DerivedFrom;DerivedFrom;TrainedOn FineTuning;DependsOn;LabeledWith",
        "LINEAGE_INFERRED:/formulation/0/workflows/0/tasks/0")]
    public void An_example_reads_without_a_warning(string example, string edges, string readings = "")
    {
        ReadResult read = Reading.Of(File.ReadAllBytes(Repository.At($"schemas/examples/{example}.json")));

        Assert.Equal(readings, Reading.Findings(read));
        Assert.Equal(
            edges,
            string.Join(';', read.Statements!.Statements.Select(statement =>
                $"{statement.Predicate} {statement.Method?.ToString() ?? statement.Role?.ToString()}".TrimEnd())));
    }

    [Fact]
    public void A_closed_model_declares_that_its_lineage_is_unknown()
    {
        DeclaredEntity model = Reading.Of(File.ReadAllBytes(Repository.At("schemas/examples/closed-model.cdx.json")))
            .Statements!.Entities[0];

        Assert.Equal(
            "Ancestors:Unknown TrainingData:Unknown",
            string.Join(' ', model.Completeness.Select(claim => $"{claim.Relation}:{claim.Completeness}")));
    }

    [Fact]
    public void Every_property_that_the_reader_knows_is_published()
    {
        string published = File.ReadAllText(Repository.At("schemas/aibom-properties.md"));
        IEnumerable<string> names = typeof(AibomProperties)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!);

        Assert.Equal(
            "",
            string.Join(' ', names.Where(name => !published.Contains(name, StringComparison.Ordinal)
                && !published.Contains('…' + name[name.LastIndexOf(':')..], StringComparison.Ordinal))));
    }
}
