using System.Text;
using AiBom.Documents.Tests.InToto;
using AiBom.Domain;

namespace AiBom.Documents.Tests.OpenLineage;

/// <summary>Run events: what a run read and made, once it is complete.</summary>
public sealed class RunEventTests
{
    private const string Model =
        """{"namespace":"mlflow://models.example","name":"models:/det/3"}""";

    private const string Rows =
        """
        {"namespace":"s3://lake","name":"rows","facets":{"version":{"datasetVersion":"7"},"schema":{"fields":[{}]},
          "ownership":{"owners":[{"name":"team:x","type":"MAINTAINER"},{"name":"xenon","type":"PRODUCER"}]}}}
        """;

    [Fact]
    public void A_complete_run_made_its_outputs_of_its_inputs()
    {
        ReadResult read = Read(Event("COMPLETE", Rows, Model));
        StatementSet set = Provenance.Set(read);

        Assert.Empty(read.Findings);
        Assert.Equal("det TrainedOn rows Training", Provenance.Edges(read));
        Assert.Equal(
            """
            Dataset s3://lake/rows@7 -
            Model det@3 pkg:mlflow/det@3?repository_url=https%3A%2F%2Fmodels.example
            """,
            Provenance.Entities(read));
        Assert.Equal("xenon", Assert.Single(set.Entities[0].Organizations).Name);
        Assert.Equal((false, true), (set.Entities[0].IsDescribed, set.Entities[1].IsDescribed));
        DeclaredRun run = Assert.Single(set.Runs);
        Assert.Equal(
            ("0190c1e5-0000-7000-8000-000000000001", "airflow/train", "TASK", "ml-team", "parent-run"),
            (run.Id, run.Name, Assert.Single(run.Types), run.PerformedBy, run.Parent));
        Assert.Equal(
            ("2026-02-16T00:00:00.000000Z", "2026-02-18T10:00:00.000000Z"),
            (run.Started?.ToCanonicalText(), run.Ended?.ToCanonicalText()));
        Assert.Equal(
            ("OpenLineage", "2-0-2", 1), (set.Header.Format, set.Header.SpecVersion, set.Header.Subject!.Value));
    }

    [Theory]
    [InlineData("START", true, false)]
    [InlineData("RUNNING", false, false)]
    [InlineData("OTHER", false, false)]
    [InlineData("FAIL", false, true)]
    [InlineData("ABORT", false, true)]
    public void A_run_that_is_not_complete_is_recorded_and_made_nothing(string state, bool hasBegun, bool hasEnded)
    {
        ReadResult read = Read(Event(state, Rows, Model));
        DeclaredRun run = Assert.Single(Provenance.Set(read).Runs);

        Assert.Empty(read.Statements!.Statements);
        Assert.Equal([0], run.Inputs);
        Assert.Empty(run.Outputs);
        Assert.Equal(hasBegun, run.Started?.ToCanonicalText() is "2026-02-18T10:00:00.000000Z");
        Assert.Equal(hasEnded, run.Ended is not null);
        Assert.Equal("RUN_NOT_COMPLETE:/eventType", Reading.Findings(read));
        Assert.Equal(Severity.Information, read.Findings[0].Severity);
        Assert.Null(read.Statements.Header.Subject);
    }

    [Theory]
    [InlineData("""{"namespace":"hf://","name":"datasets/o/d"}""", "Dataset", "pkg:huggingface/datasets/o/d")]
    [InlineData(
        """{"namespace":"hf://huggingface.co","name":"o/m@0123456789abcdef0123456789abcdef01234567"}""",
        "Model",
        "pkg:huggingface/o/m@0123456789abcdef0123456789abcdef01234567")]
    [InlineData(
        """{"namespace":"s3://b","name":"m","facets":{"datasetType":{"datasetType":"MODEL"}}}""", "Model", null)]
    [InlineData(
        """{"namespace":"s3://b","name":"m","facets":{"datasetType":{"datasetType":"TABLE"}}}""", "Dataset", null)]
    [InlineData(
        """
        {"namespace":"s3://b","name":"m","facets":{"symlinks":{"identifiers":[
          {"namespace":"https://huggingface.co","name":"o/m","type":"LOCATION"}]},
          "version":{"datasetVersion":"0123456789abcdef0123456789abcdef01234567"}}}
        """,
        "Model",
        "pkg:huggingface/o/m@0123456789abcdef0123456789abcdef01234567")]
    [InlineData(
        """
        {"namespace":"s3://b","name":"m","facets":{"aibom_properties":{"aibom:component:kind":"LABEL_SET",
          "aibom:purl":"pkg:generic/o/l@1"}}}
        """,
        "LabelSet",
        "pkg:generic/o/l@1")]
    public void What_a_dataset_is_is_told_by_our_facet_its_type_or_its_address(string dataset, string kind, string? url)
    {
        DeclaredEntity entity = Provenance.Set(Read(Event("COMPLETE", dataset, ""))).Entities[0];

        Assert.Equal((kind, url), (entity.Kind.ToString(), entity.NormalizedUrl()?.ToString()));
    }

