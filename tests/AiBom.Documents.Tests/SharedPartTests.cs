using System.Diagnostics;
using System.Globalization;
using System.Text;
using AiBom.Documents.Tests.InToto;
using AiBom.Domain;

namespace AiBom.Documents.Tests;

/// <summary>
/// Documents in which one large part is meant by many small ones. What is read of it for each of them takes time and
/// memory in the product of the two, so the bounds are loose and still out of reach for that.
/// </summary>
public sealed class SharedPartTests(ITestOutputHelper output)
{
    private const int Many = 50_000;
    private static readonly string Long = new('x', 60_000);

    [Fact]
    public void Properties_written_as_members_of_one_object() => ShouldReadSoon(CycloneDx(
        "\"components\":[{\"type\":\"data\",\"name\":\"d\",\"properties\":{" + Each(3 * Many, i => $"\"p{i}\":\"v\"")
        + "}}]"));

    [Fact]
    public void Annotations_of_one_resource() => ShouldReadSoon(Provenance.V1(
        "{\"name\":\"m\",\"annotations\":{" + Each(3 * Many, i => $"\"aibom:x{i}\":[]") + "}}", ""));

    [Fact]
    public void Roles_of_a_dataset_that_models_refer_to() => ShouldReadSoon(CycloneDx(
        "\"components\":[{\"type\":\"data\",\"name\":\"d\",\"bom-ref\":\"d\",\"properties\":["
        + Each(Many, _ => """{"name":"aibom:dataset:role","value":"TRAINING"}""")
        + "]}," + Each(Many / 5, i => $$$$"""
            {"type":"machine-learning-model","name":"m{{{{i}}}}","bom-ref":"m{{{{i}}}}",
             "modelCard":{"modelParameters":{"datasets":[{"ref":"d"}]}}}
            """)
        + "],\"formulation\":[{\"workflows\":[{\"inputs\":["
        + Each(Many / 5, _ => """{"resource":{"ref":"d"}}""") + "]}]}],\"dependencies\":["
        + Each(Many / 5, i => $$"""{"ref":"m{{i}}","dependsOn":["d"]}""") + "]"));

    [Fact]
    public void Words_and_relations_of_a_component_that_models_depend_on() => ShouldReadSoon(CycloneDx(
        "\"components\":[{\"type\":\"machine-learning-model\",\"name\":\"b\",\"bom-ref\":\"b\",\"properties\":["
        + Each(Many, _ => """{"name":"ai.model.relation","value":"x"},{"name":"usage","value":"x"}""")
        + "]}," + Each(Many / 5, i => $$"""{"type":"machine-learning-model","name":"m{{i}}","bom-ref":"m{{i}}"}""")
        + "],\"dependencies\":[" + Each(Many / 5, i => $$"""{"ref":"m{{i}}","dependsOn":["b"]}""") + "]"));

    [Fact]
    public void Members_of_a_dependency_and_a_service() => ShouldReadSoon(CycloneDx(
        "\"components\":[{\"type\":\"machine-learning-model\",\"name\":\"m\",\"bom-ref\":\"m\"}],"
        + "\"services\":[{" + Each(Many, i => $"\"n{i}\":0") + ",\"name\":\"s\",\"bom-ref\":\"s\"}],"
        + "\"formulation\":[{\"workflows\":[{\"inputs\":["
        + Each(Many / 2, _ => """{"source":{"ref":"s"},"resource":{"ref":"m"}}""") + "]}]}],"
        + "\"dependencies\":[{" + Each(Many, i => $"\"n{i}\":0") + ",\"ref\":\"m\",\"dependsOn\":["
        + Each(Many, i => "\"pkg:generic/a\"") + "]}]"));

    [Fact]
    public void Edges_to_a_thing_with_a_long_name() => ShouldReadSoon(CycloneDx(
        "\"components\":[{\"type\":\"machine-learning-model\",\"name\":\"b\",\"group\":\"" + Long
        + "\",\"bom-ref\":\"b\"},{\"type\":\"machine-learning-model\",\"name\":\"m\",\"bom-ref\":\"" + Long + "\"}],"
        + "\"dependencies\":[{\"ref\":\"" + Long + "\",\"dependsOn\":["
        + Each(10 * Many, _ => "\"b\"") + "]}]"));

    [Fact]
    public void An_assessor_with_a_long_reference_makes_no_more_of_the_statements_than_the_document() =>
        ShouldStayInProportion(CycloneDx(
            "\"declarations\":{\"attestations\":[{\"assessor\":\"" + Long + "\",\"map\":["
            + Each(2_000, i => $$"""{"requirement":"r{{i}}"}""") + "]}]}"));

