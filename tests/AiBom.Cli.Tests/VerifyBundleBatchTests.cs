using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AiBom.Testing.Sigstore;

namespace AiBom.Cli.Tests;

/// <summary><c>aibom verify-bundle --batch</c>: lines in, lines out.</summary>
public sealed class VerifyBundleBatchTests(ITestOutputHelper output) : IDisposable
{
    private readonly BundleFiles files = new(Recipe.Message);

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task Answers_come_in_order_one_for_each_line()
    {
        (Answer whole, JsonNode[] lines) = await files.BatchAsync(
            BundleFiles.Question(("case", "b")),
            BundleFiles.Question(("case", "a"), ("artifact", "root.json")),
            "",
            BundleFiles.Question(("case", "c")));

        Assert.Equal((1, ""), (whole.Code, whole.Error));
        Assert.Equal(["b VALID true", "a INVALID false", "c VALID true"], lines.Select(Told));
    }

    [Fact]
    public async Task All_accepted_is_yes() =>
        Assert.Equal(0, (await files.BatchAsync(BundleFiles.Question(), BundleFiles.Question())).Whole.Code);

    [Theory]
    [InlineData("", 2)]
    [InlineData("\n \n\r\n", 2)]
    public async Task A_batch_that_asks_nothing_could_not_run(string text, int code)
    {
        await File.WriteAllTextAsync(files.At("batch.jsonl"), text, TestContext.Current.CancellationToken);

        Assert.Equal(code, (await files.RunAsync("verify-bundle --batch @batch.jsonl")).Code);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("{}{}")]
    [InlineData("""{"case":"one","case":"two"}""")]
    [InlineData("""{"case":"\ud800"}""")]
    [InlineData("""{"bundle":"\ud800","key":"key.pem"}""")]
    [InlineData("""{"case":7,"bundle":"bundle.json"}""")]
    public async Task A_line_that_is_no_question_is_a_line_that_says_so(string line)
    {
        (Answer whole, JsonNode[] lines) = await files.BatchAsync(line, BundleFiles.Question());

        Assert.Equal((1, ""), (whole.Code, whole.Error));
        Assert.Equal(2, lines.Length);
        Assert.Equal("NOT_CHECKED false", Told(lines[0]).Split(' ', 2)[1]);
        Assert.Equal("request REQUEST_INVALID MALFORMED", Single(lines[0]));
        Assert.Equal("one VALID true", Told(lines[1]));
    }

    public static TheoryData<string, string> Unanswerable => new()
    {
        { "bundle", "null" },
        { "bundle", "\"nothing\"" },
        { "bundle", "\".\"" },
        { "bundle", "\"a\\u0000b\"" },
        { "bundle", "7" },
        { "artifact", "\"nothing\"" },
        { "artifact", "\"digest:sha256:00\"" },
        { "artifact", "\"digest:md5:d41d8cd98f00b204e9800998ecf8427e\"" },
        { "identity", "null" },
        { "issuer", "\"\"" },
        { "key", "\"key.pem\"" },
        { "key", "\"artifact\"" },
        { "trustedRoot", "null" },
        { "trustedRoot", "\"nothing\"" },
        { "policy", "7" },
        { "policy", "{\"tlog\":-1}" },
        { "policy", "{\"tlog\":1.5}" },
        { "policy", "{\"tlog\":\"1\"}" },
        { "policy", "{\"tlog\":99999999999}" },
        { "policy", "{\"tlogs\":2}" },
        { "policy", "{\"tlog\":2,\"tlog\":1}" },
        { "policy", "{\"keyValidFrom\":\"2026-01-01T00:00:00Z\"}" },
        { "policy", "{\"keyValidUntil\":\"yesterday\"}" },
    };

