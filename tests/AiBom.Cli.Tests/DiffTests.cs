using System.Text.Json.Nodes;
using AiBom.Testing.Versions;

namespace AiBom.Cli.Tests;

/// <summary><c>aibom diff</c>: two documents in, by what they differ out.</summary>
public sealed class DiffTests : IDisposable
{
    private readonly DocumentFolder folder = new();

    public static TheoryData<int, int> Steps => [.. FiveVersions.Steps];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task Versions_differ_by_what_a_person_would_say(int from, int to)
    {
        (string one, string other) = (FiveVersions.PathOf(from), FiveVersions.PathOf(to));

        Answer table = await Aibom.RunAsync("diff", one, other);
        Answer json = await Aibom.RunAsync("diff", one, other, "--json");

        string[] sentences = FiveVersions.Sentences(from, to);
        Assert.Equal((1, ""), (table.Code, table.Error));
        Assert.Equal(
            sentences,
            table.Output.Split('\n').Skip(2)
                .Where(row => row.Length > 0 && !row.StartsWith("header", StringComparison.Ordinal))
                .Select(row => row[31..]).Order(StringComparer.Ordinal));
        Assert.Equal((1, ""), (json.Code, json.Error));
        JsonObject line = JsonNode.Parse(json.Output)!.AsObject();
        Assert.Equal("false", $"{line["isEmpty"]}");
        Assert.Superset(
            sentences.ToHashSet(),
            ((string[])["entities", "edges"]).SelectMany(list => line[list]!.AsArray())
                .Select(change => $"{change!["summary"]}").ToHashSet());
    }

    [Fact]
    public async Task The_same_in_another_file_is_no_difference_whatever_it_says_of_itself()
    {
        string text = await File.ReadAllTextAsync(FiveVersions.PathOf(1), TestContext.Current.CancellationToken);
        string later = folder.Write("later.json", text.Replace("2026-02-01", "2026-02-02", StringComparison.Ordinal));

        Answer answer = await Aibom.RunAsync("diff", FiveVersions.PathOf(1), later);

        Assert.Equal((0, ""), (answer.Code, answer.Error));
        Assert.Equal(
            """
            1.cdx.json -> later.json: no difference

            header            timestamp    2026-02-01T08:00:00.000000Z -> 2026-02-02T08:00:00.000000Z


            """,
            answer.Output.Replace(FiveVersions.PathOf(1), "1.cdx.json", StringComparison.Ordinal)
                .Replace(later, "later.json", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_line_says_everything_of_a_change()
    {
        Answer answer = await Aibom.RunAsync("diff", FiveVersions.PathOf(2), FiveVersions.PathOf(3), "--json");

        JsonObject line = JsonNode.Parse(answer.Output)!.AsObject();
        Assert.Equal(
            """{"name":"version","before":"2","after":"3"}""", line["header"]!.AsArray()[0]!.ToJsonString());
        JsonObject change = line["entities"]!.AsArray().Single()!.AsObject();
        Assert.Equal("CHANGED", $"{change["change"]}");
        Assert.Equal("BASE_MODEL", $"{change["part"]}");
        Assert.Equal("/components/0/pedigree/ancestors/0", $"{change["after"]!["pointer"]}");
        Assert.Equal("digests.sha256", $"{change["attributes"]!.AsArray().Single()!["name"]}");
        Assert.Empty(line["edges"]!.AsArray());
    }

    [Theory]
    [InlineData("none")]
    [InlineData("[]")]
    public async Task What_cannot_be_read_could_not_be_compared(string text)
    {
        string bad = folder.Write("bad.json", text);

        Answer unreadable = await Aibom.RunAsync("diff", FiveVersions.PathOf(1), bad);
        Answer missing = await Aibom.RunAsync("diff", folder.At("missing.json"), FiveVersions.PathOf(1));
        Answer alone = await Aibom.RunAsync("diff", FiveVersions.PathOf(1));

        Assert.All([unreadable, missing, alone], answer =>
        {
            Assert.Equal((2, ""), (answer.Code, answer.Output));
            Assert.NotEqual("", answer.Error);
        });
    }

    [Fact]
    public async Task Several_documents_are_not_compared_with_one()
    {
        string many = folder.Write("many.jsonl", "{}\n{}\n");

        Assert.Equal(2, (await Aibom.RunAsync("diff", many, FiveVersions.PathOf(1))).Code);
    }
}
