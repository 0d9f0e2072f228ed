using System.Text;
using System.Text.Json.Nodes;
using AiBom.Documents.Schema;
using AiBom.Testing;

namespace AiBom.Cli.Tests;

/// <summary>What <c>aibom inspect</c> says of documents of all kinds, and of files that are none.</summary>
public sealed class InspectFormatTests(ITestOutputHelper output) : IDisposable
{
    private const string Corpus = "conformance/bom";
    private const string Empty = """{"bomFormat":"CycloneDX","specVersion":"1.6","version":1}""";

    private readonly DocumentFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.2","version":1}""", "CycloneDX 1.2 VALID")]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"1.7","version":0}""", "CycloneDX 1.7 INVALID")]
    [InlineData("""{"bomFormat":"Other","specVersion":"1.6","version":1}""", "CycloneDX 1.6 INVALID FORMAT_UNKNOWN")]
    [InlineData("\uFEFF" + Empty, "CycloneDX 1.6 VALID")]
    [InlineData("""{"spdxVersion":"SPDX-2.3"}""", "SPDX 2.3 NOT_CHECKED")]
    [InlineData("""{"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld"}""", "SPDX 3.0.1 INVALID")]
    [InlineData("""{"@context":[{"a":["b"]},"https://spdx.org/rdf/3.9/x"],"@graph":[]}""", "SPDX 3.9 NOT_CHECKED")]
    public async Task A_document_says_what_it_is_whether_it_is_read_or_not(string document, string expected)
    {
        Assert.SkipWhen(
            DocumentSchemas.For(DocumentFormat.CycloneDx, "1.6") is null, "This build has no official schemas.");
        (_, JsonObject[] lines) = await DocumentFolder.InspectAsync(folder.Write("a.json", document));

        Assert.StartsWith(expected, DocumentFolder.Told(Assert.Single(lines)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "  NOT_CHECKED JSON_MALFORMED")]
    [InlineData("{", "  NOT_CHECKED JSON_MALFORMED")]
    [InlineData("null", "  NOT_CHECKED FORMAT_UNKNOWN")]
    [InlineData("[]", "  NOT_CHECKED FORMAT_UNKNOWN")]
    [InlineData("""{"x":{"bomFormat":"CycloneDX","specVersion":"1.6"}}""", "  NOT_CHECKED FORMAT_UNKNOWN")]
    [InlineData("{}", "  NOT_CHECKED FORMAT_UNKNOWN")]
    [InlineData("""{"specVersion":"1.6"}""", "  NOT_CHECKED FORMAT_UNKNOWN")]
    [InlineData("""{"bomFormat":7,"specVersion":[{}]}""", "CycloneDX  NOT_CHECKED FORMAT_UNKNOWN TYPE_MISMATCH")]
    [InlineData("""{"bomFormat":"CycloneDX"}""", "CycloneDX  NOT_CHECKED SPEC_VERSION_UNSUPPORTED")]
    [InlineData(
        """{"bomFormat":"CycloneDX","specVersion":{}}""",
        "CycloneDX  NOT_CHECKED SPEC_VERSION_UNSUPPORTED TYPE_MISMATCH")]
    [InlineData(
        """{"bomFormat":"CycloneDX","specVersion":"9"}""",
        "CycloneDX 9 NOT_CHECKED SPEC_VERSION_UNSUPPORTED SCHEMA_UNAVAILABLE")]
    [InlineData(Empty + "{}", "  NOT_CHECKED JSON_MALFORMED")]
    [InlineData("""{"bomFormat":"CycloneDX","specVersion":"\ud800"}""", "  NOT_CHECKED JSON_MALFORMED")]
    public async Task What_is_no_document_that_is_read_is_a_line_that_says_so(string content, string expected)
    {
        (int code, JsonObject[] lines) = await DocumentFolder.InspectAsync(folder.Write("a.json", content));

        Assert.Equal(expected, DocumentFolder.Told(Assert.Single(lines)));
        Assert.Equal(1, code);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_and_depth_beyond_the_bound_are_told()
    {
        byte[] latin = Encoding.Latin1.GetBytes(Empty.Replace("1.6", "\u00e9", StringComparison.Ordinal));
        string deep = $"{{\"bomFormat\":\"CycloneDX\",\"x\":{new string('[', 100_000)}";

        (_, JsonObject[] lines) = await DocumentFolder.InspectAsync(
            folder.Write("latin.json", latin), folder.Write("deep.json", deep));

        Assert.Equal(
            ["  NOT_CHECKED JSON_MALFORMED", "  NOT_CHECKED DEPTH_EXCEEDED"], lines.Select(DocumentFolder.Told));
    }

    [Fact]
    public async Task A_name_that_stands_twice_makes_it_unreadable_though_the_schema_has_a_verdict()
    {
        string twice = folder.Write("a.json", """{"bomFormat":"CycloneDX","bomFormat":"x","specVersion":"1.6"}""");

        (int code, JsonObject[] lines) = await DocumentFolder.InspectAsync(twice);

        Assert.Equal("JSON_DUPLICATE_NAME", $"{Assert.Single(lines)["findings"]![0]!["code"]}");
        Assert.Equal(1, code);
    }

    [Fact]
    public async Task A_file_beyond_the_bound_and_a_bomb_are_told()
    {
        string large = folder.At("large.json");
        await using (FileStream file = File.Create(large))
        {
            file.SetLength((64 << 20) + 1);
        }

        string bomb = folder.Pack("bomb.json.gz", Spaces);
        string lines = folder.Pack("bomb.jsonl.gz", Spaces);
        (int code, JsonObject[] told) = await DocumentFolder.InspectAsync(large, bomb, lines);

        Assert.All(told, line => Assert.Equal("  NOT_CHECKED SIZE_EXCEEDED", DocumentFolder.Told(line)));
        Assert.Equal((1, 3), (code, told.Length));
    }

    [Theory]
    [InlineData("a.json.gz")]
    [InlineData("a.json")]
    public async Task What_gzip_packed_is_unpacked_whatever_its_name(string name)
    {
        (int code, JsonObject[] lines) = await DocumentFolder.InspectAsync(
            folder.Pack(name, packed => packed.Write(Encoding.UTF8.GetBytes(Empty))));

        Assert.StartsWith("CycloneDX 1.6 ", DocumentFolder.Told(Assert.Single(lines)), StringComparison.Ordinal);
        Assert.Equal(0, code);
    }

    [Fact]
    public async Task A_packed_file_that_is_damaged_is_told()
    {
        string sound = folder.Pack("sound.gz", stream => stream.Write(Encoding.UTF8.GetBytes(Empty)));
        byte[] packed = await File.ReadAllBytesAsync(sound, TestContext.Current.CancellationToken);
        string cut = folder.Write("cut.gz", packed[..^20]);
        packed[2] = 0;
        string wrong = folder.Write("wrong.gz", packed);
        string bare = folder.Write("bare.gz", packed[..2]);

        (int code, JsonObject[] lines) = await DocumentFolder.InspectAsync(cut, wrong, bare);

        Assert.All(lines, line => Assert.Equal("  NOT_CHECKED JSON_MALFORMED", DocumentFolder.Told(line)));
        Assert.Equal((1, 3), (code, lines.Length));
    }

    [Fact]
    public async Task Json_lines_are_a_document_a_line()
    {
        string text = $"{Empty}\n\n{{}}\r\n{Empty}";
        string plain = folder.Write("many.jsonl", text);
        string packed = folder.Pack("many.ndjson.gz", stream => stream.Write(Encoding.UTF8.GetBytes(text)));

        foreach (string file in (string[])[plain, packed])
        {
            (int code, JsonObject[] lines) = await DocumentFolder.InspectAsync(file);

            Assert.Equal(
                ["1 CycloneDX", "2 ", "3 CycloneDX"], lines.Select(line => $"{line["document"]} {line["format"]}"));
            Assert.All(lines, line => Assert.Equal(file, line["file"]!.GetValue<string>()));
            Assert.Equal(1, code);
        }

        (int none, JsonObject[] empty) = await DocumentFolder.InspectAsync(folder.Write("none.jsonl", "\n"));
        Assert.Equal("  NOT_CHECKED JSON_MALFORMED", DocumentFolder.Told(Assert.Single(empty)));
        Assert.Equal(1, none);
    }

    [Fact]
    public async Task Nothing_that_a_stranger_chose_reaches_the_terminal_as_it_is()
    {
        const string Hostile = """
            {"bomFormat":"CycloneDX","specVersion":"1.6","version":1,
             "components":[{"type":"data","name":"a\u001b[31m\nb\u0085\u202e"}]}
            """;
        string file = folder.Write("a.json", Hostile);

        Answer line = await Aibom.RunAsync("inspect", "--json", file);
        Answer table = await Aibom.RunAsync("inspect", file);

        Assert.DoesNotContain(line.Output.TrimEnd('\n'), c => c is < ' ' or > '~');
        Assert.DoesNotContain(table.Output.Replace("\n", "", StringComparison.Ordinal), char.IsControl);
        Assert.Contains("[31m", table.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_longer_than_any_buffer_is_whole_and_a_long_table_says_what_it_left_out()
    {
        IEnumerable<string> components = Enumerable.Range(0, 1_000)
            .Select(i => $$"""{"type":"data","name":"{{i}}","description":"{{new string('x', 300)}}"}""");
        string file = folder.Write("a.json", Empty[..^1] + $",\"components\":[{string.Join(',', components)}]}}");

        (int code, JsonObject[] lines) = await DocumentFolder.InspectAsync(file);
        Answer table = await Aibom.RunAsync("inspect", file);

        Assert.Equal(
            Enumerable.Range(0, 1_000).Select(i => $"{i}"),
            Assert.Single(lines)["entities"]!.AsArray().Select(entity => entity!["name"]!.GetValue<string>()));
        Assert.Equal(0, code);
        Assert.Contains("and 800 more", table.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_document_of_the_corpus_is_one_line_that_names_its_format_and_version()
    {
        string[][] rows = Rows();
        (_, JsonObject[] lines) = await DocumentFolder.InspectAsync(
            [.. rows.Select(row => Repository.Shared($"{Corpus}/{row[0]}"))]);

        Assert.Equal(rows.Length, lines.Length);
        List<string> wrong = [];
        foreach (IGrouping<string, (string[] Row, JsonObject Line)> kind in
            rows.Zip(lines).GroupBy(pair => pair.First[1], StringComparer.Ordinal))
        {
            string[] failed = [.. kind.Select(pair => Mistake(pair.Row, pair.Line)).OfType<string>()];
            int withEntities = kind.Count(pair => pair.Line["entities"]!.AsArray().Count > 0);
            IEnumerable<string> verdicts = kind
                .CountBy(pair => $"{pair.Line["schema"]}", StringComparer.Ordinal)
                .OrderBy(verdict => verdict.Key, StringComparer.Ordinal)
                .Select(verdict => $"{verdict.Value} {verdict.Key}");
            output.WriteLine(
                $"inspect {kind.Key}: {kind.Count() - failed.Length} passed, {failed.Length} failed, 0 excluded "
                + $"({string.Join(", ", verdicts)}; {withEntities} with entities)");
            wrong.AddRange(failed);
        }

        Assert.Equal("", string.Join('\n', wrong));
    }

    /// <summary>What the index says, where the line says something else.</summary>
    private static string? Mistake(string[] row, JsonObject line)
    {
        string? expected = row[1] switch
        {
            "cyclonedx-json" => $"CycloneDX {row[2]} ",
            "spdx3-jsonld" => $"SPDX {row[2]} ",
            "json-unparsable" => "  NOT_CHECKED JSON_MALFORMED",
            _ => null,
        };
        string told = DocumentFolder.Told(line);
        return expected is null || told.StartsWith(expected, StringComparison.Ordinal) ? null : $"{row[0]}: {told}";
    }

    private static string[][] Rows()
    {
        if (!Repository.HasShared($"{Corpus}/INDEX.tsv", out string reason))
        {
            Assert.Skip(reason);
        }

        return
        [
            .. File.ReadLines(Repository.Shared($"{Corpus}/INDEX.tsv"))
                .Skip(1)
                .Select(line => line.Split('\t'))
                .Where(row => Path.GetExtension(row[0]) is ".json" or ".jsonld" or ".jsonc" or ".json-draft"),
        ];
    }

    private static void Spaces(Stream stream)
    {
        byte[] spaces = new byte[1 << 20];
        spaces.AsSpan().Fill((byte)' ');
        for (int written = 0; written <= 64; written++)
        {
            stream.Write(spaces);
        }
    }
}
