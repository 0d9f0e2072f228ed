using System.Text;
using System.Text.Json.Nodes;
using AiBom.Documents.Schema;

namespace AiBom.Cli.Tests;

/// <summary><c>aibom inspect</c>: documents in, a line or a table for each out.</summary>
public sealed class InspectTests : IDisposable
{
    /// <summary>A fine-tuned model, with its base and its data.</summary>
    private const string Tuned = """
        {
          "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1,
          "metadata": { "component": {
            "type": "machine-learning-model", "bom-ref": "m", "group": "acme", "name": "tuned", "version": "2",
            "manufacturer": { "name": "Acme é" },
            "hashes": [ { "alg": "SHA-256",
              "content": "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855" } ],
            "modelCard": { "modelParameters": { "datasets": [ { "ref": "d" } ] } },
            "pedigree": { "ancestors": [ {
              "type": "machine-learning-model", "name": "base", "version": "1",
              "purl": "pkg:huggingface/acme/base@7",
              "properties": [ { "name": "aibom:derivation:method", "value": "FINE_TUNING" } ] } ] }
          } },
          "components": [ { "type": "data", "bom-ref": "d", "name": "corpus",
            "properties": [ { "name": "aibom:dataset:role", "value": "TRAINING" } ] } ]
        }
        """;

    /// <summary>Says too little, and one thing wrong.</summary>
    private const string Poor = """
        { "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
          "components": [ { "type": "machine-learning-model", "name": "m", "version": 7 } ] }
        """;

    private const string Empty = """{ "bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1 }""";

    private const string TunedLine = """
        {"file":"FILE","format":"CycloneDX","specVersion":"1.6","schema":"VALID","findings":[],"entities":[{
        "kind":"MODEL","pointer":"/metadata/component","bomRef":"m","group":"acme","name":"tuned",
        "version":"2","packageUrl":null,"hubLink":null,"description":null,"digests":[
        "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],"files":[],
        "identifiers":[],"isExternal":null,"created":null,"organizations":[{"role":"PRODUCER","name":"Acme \u00E9",
        "pointer":"/metadata/component/manufacturer"}],"completeness":[],"labeledFrom":null,
        "labeledUntil":null,"isDescribed":true},{"kind":"MODEL",
        "pointer":"/metadata/component/pedigree/ancestors/0","bomRef":null,"group":null,"name":"base",
        "version":"1","packageUrl":"pkg:huggingface/acme/base@7","hubLink":null,
        "description":null,"digests":[],"files":[],
        "identifiers":[],"isExternal":null,"created":null,"organizations":[],"completeness":[],
        "labeledFrom":null,"labeledUntil":null,
        "isDescribed":false},{"kind":"DATASET","pointer":"/components/0","bomRef":"d","group":null,
        "name":"corpus","version":null,"packageUrl":null,"hubLink":null,
        "description":null,"digests":[],"files":[],
        "identifiers":[],"isExternal":null,"created":null,"organizations":[],"completeness":[],
        "labeledFrom":null,"labeledUntil":null,
        "isDescribed":false}],"edges":[{"from":0,"to":1,"kind":"DERIVED_FROM","method":"FINE_TUNING",
        "role":null,"pointer":"/metadata/component/pedigree/ancestors/0","reading":"DECLARED",
        "rule":"cyclonedx:pedigree.ancestors"},{"from":0,"to":2,"kind":"TRAINED_ON","method":null,
        "role":"TRAINING","pointer":"/metadata/component/modelCard/modelParameters/datasets/0",
        "reading":"DECLARED","rule":"cyclonedx:modelParameters.datasets"}]}
        """;

    private const string PoorLine = """
        {"file":"FILE","format":"CycloneDX","specVersion":"1.5","schema":"INVALID","findings":[{
        "code":"TYPE_MISMATCH","severity":"WARNING","pointer":"/components/0/version",
        "message":"The field has another type than the standard gives it; it was left out."},{
        "code":"SCHEMA_VIOLATED","severity":"WARNING","pointer":"/components/0/version",
        "message":"The value is of another type.
         (http://cyclonedx.org/schema/bom-1.5.schema.json#/definitions/component/properties/version/type)"}],
        "entities":[{"kind":"MODEL","pointer":"/components/0","bomRef":null,"group":null,"name":"m",
        "version":null,"packageUrl":null,"hubLink":null,"description":null,"digests":[],
        "files":[],"identifiers":[],"isExternal":null,"created":null,
        "organizations":[],"completeness":[],"labeledFrom":null,"labeledUntil":null,"isDescribed":false}],
        "edges":[]}
        """;

