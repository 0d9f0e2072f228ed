using System.Diagnostics;
using System.Globalization;
using System.Text;
using AiBom.Domain;

namespace AiBom.Documents.Tests.Spdx;

/// <summary>
/// Documents that contradict themselves, and documents that are large in one direction. A step that is quadratic takes
/// minutes, not seconds, so the bound is loose enough for a busy machine.
/// </summary>
public sealed class SpdxHostileTests(ITestOutputHelper output)
{
    private const int Many = 50_000;

    [Theory]
    [InlineData("M a", "a descendantOf a", FindingCodes.SelfAncestor)]
    [InlineData("M a; M b", "a descendantOf b; b descendantOf a", FindingCodes.LineageCycle)]
    [InlineData("M a; D d", "a trainedOn d; a generates d", FindingCodes.LineageCycle)]
    [InlineData("M a; M b; B r", "r hasInput a; r hasOutput b; b ancestorOf a", FindingCodes.LineageCycle)]
    [InlineData("M a; B r", "r hasInput a; r hasOutput a", FindingCodes.SelfAncestor)]
    public void A_lineage_that_is_cyclic_in_itself_is_refused(string elements, string relationships, string code)
    {
        ReadResult read = SpdxText.Read(elements, relationships);

        Assert.Null(read.Statements);
        Assert.Equal(code, read.Findings[0].Code);
    }

    [Fact]
    public void Collections_and_directories_that_contain_one_another_end()
    {
        ReadResult read = SpdxText.Read("M a; F x; F y", "a contains x; x contains y; y contains x; x contains x");

        Assert.Equal("x y", string.Join(' ', read.Statements!.Entities[0].Files.Select(file => file.Name)));
        Assert.NotNull(Reading.Of(Document(
            """{"type":"Bom","spdxId":"urn:1","rootElement":["urn:2"]}""",
            """{"type":"Bom","spdxId":"urn:2","rootElement":["urn:1","urn:2"]}""")).Statements);
    }

    [Fact]
    public void A_name_twice_is_refused_and_an_identifier_twice_is_a_finding()
    {
        const string model = """{"type":"ai_AIPackage","spdxId":"urn:a","name":"a"}""";

        Assert.Equal(
            "JSON_DUPLICATE_NAME:/@graph/0/name",
            Reading.Findings(Reading.Of(Document("""{"type":"ai_AIPackage","name":"a","name":"b"}"""))));
        Assert.Equal("REFERENCE_DUPLICATE:/@graph/1", Reading.Findings(Reading.Of(Document(model, model))));
    }

    [Fact]
    public void More_packages_and_files_than_the_bound_are_refused_and_so_are_more_edges_of_runs()
    {
        DocumentLimits three = DocumentLimits.Default with { Components = 3 };
        string run = "r hasInput d,e; r hasOutput a";

        Assert.NotNull(Bounded("M a; D d; D e; B r", run, three).Statements);
        Assert.Equal("COMPONENTS_EXCEEDED:", Reading.Findings(Bounded("M a; D d; D e; P p", "", three)));
        Assert.Equal(
            "COMPONENTS_EXCEEDED:/@graph/5",
            Reading.Findings(Bounded("M a; D d; D e; B r", $"{run},e", three)));
    }

    [Fact]
    public void Elements_deep_within_one_another_are_refused_for_their_depth() => Assert.Equal(
        "DEPTH_EXCEEDED:",
        Reading.Findings(Reading.Of(Document(
            string.Concat(Enumerable.Repeat("""{"type":"ai_AIPackage","suppliedBy":""", 200))
            + "1" + new string('}', 200)))));

    [Fact]
    public void Models_that_descend_from_one_another() => ShouldReadSoon(
        Each(i => $$"""{"type":"ai_AIPackage","spdxId":"urn:{{i}}","name":"m{{i}}"}"""),
        Each(i => Relationship(i, $"urn:{i}", "descendantOf", $"\"urn:{i + 1}\"")));

    [Fact]
    public void Models_that_share_a_directory_of_files() => ShouldReadSoon(
        Each(i => $$"""{"type":"ai_AIPackage","spdxId":"urn:{{i}}","name":"m{{i}}"}"""),
        Each(i => $$"""{"type":"software_File","spdxId":"urn:f{{i}}","name":"f{{i}}"}"""),
        ["""{"type":"software_File","spdxId":"urn:dir","name":"dir","software_fileKind":"directory"}"""],
        [Relationship(0, "urn:dir", "contains", string.Join(',', Each(i => $"\"urn:f{i}\"")))],
        Each(i => Relationship(i + 1, $"urn:{i}", "contains", "\"urn:dir\"")));

    [Fact]
    public void Relationships_to_what_nothing_declares() => ShouldReadSoon(
        ["""{"type":"ai_AIPackage","spdxId":"urn:0","name":"m"}"""],
        Each(i => Relationship(i, "urn:0", "trainedOn", $"\"urn:d{i}\",\"pkg:generic/o/{i}@1\"")));

    [Fact]
    public void Inputs_and_outputs_of_one_run_with_a_completeness_each() => ShouldReadSoon(
        Each(i => $$"""{"type":"software_File","spdxId":"urn:{{i}}","name":"f{{i}}"}"""),
        ["""{"type":"build_Build","spdxId":"urn:run"}"""],
        Each(i => Relationship(i, "urn:run", i == 0 ? "hasOutput" : "hasInput", $"\"urn:{i}\"", "incomplete")));

    [Fact]
    public void Elements_without_identifiers() => ShouldReadSoon(
        Each(i => $$"""{"type":"ai_AIPackage","name":"m{{i}}","originatedBy":[{"type":"Agent","name":"x"}]}"""));

    [Fact]
    public void Properties_of_one_model()
    {
        string properties = string.Join(',', Each(i =>
            $$"""{"extension_cdxPropName":"base_model","extension_cdxPropValue":"o/{{i}}"}"""));
        string extension = $$"""[{"type":"x","extension_cdxProperty":[{{properties}}]}]""";
        IEnumerable<string> model =
            [$$"""{"type":"ai_AIPackage","spdxId":"urn:0","name":"m","extension":{{extension}}}"""];

        ShouldReadSoon(model);
    }

    private static ReadResult Bounded(string elements, string relationships, DocumentLimits limits) =>
        Reading.Of(SpdxText.Document(elements, relationships).ToJsonString(), limits);

    private static IEnumerable<string> Each(Func<int, string> item) => Enumerable.Range(0, Many).Select(item);

    private static string Relationship(int id, string from, string type, string to, string? completeness = null) =>
        $$"""{"type":"Relationship","spdxId":"urn:r{{id}}","from":"{{from}}","relationshipType":"{{type}}","""
        + (completeness is null ? "" : $"\"completeness\":\"{completeness}\",")
        + $"\"to\":[{to}]}}";

    private static string Document(params IEnumerable<string> elements) =>
        $$"""{"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":[{{string.Join(',', elements)}}]}""";

    private void ShouldReadSoon(params IEnumerable<string>[] elements)
    {
        byte[] document = Encoding.UTF8.GetBytes(Document(elements.SelectMany(part => part)));
        long started = Stopwatch.GetTimestamp();
        ReadResult read = Reading.Of(document);
        TimeSpan taken = Stopwatch.GetElapsedTime(started);
        output.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{document.Length} bytes in {taken.TotalMilliseconds:F0} ms"));

        Assert.NotNull(read.Statements);
        Assert.InRange(taken, TimeSpan.Zero, TimeSpan.FromSeconds(15));
    }
}
