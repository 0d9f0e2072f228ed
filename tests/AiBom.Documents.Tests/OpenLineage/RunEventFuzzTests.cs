using System.Text;
using System.Text.Json.Nodes;
using AiBom.Documents.Tests.InToto;

namespace AiBom.Documents.Tests.OpenLineage;

/// <summary>Events and provenance with every form that is read, changed in their values and in their bytes.</summary>
public sealed class RunEventFuzzTests(ITestOutputHelper output)
{
    private const int Inputs = 4_000;

    private const string Event = """
        {"eventTime":"2026-02-18T10:00:00Z","eventType":"COMPLETE",
         "schemaURL":"https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
         "run":{"runId":"r","facets":{"parent":{"run":{"runId":"p"}},
          "nominalTime":{"nominalStartTime":"2026-02-16T00:00:00Z"},
          "aibom_properties":{"aibom:derivation:method":["FINE_TUNING"]}}},
         "job":{"namespace":"airflow","name":"train","facets":{"jobType":{"jobType":"TASK"},
          "ownership":{"owners":[{"name":"ml","type":"MAINTAINER"}]}}},
         "inputs":[{"namespace":"s3://lake","name":"rows","facets":{"version":{"datasetVersion":"7"},
          "documentation":{"description":"d"},"ownership":{"owners":[{"name":"x","type":"PRODUCER"}]},
          "aibom_properties":{"aibom:dataset:role":"TESTING","aibom:component:kind":"DATASET",
           "aibom:digest":{"sha256":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "gitCommit":"a"}}}},
          {"namespace":"hf://huggingface.co","name":"o/m@0123456789abcdef0123456789abcdef01234567"},
          {"namespace":"","name":"pkg:huggingface/datasets/o/d","facets":{"datasetVersion":{"datasetVersion":"1"}}}],
         "outputs":[{"namespace":"mlflow://m","name":"models:/det/3","facets":{"datasetType":{"datasetType":"MODEL"},
          "lifecycleStateChange":{"lifecycleStateChange":"CREATE"},
          "symlinks":{"identifiers":[{"namespace":"file","name":"/m","type":"x"}]}}}]}
        """;

    private static readonly string[] Names =
        ["models:/", "models://", "pkg:", "hf://", "://", "/", "@", "models:/a//", "\u00e9", "https://a:b@c/d"];

    [Theory]
    [InlineData(Event)]
    [InlineData("provenance")]
    public void A_changed_document_is_read_or_refused_with_a_reason(string original)
    {
        string text = original is Event
            ? original
            : Provenance.V1(
                """
                {"name":"m","uri":"pkg:mlflow/m@1","digest":{"sha256":"0a"},
                 "annotations":{"aibom:files":[{"name":"f"}]}}
                """,
                """{"uri":"git+https://github.com/o/r@refs/heads/main","digest":{"gitCommit":"0a"},"mediaType":"x"}""",
                """{"aibom:dataset:role":["TRAINING"],"aibom:derivation:method":"MERGE"}""");
        var random = new Random(20_261_126);
        int read = 0;
        for (int input = 0; input < Inputs; input++)
        {
            ReadResult result = Provenance.Read(
                input % 2 == 0 ? Exchanged(text, random) : Mutant.Of(Encoding.UTF8.GetBytes(text), random));
            Assert.True(result.Statements is not null || result.Findings.Length > 0);
            read += result.Statements is null ? 0 : 1;
        }

        output.WriteLine($"{read} of {Inputs} mutants read, the others refused with a reason");
        Assert.True(read > Inputs / 4, "Most mutants no longer reach the reader.");
    }

    private static byte[] Exchanged(string text, Random random)
    {
        JsonNode document = JsonNode.Parse(text)!;
        for (int edit = random.Next(1, 5); edit > 0; edit--)
        {
            Mutant.Exchange(document, random);
            if (document["inputs"] is JsonArray { Count: > 0 } inputs && inputs[0] is JsonObject first)
            {
                first[random.Next(2) == 0 ? "name" : "namespace"] = Names[random.Next(Names.Length)];
            }
        }

        return Encoding.UTF8.GetBytes(document.ToJsonString());
    }
}