    [Theory]
    [MemberData(nameof(Unanswerable))]
    public async Task A_question_that_cannot_be_asked_is_answered_under_its_name(string member, string value)
    {
        (_, JsonNode[] lines) = await files.BatchAsync(
            BundleFiles.Question((member, JsonNode.Parse(value))), BundleFiles.Question(("case", "next")));

        Assert.Equal(["one NOT_CHECKED false", "next VALID true"], lines.Select(Told));
        Assert.Equal("request REQUEST_INVALID MALFORMED", Single(lines[0]));
    }

    [Fact]
    public async Task What_a_program_adds_to_a_question_for_itself_is_passed_over() => Assert.Equal(
        0, (await files.BatchAsync(BundleFiles.Question(("expected", "accept"), ("policy", null)))).Whole.Code);

    [Theory]
    [InlineData("{}", true)]
    [InlineData("""{"tlog":1,"time":1,"sct":1,"tsa":0}""", true)]
    [InlineData("""{"tlog":2}""", false)]
    [InlineData("""{"time":2}""", false)]
    [InlineData("""{"sct":2}""", false)]
    [InlineData("""{"tsa":1}""", false)]
    public async Task A_policy_is_least_counts(string policy, bool expected)
    {
        (_, JsonNode[] lines) = await files.BatchAsync(BundleFiles.Question(("policy", JsonNode.Parse(policy))));

        Assert.Equal(expected, IsAccepted(lines[0]));
    }

    [Theory]
    [InlineData("2026-06-01T12:00:00Z", "2026-06-01T12:00:00Z", true)]
    [InlineData("2026-06-01T14:00:00+02:00", null, true)]
    [InlineData("2026-06-01T12:00:00.0000001Z", null, false)]
    [InlineData(null, "2026-06-01T11:59:59Z", false)]
    public async Task A_key_counts_within_its_window(string? from, string? until, bool expected)
    {
        using var managed = new BundleFiles(Recipe.Managed);
        (_, JsonNode[] lines) = await managed.BatchAsync(BundleFiles.Question(
            ("identity", null),
            ("issuer", ""),
            ("key", "key.pem"),
            ("policy", new JsonObject { ["keyValidFrom"] = from, ["keyValidUntil"] = until })));

        Assert.Equal(expected, IsAccepted(lines[0]));
    }