    [Fact]
    public void An_agent_with_a_long_name_makes_no_more_of_the_statements_than_the_document() =>
        ShouldStayInProportion(Spdx(
            $$"""{"type":"Organization","spdxId":"urn:o","name":"{{Long}}"},"""
            + Each(2_000, i =>
                $$"""{"type":"ai_AIPackage","spdxId":"urn:{{i}}","name":"m{{i}}","originatedBy":["urn:o"]}""")));

    [Fact]
    public void A_long_prefix_makes_no_more_of_the_statements_than_the_document() =>
        ShouldStayInProportion(Spdx(
            """{"type":"ai_AIPackage","spdxId":"urn:0","name":"m"},"""
            + Each(2_000, i => $$"""
                {"type":"Relationship","spdxId":"urn:r{{i}}","from":"urn:0","relationshipType":"trainedOn",
                 "to":["p:{{i}}"]}
                """),
            $$"""{"p":"https://{{Long}}/"}"""));

    [Fact]
    public void Remarks_and_assessments_that_share_a_maker_and_a_vulnerability() => ShouldReadSoon(Spdx(
        """{"type":"CreationInfo","@id":"_:c","createdBy":["""
        + Each(16, i => $"\"urn:a{i}\"") + "]},"
        + Each(16, i => $$"""{"type":"Person","spdxId":"urn:a{{i}}","name":"{{Long}}"}""") + ","
        + """{"type":"security_Vulnerability","spdxId":"urn:v","externalIdentifier":["""
        + Each(64, _ => $$"""{"externalIdentifierType":"{{Long}}"}""") + "]},"
        + Each(Many / 2, i => $$"""
            {"type":"Annotation","spdxId":"urn:n{{i}}","statement":"s","creationInfo":"_:c","subject":"urn:v"},
            {"type":"security_VexFixedVulnAssessmentRelationship","spdxId":"urn:x{{i}}","from":"urn:v","to":["urn:a0"]}
            """)));

    [Fact]
    public void Packed_texts_of_many_elements_take_memory_as_their_length() => ShouldAllocateLess(
        20_000 * 12_000,
        Spdx(Each(20_000, i => $$"""
            {"type":"ai_AIPackage","spdxId":"urn:{{i}}","name":"m","extension":[{"extension_cdxProperty":[
            {"extension_cdxPropName":"pedigree","extension_cdxPropValue":"{}"}]}]}
            """)));

    [Fact]
    public void A_name_twice_at_the_end_of_a_long_way_down() => ShouldAllocateLess(
        300_000_000,
        "{\"bomFormat\":\"CycloneDX\"," + string.Concat(Enumerable.Repeat($"\"{new string('x', 200)}\":{{", 120))
        + Each(Many, i => $"\"{i}\":0") + ",\"0\":0" + new string('}', 121));

    [Theory]
    [InlineData("base_model")]
    [InlineData("datasets")]
    public void More_names_than_twice_the_bound_of_components_are_refused(string property)
    {
        DocumentLimits limits = DocumentLimits.Default with { Components = 10 };
        string document = CycloneDx(
            "\"components\":[{\"type\":\"machine-learning-model\",\"name\":\"m\",\"properties\":[{\"name\":\""
            + property + "\",\"value\":\"" + Each(20, i => $"o/{i}") + "\"}]}]");

        Assert.StartsWith(
            "COMPONENTS_EXCEEDED:/components/0/properties/0 ",
            Reading.Findings(Reading.Of(document, limits)),
            StringComparison.Ordinal);
        Assert.NotNull(Reading.Of(document.Replace(",o/19", "", StringComparison.Ordinal), limits).Statements);
    }

