using System.Diagnostics;
using System.Text;
using AiBom.Domain;
using AiBom.Testing;

namespace AiBom.Documents.Tests;

/// <summary>Reader and schema together, on bytes of any kind.</summary>
public sealed class DocumentInspectionTests(ITestOutputHelper output)
{
    private const string Sound = """{"bomFormat":"CycloneDX","specVersion":"1.6","version":1}""";

    [Theory]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.6"}""", "CycloneDX 1.6")]
    [InlineData("""{"specVersion":"1.6","components":[{"bomFormat":7}],"bomFormat":null}""", "CycloneDX 1.6")]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.6","@context":"https://spdx.org/rdf/3.0.1/x"}""",
        "CycloneDX 1.6")]
    [InlineData("""{"specVersion":["1.6",{"bomFormat":1}],"bomFormat":{"a":[]}}""", "CycloneDX ")]
    [InlineData("""{"spdxVersion":"SPDX-2.2","@context":"https://spdx.org/rdf/3.0.1/x"}""", "SPDX 2.2")]
    [InlineData("""{"@context":[[],{},1,null,"https://spdx.org/rdf/3.0.1","https://spdx.org/rdf/2"]}""", "SPDX 3.0.1")]
    [InlineData("""{"@context":{"a":"https://spdx.org/rdf/3.0.1/x"}}""", null)]
    [InlineData("""{"@context":"https://example.org/3.0.1/x"}""", null)]
    [InlineData("""["bomFormat"]""", null)]
    [InlineData(Sound + "x", null)]
    public void A_format_is_stated_on_the_first_level(string document, string? expected)
    {
        StatedFormat? stated = StatedFormat.Of(Encoding.UTF8.GetBytes(document), DocumentLimits.Default.Depth);

        Assert.Equal(expected, stated is null ? null : $"{stated.Format} {stated.SpecVersion}");
    }

    [Fact]
    public void A_version_is_cut_before_it_is_repeated()
    {
        string document = Sound.Replace("1.6", new string('9', 1_000_000), StringComparison.Ordinal);
        DocumentInspection inspection = Inspect(Encoding.UTF8.GetBytes(document));

        Assert.InRange(inspection.SpecVersion!.Length, 100, 300);
        Assert.False(inspection.IsSound);
    }

    [Fact]
    public void Bounds_of_the_document_are_those_of_the_schema_too()
    {
        byte[] document = Encoding.UTF8.GetBytes(Sound);
        DocumentLimits limits = DocumentLimits.Default;
        DocumentInspection exact = DocumentInspection.Of(document, limits with { Bytes = document.Length });
        DocumentInspection large = DocumentInspection.Of(document, limits with { Bytes = document.Length - 1 });

        Assert.True(exact.IsSound);
        Assert.False(large.IsSound);
        Assert.Equal(("SIZE_EXCEEDED", SchemaVerdict.NotChecked), (Assert.Single(large.Findings).Code, large.Schema));
    }

    [Fact]
    public void Mutated_documents_never_make_the_inspection_throw()
    {
        if (!Repository.HasShared("conformance/bom", out string reason))
        {
            Assert.Skip(reason);
        }

        string[] documents =
        [
            .. Directory.EnumerateFiles(Repository.Shared("conformance/bom"), "*.json", SearchOption.AllDirectories)
                .Where(document => new FileInfo(document).Length is > 0 and < 20_000)
                .Order(StringComparer.Ordinal),
        ];
        var random = new Random(20_261_123);
        long started = Stopwatch.GetTimestamp();
        int inputs = 0;
        for (; inputs < 2_000 && Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(10); inputs++)
        {
            byte[] document = File.ReadAllBytes(documents[random.Next(documents.Length)]);
            for (int edit = random.Next(1, 8); edit > 0; edit--)
            {
                // Half of the edits near the beginning, where the format is stated.
                int most = random.Next(2) == 0 ? Math.Min(document.Length, 200) : document.Length;
                document[random.Next(most)] = (byte)"{}[]\",:0nt\\u\u0000\u00ff"[random.Next(13)];
            }

            DocumentInspection inspection = Inspect(document);
            Assert.True(inspection.Statements is not null || inspection.Findings.Length > 0);
        }

        output.WriteLine($"inspection fuzzing: {inputs} mutated documents");
        Assert.True(inputs > 100);
    }

    private static DocumentInspection Inspect(byte[] document) =>
        DocumentInspection.Of(document, DocumentLimits.Default);
}