    private readonly DocumentFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_document_is_this_line()
    {
        SkipWithoutSchemas();
        string file = folder.Write("tuned.cdx.json", Tuned);

        Answer answer = await Aibom.RunAsync("inspect", "--json", file);

        Assert.Equal(OneLine(TunedLine), answer.Output.Replace(file, "FILE", StringComparison.Ordinal));
        Assert.Equal((0, ""), (answer.Code, answer.Error));
    }

    [Fact]
    public async Task A_document_with_something_wrong_is_this_line()
    {
        SkipWithoutSchemas();
        string file = folder.Write("poor.cdx.json", Poor);

        Answer answer = await Aibom.RunAsync("inspect", "--json", file);

        Assert.Equal(OneLine(PoorLine), answer.Output.Replace(file, "FILE", StringComparison.Ordinal));
        Assert.Equal((1, ""), (answer.Code, answer.Error));
    }

    [Fact]
    public async Task People_see_a_table()
    {
        SkipWithoutSchemas();
        string file = folder.Write("tuned.cdx.json", Tuned);
        string old = folder.Write("old.cdx.json", Empty.Replace("1.6", "1.3", StringComparison.Ordinal));

        Answer answer = await Aibom.RunAsync("inspect", file, old);

        string output = answer.Output.Replace(Path.GetDirectoryName(file) + "/", "", StringComparison.Ordinal);
        Assert.Equal(1, answer.Code);
        Assert.Equal(
            """
            tuned.cdx.json: CycloneDX 1.6, schema VALID

            entity            MODEL               acme/tuned@2
            entity            MODEL               base@1  pkg:huggingface/acme/base@7  (only named)
            entity            DATASET             corpus  (only named)
            edge              DERIVED_FROM        acme/tuned@2 -> base@1 (FINE_TUNING)
            edge              TRAINED_ON          acme/tuned@2 -> corpus (TRAINING)

            old.cdx.json: CycloneDX 1.3, schema VALID

            finding           ERROR               SPEC_VERSION_UNSUPPORTED /specVersion: This version of
            """,
            output[..^" CycloneDX is not read.\n\n".Length]);
    }

    [Fact]
    public async Task Files_are_answered_in_their_order_and_the_worst_of_them_is_the_exit_code()
    {
        string sound = folder.Write("sound.json", Empty);
        string none = folder.Write("none.json", "none");
        string missing = folder.At("missing.json");

        (int code, JsonObject[] lines) = await DocumentFolder.InspectAsync(none, sound, missing, sound);

        Assert.Equal([none, sound, missing, sound], lines.Select(line => line["file"]!.GetValue<string>()));
        Assert.Equal("  NOT_CHECKED REQUEST_INVALID", DocumentFolder.Told(lines[2]));
        Assert.Equal(2, code);
        Assert.Equal(1, (await DocumentFolder.InspectAsync(sound, none, sound)).Code);
        Assert.Equal(0, (await DocumentFolder.InspectAsync(sound, sound)).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("no/such/file")]
    [InlineData("a\0b")]
    public async Task A_file_that_cannot_be_opened_could_not_be_inspected(string file)
    {
        (int code, JsonObject[] lines) = await DocumentFolder.InspectAsync(file);

        Assert.Equal("  NOT_CHECKED REQUEST_INVALID", DocumentFolder.Told(Assert.Single(lines)));
        Assert.Equal(2, code);
    }

    [Fact]
    public async Task No_file_could_not_run()
    {
        Answer answer = await Aibom.RunAsync("inspect", "--json");

        Assert.Equal((2, ""), (answer.Code, answer.Output));
        Assert.NotEqual("", answer.Error);
    }

    [Fact]
    public async Task Standard_input_is_a_document_once()
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(Empty));

        Answer answer = await Aibom.RunAsync(input, showsProgress: false, "inspect", "--json", "-", "-");

        JsonNode[] lines = [.. answer.Output.TrimEnd().Split('\n').Select(line => JsonNode.Parse(line)!)];
        Assert.Equal("- CycloneDX 1.6", $"{lines[0]["file"]} {lines[0]["format"]} {lines[0]["specVersion"]}");
        Assert.Equal("JSON_MALFORMED", $"{lines[1]["findings"]![0]!["code"]}");
        Assert.Equal(1, answer.Code);
    }

    /// <summary>A text of several lines as the one line that it stands for.</summary>
    private static string OneLine(string text) => text.Replace("\n", "", StringComparison.Ordinal) + "\n";

    private static void SkipWithoutSchemas() => Assert.SkipWhen(
        DocumentSchemas.For(DocumentFormat.CycloneDx, "1.6") is null, "This build has no official schemas.");
}