    [Fact]
    public void More_edges_than_eight_times_the_bound_of_components_are_refused()
    {
        string document = CycloneDx(
            "\"components\":[" + Each(9, i => $$"""{"type":"library","name":"l{{i}}","bom-ref":"l{{i}}"}""")
            + "],\"dependencies\":["
            + Each(9, i => $$"""{"ref":"l{{i}}","dependsOn":[{{Each(9, j => $"\"l{j}\"")}}]}""") + "]");

        Assert.Equal(72, Reading.Of(document, Bounded(9)).Statements!.Statements.Length);
        Assert.StartsWith(
            "COMPONENTS_EXCEEDED:/dependencies",
            Reading.Findings(Reading.Of(
                document.Replace("\"l0\"]", "\"l0\",\"pkg:generic/x\"]", StringComparison.Ordinal)
                    .Replace("\"l8\"]", "\"l8\",\"pkg:generic/x\"]", StringComparison.Ordinal),
                Bounded(9))),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Many_components_far_down_are_refused_where_so_many_at_the_top_are_read()
    {
        string many = Each(100, _ => """{"type":"data","name":"d"}""");
        string Deep(int levels) => CycloneDx(
            string.Concat(Enumerable.Repeat("\"components\":[{\"type\":\"data\",\"name\":\"d\",", levels))
            + "\"components\":[" + many + "]" + string.Concat(Enumerable.Repeat("}]", levels)));

        Assert.NotNull(Reading.Of(Deep(10), Bounded(200)).Statements);
        Assert.StartsWith(
            "SIZE_EXCEEDED:/components/0/components",
            Reading.Findings(Reading.Of(Deep(55), Bounded(200))),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_of_many_is_found_by_its_name_and_however_that_is_written()
    {
        string many = Each(100, i => $"\"n{i}\":0");

        Assert.Equal("a", Reading.Of(CycloneDx(
            "\"components\":[{\"type\":\"data\"," + many + ",\"n\\u0061me\":\"a\"}]"))
            .Statements!.Entities[0].Name);
        Assert.Equal("a", Reading.Of(CycloneDx(
            "\"components\":[{\"type\":\"data\"," + many + ",\"name\":\"a\"}]"))
            .Statements!.Entities[0].Name);
    }

    [Theory]
    [InlineData("complete", "incomplete")]
    [InlineData("incomplete", "complete")]
    public void Of_several_compositions_of_one_component_the_worse_counts(string first, string second)
    {
        StatementSet set = Reading.Of(CycloneDx(
            "\"components\":[{\"type\":\"data\",\"name\":\"d\",\"bom-ref\":\"d\"}],\"compositions\":["
            + $$"""{"aggregate":"{{first}}","dependencies":["d"]},{"aggregate":"{{second}}","dependencies":["d"]}]"""))
            .Statements!;

        Assert.All(
            set.Entities[0].Completeness, claim => Assert.Equal(Completeness.Incomplete, claim.Completeness));
        Assert.Equal(2, set.Entities[0].Completeness.Length);
    }

    [Fact]
    public void More_parts_in_labels_than_the_bound_of_components_are_refused()
    {
        string document = CycloneDx(
            "\"components\":[" + Each(3, i => $$"""
                {"type":"data","name":"l{{i}}","bom-ref":"l{{i}}",
                 "properties":[{"name":"aibom:component:kind","value":"LABEL_SET"}]}
                """)
            + "],\"services\":["
            + Each(3, i => $$$"""{"name":"s","bom-ref":"s{{{i}}}","provider":{"name":"v{{{i}}}"}}""")
            + "],\"formulation\":[{\"workflows\":[{\"name\":\"labeling\",\"resourceReferences\":["
            + Each(3, i => $$"""{"ref":"s{{i}}"}""") + "],\"outputs\":["
            + Each(3, i => $"{{\"resource\":{{\"ref\":\"l{i}\"}}}}") + "]}]}]");

        Assert.NotNull(Reading.Of(document, Bounded(9)).Statements);
        Assert.Equal(
            "COMPONENTS_EXCEEDED:/formulation/0/workflows/0", Reading.Findings(Reading.Of(document, Bounded(8))));
    }

    private static DocumentLimits Bounded(int components) => DocumentLimits.Default with { Components = components };

    private static string CycloneDx(string fields) => $$"""{"bomFormat":"CycloneDX","specVersion":"1.7",{{fields}}}""";

    private static string Spdx(string elements, string? prefixes = null) =>
        "{\"@context\":[\"https://spdx.org/rdf/3.0.1/spdx-context.jsonld\"" + (prefixes is null ? "" : "," + prefixes)
        + "],\"@graph\":[" + elements + "]}";

    private static string Each(int count, Func<int, string> item) =>
        string.Join(',', Enumerable.Range(0, count).Select(item));

    private void ShouldReadSoon(string document) => Assert.NotNull(ReadSoon(document).Statements);

    private ReadResult ReadSoon(string text)
    {
        byte[] document = Encoding.UTF8.GetBytes(text);
        long started = Stopwatch.GetTimestamp();
        ReadResult read = Reading.Of(document);
        TimeSpan taken = Stopwatch.GetElapsedTime(started);
        output.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{document.Length} bytes in {taken.TotalMilliseconds:F0} ms"));
        Assert.InRange(taken, TimeSpan.Zero, TimeSpan.FromSeconds(15));
        return read;
    }

    private static void ShouldStayInProportion(string document)
    {
        ReadResult read = Reading.Of(document);

        Assert.NotNull(read.Statements);
        Assert.InRange(CanonicalJson.Serialize(read.Statements).Length, 1, 20 * document.Length);
    }

    private void ShouldAllocateLess(long bytes, string text)
    {
        byte[] document = Encoding.UTF8.GetBytes(text);
        long before = GC.GetAllocatedBytesForCurrentThread();
        ReadResult read = Reading.Of(document);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{allocated} bytes"));
        Assert.True(read.Statements is not null || read.Findings is [{ Code: FindingCodes.JsonDuplicateName }]);
        Assert.InRange(allocated, 0, bytes);
    }
}