    [Fact]
    public void Our_facet_gives_digest_role_and_method()
    {
        string digest = new('b', 64);
        ReadResult read = Read(Event(
            "COMPLETE",
            $$$$$$"""
            {"namespace":"n","name":"base","facets":{"aibom_properties":{"aibom:component:kind":"MODEL",
              "aibom:digest":{"sha256":"{{{{{{digest}}}}}}"}}}},
            {"namespace":"n","name":"rows","facets":{"aibom_properties":{"aibom:dataset:role":"TESTING"}}}
            """,
            Model,
            ",\"aibom_properties\":{\"aibom:derivation:method\":\"QUANTIZATION\"}"));

        Assert.Equal("det DerivedFrom base Quantization\ndet TestedOn rows Testing", Provenance.Edges(read));
        Assert.Equal($"sha256:{digest}", Assert.Single(read.Statements!.Entities[0].Digests).ToString());
    }

    [Theory]
    [InlineData("DROP", 0)]
    [InlineData("RENAME", 0)]
    [InlineData("TRUNCATE", 0)]
    [InlineData("CREATE", 1)]
    [InlineData("OVERWRITE", 1)]
    public void What_a_run_removes_it_does_not_make(string change, int edges) => Assert.Equal(
        edges,
        Provenance.Set(Read(Event(
            "COMPLETE",
            Rows,
            $$$$$$"""
            {"namespace":"s3://lake","name":"out","facets":{
              "lifecycleStateChange":{"lifecycleStateChange":"{{{{{{change}}}}}}"}}}
            """))).Statements.Length);

    [Fact]
    public void A_table_that_is_appended_to_comes_of_its_former_state_and_an_unchanged_version_of_nothing()
    {
        const string table = """{"namespace":"pg://db","name":"t"}""";

        Assert.Equal("t DerivedFrom t", Provenance.Edges(Read(Event("COMPLETE", table, table))));
        Assert.Equal("", Provenance.Edges(Read(Event("COMPLETE", Rows, Rows))));
    }

    [Theory]
    [InlineData("""{"schemaURL":"https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/JobEvent","job":{}}""")]
    [InlineData("""{"schemaURL":"https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/DatasetEvent"}""")]
    [InlineData("""{"eventTime":1,"run":1,"job":1}""")]
    public void An_event_of_no_run_is_refused(string text)
    {
        ReadResult read = Read(text);

        Assert.Null(read.Statements);
        Assert.Equal("SPEC_VERSION_UNSUPPORTED", read.Findings[0].Code);
    }

    [Fact]
    public void An_event_without_a_schema_is_told_by_its_members()
    {
        ReadResult read = Read(
            """{"eventTime":"2026-02-18T10:00:00Z","run":{"runId":"1"},"job":{"name":"j"},"outputs":[{}]}""");

        Assert.Equal("unstated", Provenance.Set(read).Header.SpecVersion);
        Assert.Equal(
            "FIELD_MISSING:/outputs/0/name FIELD_MISSING:/schemaURL RUN_NOT_COMPLETE:/eventType",
            Reading.Findings(read));
    }

    [Fact]
    public void An_address_that_stands_in_namespace_and_name_is_without_its_credentials()
    {
        ReadResult read = Read(Event(
            "COMPLETE", """{"namespace":"https://","name":"user:secret@huggingface.co/datasets/o/d"}""", Model));

        Assert.Equal("https://***@huggingface.co/datasets/o/d", read.Statements!.Entities[0].BomRef);
        Assert.DoesNotContain(
            "secret", Encoding.UTF8.GetString(CanonicalJson.Serialize(read.Statements)), StringComparison.Ordinal);
    }

    private static ReadResult Read(string text) =>
        DocumentReader.Read(Encoding.UTF8.GetBytes(text), "application/json", DocumentLimits.Default);

    private static string Event(string state, string inputs, string outputs, string facets = "") =>
        $$$$$$"""
        {"eventType":"{{{{{{state}}}}}}","eventTime":"2026-02-18T10:00:00Z","producer":"https://example.org",
         "schemaURL":"https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
         "run":{"runId":"0190c1e5-0000-7000-8000-000000000001","facets":{
           "nominalTime":{"nominalStartTime":"2026-02-16T00:00:00Z"},"parent":{"run":{"runId":"parent-run"}}
           {{{{{{facets}}}}}}}},
         "job":{"namespace":"airflow","name":"train","facets":{"jobType":{"jobType":"TASK"},
           "ownership":{"owners":[{"name":"ml-team"}]}}},
         "inputs":[{{{{{{inputs}}}}}}],"outputs":[{{{{{{outputs}}}}}}]}
        """;
}
