using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace AiBom.Documents.Tests;

/// <summary>
/// Documents that are large in one direction. A step that is quadratic in it takes minutes, not seconds, so the bound
/// is loose enough for a busy machine.
/// </summary>
public sealed class SizeTests(ITestOutputHelper output)
{
    private const int Many = 100_000;

    [Fact]
    public void Components_with_a_dependency_each() => ShouldReadSoon(
        "\"metadata\":{\"component\":{\"type\":\"application\",\"name\":\"s\"}},"
        + Array("components", i => $$"""{"type":"machine-learning-model","name":"m{{i}}","bom-ref":"m{{i}}"}""")
        + "," + Array("dependencies", i => $$"""{"ref":"m{{i}}","dependsOn":["m{{i + 1}}"]}"""));

    [Fact]
    public void Files_without_a_subject() => ShouldReadSoon(
        Array("components", i => $$"""{"type":"file","name":"f{{i}}"}"""));

    [Fact]
    public void Ancestors_of_one_model_that_has_as_many_tags() => ShouldReadSoon(
        "\"components\":[{\"type\":\"machine-learning-model\",\"name\":\"a\","
        + Array("tags", i => $"\"base_model:o/{i}\"")
        + ",\"pedigree\":{"
        + Array("ancestors", i => $$"""{"type":"machine-learning-model","name":"m{{i}}"}""")
        + "}}]");

    [Fact]
    public void Dangling_references() => ShouldReadSoon(
        Array("dependencies", i => $$"""{"ref":"pkg:mlflow/o/{{i}}@1","dependsOn":["pkg:mlflow/p/{{i}}@1"]}"""));

    [Fact]
    public void Components_with_one_bom_ref() => ShouldReadSoon(
        Array("components", i => $$"""{"type":"data","name":"d","bom-ref":"d","version":"{{i}}"}"""));

    [Fact]
    public void Hashes_of_one_component() => ShouldReadSoon(
        "\"components\":[{\"type\":\"data\",\"name\":\"d\","
        + Array("hashes", i => $$"""{"alg":"MD5","content":"{{i.ToString("x32", CultureInfo.InvariantCulture)}}"}""")
        + "}]");

    [Fact]
    public void Names_of_one_object() => ShouldReadSoon(
        string.Join(',', Enumerable.Range(0, Many).Select(i => $"\"n{i}\":{i}")));

    [Fact]
    public void Tasks_that_share_one_dataset_and_name_its_supplier() => ShouldReadSoon(
        "\"components\":[{\"type\":\"data\",\"name\":\"d\",\"bom-ref\":\"d\"}],"
        + Array("services", i => $$"""{"provider":{"name":"o{{i}}"},"bom-ref":"s{{i}}","name":"s"}""")
        + ",\"formulation\":[{"
        + Array(
            "workflows",
            i => $$"""{"resourceReferences":[{"ref":"s{{i}}"}],"inputs":[{"source":{"ref":"s{{i}}"},"""
                + "\"resource\":{\"ref\":\"d\"}}],\"name\":\"labeling\"}")
        + "}]");

    [Fact]
    public void Citations_of_edges_far_down() => ShouldReadSoon(
        Array(
            "components",
            i => $$"""{"pedigree":{"ancestors":[{"name":"b{{i}}"}]},"type":"machine-learning-model","name":"m{{i}}"}""")
        + "," + Array(
            "citations", i => $$"""{"attributedTo":"c{{i}}","bom-ref":"c{{i}}","pointers":["/components/{{i}}"]}"""));

    [Fact]
    public void Claims_with_one_piece_of_evidence() => ShouldReadSoon(
        "\"declarations\":{\"evidence\":[{\"bom-ref\":\"e\",\"description\":\"" + new string('x', 60_000) + "\"}],"
        + Array("claims", i => $$"""{"bom-ref":"c{{i}}","target":"c{{i}}","evidence":["e","e"]}""") + "}");

    private static string Array(string name, Func<int, string> item) => new StringBuilder()
        .Append('"').Append(name).Append("\":[").AppendJoin(',', Enumerable.Range(0, Many).Select(item)).Append(']')
        .ToString();

    private void ShouldReadSoon(string fields)
    {
        byte[] document = Encoding.UTF8.GetBytes($$"""{"bomFormat":"CycloneDX","specVersion":"1.6",{{fields}}}""");
        long started = Stopwatch.GetTimestamp();
        ReadResult read = Reading.Of(document);
        TimeSpan taken = Stopwatch.GetElapsedTime(started);
        output.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{document.Length} bytes in {taken.TotalMilliseconds:F0} ms"));

        Assert.NotNull(read.Statements);
        Assert.InRange(taken, TimeSpan.Zero, TimeSpan.FromSeconds(15));
    }
}
