using System.Text;
using AiBom.Domain;

namespace AiBom.Documents.Tests;

public sealed class BadInputTests
{
    private const string Top = "\"bomFormat\":\"CycloneDX\",\"specVersion\":\"1.6\"";

    [Theory]
    [InlineData("", "JSON_MALFORMED:")]
    [InlineData("{\"bomFormat\":\"CycloneDX\",\"specVer", "JSON_MALFORMED:")]
    [InlineData("INFO generating\n{\"bomFormat\":\"CycloneDX\"}", "JSON_MALFORMED:")]
    [InlineData("{\"bomFormat\":\"CycloneDX\"}\n{\"bomFormat\":\"CycloneDX\"}", "JSON_MALFORMED:")]
    [InlineData("[]", "FORMAT_UNKNOWN:")]
    [InlineData("{}", "FORMAT_UNKNOWN:/bomFormat")]
    [InlineData("{\"spdxVersion\":\"SPDX-2.3\"}", "SPEC_VERSION_UNSUPPORTED:/spdxVersion")]
    [InlineData("{\"bomFormat\":\"CycloneDX\",\"specVersion\":\"9.9\"}", "SPEC_VERSION_UNSUPPORTED:/specVersion")]
    [InlineData("{\"bomFormat\":\"CycloneDX\",\"bomFormat\":\"CycloneDX\"}", "JSON_DUPLICATE_NAME:/bomFormat")]
    [InlineData("{\"bomFormat\":\"\\ud800\"}", "JSON_MALFORMED:")]
    public void What_cannot_be_read_as_a_whole_is_refused_with_one_reason(string document, string expected)
    {
        ReadResult read = Reading.Of(document);

        Assert.Null(read.Statements);
        Assert.Equal(expected, Reading.Findings(read));
    }

    [Fact]
    public void Sixty_four_megabytes_of_open_brackets_are_refused_for_their_depth()
    {
        byte[] brackets = new byte[64 << 20];
        Array.Fill(brackets, (byte)'[');

        Assert.Equal("DEPTH_EXCEEDED:", Reading.Findings(Reading.Of(brackets)));
    }

    [Fact]
    public void More_bytes_and_more_components_than_the_bound_are_refused()
    {
        const string library = "{\"type\":\"library\",\"name\":\"x\"}";
        string three = $"{{{Top},\"components\":[{library},{library},{library}]}}";
        ReadResult atMost(DocumentLimits limits) => Reading.Of(three, limits);

        Assert.NotNull(atMost(DocumentLimits.Default with { Components = 3 }).Statements);
        Assert.Equal(
            "COMPONENTS_EXCEEDED:", Reading.Findings(atMost(DocumentLimits.Default with { Components = 2 })));
        Assert.Equal("SIZE_EXCEEDED:", Reading.Findings(atMost(DocumentLimits.Default with { Bytes = 100 })));
    }

    [Theory]
    [InlineData("\"components\":{}", "TYPE_MISMATCH:/components")]
    [InlineData("\"components\":[7]", "TYPE_MISMATCH:/components/0")]
    [InlineData("\"metadata\":[]", "TYPE_MISMATCH:/metadata")]
    [InlineData("\"version\":\"2\"", "TYPE_MISMATCH:/version")]
    [InlineData("\"metadata\":{\"timestamp\":\"soon\"}", "VALUE_INVALID:/metadata/timestamp")]
    [InlineData("\"components\":[{\"type\":\"data\"}]", "FIELD_MISSING:/components/0/name")]
    [InlineData("\"components\":[{\"name\":\"x\"}]", "FIELD_MISSING:/components/0/type")]
    [InlineData(
        "\"components\":[{\"type\":\"data\",\"name\":\"x\",\"purl\":\"x\"}]",
        "VALUE_INVALID:/components/0/purl")]
    [InlineData(
        "\"components\":[{\"type\":\"data\",\"name\":\"x\",\"hashes\":[{\"alg\":\"SHA-256\",\"content\":\"abc\"}]}]",
        "VALUE_INVALID:/components/0/hashes/0/content")]
    [InlineData(
        "\"components\":[{\"type\":\"data\",\"name\":\"x\",\"hashes\":"
        + "[{\"alg\":\"MD5\",\"content\":\"d41d8cd98f00b204e9800998ecf8427e\"}]}]",
        "WEAK_DIGEST:/components/0/hashes")]
    [InlineData("\"dependencies\":[{\"ref\":\"nowhere\"}]", "REFERENCE_DANGLING:/dependencies/0/ref")]
    [InlineData(
        "\"components\":[{\"type\":\"data\",\"name\":\"a\",\"bom-ref\":\"x\"},"
        + "{\"type\":\"data\",\"name\":\"b\",\"bom-ref\":\"x\"}]",
        "REFERENCE_DUPLICATE:/components/1/bom-ref")]
    [InlineData("\"compositions\":[{\"aggregate\":\"mostly\"}]", "VALUE_INVALID:/compositions/0/aggregate")]
    public void A_wrong_field_is_a_finding_and_the_rest_is_read(string field, string expected)
    {
        ReadResult read = Reading.Of($"{{{Top},{field}}}");

        Assert.NotNull(read.Statements);
        Assert.Equal(expected, Reading.Findings(read));
    }

    [Theory]
    [InlineData("a<a", FindingCodes.SelfAncestor)]
    [InlineData("a<b b<a", FindingCodes.LineageCycle)]
    [InlineData("a<b b<c c<d d<b", FindingCodes.LineageCycle)]
    [InlineData("a<b a<c b<d c<d", "")]
    public void A_lineage_that_is_cyclic_in_itself_is_refused_with_its_path(string edges, string expected)
    {
        ReadResult read = Reading.Of(Pedigrees(edges));

        Assert.Equal(expected, read.Findings.Select(finding => finding.Code).FirstOrDefault(code =>
            code is FindingCodes.SelfAncestor or FindingCodes.LineageCycle) ?? "");
        Assert.Equal(expected.Length == 0, read.Statements is not null);
    }

    [Fact]
    public void Findings_are_bounded_and_the_last_one_counts_the_rest()
    {
        string many = string.Join(',', Enumerable.Repeat("7", 5_000));

        ReadResult read = Reading.Of($"{{{Top},\"components\":[{many}]}}");

        Assert.Equal(FindingLimits.PerDocument, read.Findings.Length);
        Assert.Equal(FindingCodes.FindingsExceeded, read.Findings[^1].Code);
        Assert.Contains("4001 more", read.Findings[^1].Message, StringComparison.Ordinal);
    }

    /// <summary>Pedigrees as text: <c>child&lt;parent</c>.</summary>
    private static string Pedigrees(string edges)
    {
        IEnumerable<string> components = edges.Split(' ')
            .Select(edge => edge.Split('<'))
            .GroupBy(edge => edge[0], edge => edge[1], StringComparer.Ordinal)
            .Select(group =>
            {
                string parents = string.Join(',', group.Select(parent => Model(parent)));
                return Model(group.Key, $",\"pedigree\":{{\"ancestors\":[{parents}]}}");
            });
        return $"{{{Top},\"components\":[{string.Join(',', components)}]}}";
    }

    private static string Model(string name, string more = "") => new StringBuilder()
        .Append("{\"type\":\"machine-learning-model\",\"name\":\"").Append(name).Append("\",\"version\":\"1\"")
        .Append(more).Append('}').ToString();
}