    [Fact]
    public async Task A_line_beyond_the_bound_is_told_and_the_next_one_answered()
    {
        string endless = BundleFiles.Question(("case", new string('x', 10_000_000)));
        (_, JsonNode[] lines) = await files.BatchAsync(endless, BundleFiles.Question());

        Assert.Equal(2, lines.Length);
        Assert.Null(lines[0]["case"]);
        Assert.Contains(
            "more than", lines[0]["findings"]![0]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("one VALID true", Told(lines[1]));
    }

    [Fact]
    public async Task A_file_beyond_its_bound_is_refused_by_its_length()
    {
        using (FileStream bundle = File.OpenWrite(files.At("huge.json")))
        {
            bundle.SetLength(1L << 33);
        }

        (_, JsonNode[] lines) = await files.BatchAsync(
            BundleFiles.Question(("trustedRoot", "huge.json")),
            BundleFiles.Question(("key", "huge.json")),
            BundleFiles.Question(("bundle", "huge.json")));

        Assert.Equal(
            ["one MALFORMED false", "one NOT_CHECKED false", "one MALFORMED false"], lines.Select(Told));
    }

    [Fact]
    public async Task A_trusted_root_is_read_once_a_batch()
    {
        string[] questions = [.. Enumerable.Repeat(BundleFiles.Question(), 3)];
        await File.WriteAllLinesAsync(files.At("batch.jsonl"), questions, TestContext.Current.CancellationToken);
        var first = new TaskCompletionSource();
        await using var writer = new FirstLine(() =>
        {
            File.Delete(files.At("root.json"));
            first.TrySetResult();
        });

        Assert.True(await new BundleBatch(writer).RunAsync(
            files.At("batch.jsonl"), TestContext.Current.CancellationToken));
        Assert.True(first.Task.IsCompleted);
    }

    [Fact]
    public async Task Every_published_bundle_gets_its_verdict_by_path_and_by_digest()
    {
        Assert.SkipUnless(PublishedBundle.AreHere(out string reason), reason);
        IReadOnlyList<PublishedBundle> rows = PublishedBundle.Read();
        await JudgeAsync("path", rows);
        PublishedBundle[] digested = [.. rows.Where(row => row.HasArtifactFile)];

        // A bundle names its artifact by one function of three, and which one is its own affair.
        await JudgeAsync("digest", digested, "sha256", "sha384", "sha512");
    }

    private async Task JudgeAsync(
        string by, IReadOnlyList<PublishedBundle> rows, params string[] functions)
    {
        string[] ways = functions is [] ? [""] : functions;
        (Answer whole, JsonNode[] lines) = await files.BatchAsync(
            [.. from row in rows from way in ways select Question(row, way is "" ? row.Artifact : Digest(row, way))]);

        Assert.Equal((1, ""), (whole.Code, whole.Error));
        Assert.Equal(rows.Count * ways.Length, lines.Length);
        var wrong = new List<string>();
        foreach (IGrouping<string, (PublishedBundle Row, JsonNode[] Answers)> group in
            rows.Zip(lines.Chunk(ways.Length)).GroupBy(pair => pair.First.Group))
        {
            string[] failed =
            [
                .. group
                    .Where(pair => pair.Answers.Any(IsAccepted) != pair.Row.IsAccepted
                        || pair.Answers.Any(answer => answer["case"]!.GetValue<string>() != pair.Row.Case))
                    .Select(pair => $"by {by}: {string.Join(", ", pair.Answers.Select(Told))}"),
            ];
            output.WriteLine(
                $"verify-bundle {group.Key} by {by}: {group.Count() - failed.Length} passed, {failed.Length} failed, "
                + "0 excluded");
            wrong.AddRange(failed);
        }

        Assert.Equal("", string.Join('\n', wrong));
    }

    private static string Question(PublishedBundle row, string artifact)
    {
        string[] window = row.Policy.GetValueOrDefault("keyValid", "/").Split('/');
        var policy = new JsonObject { ["keyValidFrom"] = window[0], ["keyValidUntil"] = window[1] };
        foreach ((string name, string count) in row.Policy.Where(pair => pair.Key is not "keyValid"))
        {
            policy[name] = int.Parse(count, CultureInfo.InvariantCulture);
        }

        return new JsonObject
        {
            ["case"] = row.Case,
            ["bundle"] = row.Bundle,
            ["artifact"] = artifact,
            ["identity"] = row.Identity,
            ["issuer"] = row.Issuer,
            ["key"] = row.Key,
            ["trustedRoot"] = row.TrustedRoot,
            ["policy"] = policy,
        }.ToJsonString();
    }

    private static string Digest(PublishedBundle row, string function)
    {
        byte[] hash = CryptographicOperations.HashData(
            new HashAlgorithmName(function.ToUpperInvariant()),
            File.ReadAllBytes(row.Artifact));
        return $"digest:{function}:{Convert.ToHexStringLower(hash)}";
    }

    private static bool IsAccepted(JsonNode line) => line["accepted"]!.GetValue<bool>();

    private static string Told(JsonNode line) => $"{line["case"]} {line["verdict"]} {line["accepted"]}";

    private static string Single(JsonNode line)
    {
        JsonNode finding = Assert.Single(line["findings"]!.AsArray())!;
        return $"{finding["check"]} {finding["code"]} {finding["outcome"]}";
    }

    /// <summary>Does something when the first answer comes.</summary>
    private sealed class FirstLine(Action act) : StringWriter(new StringBuilder())
    {
        public override Task WriteAsync(string? value)
        {
            act();
            return base.WriteAsync(value);
        }
    }
}
