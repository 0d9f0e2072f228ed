using System.Net;
using System.Text;
using System.Text.Json;
using AiBom.EndToEnd.Tests.Hosting;

namespace AiBom.EndToEnd.Tests.Surface;

/// <summary>Many documents in one body: a verdict for each, as if it had come alone.</summary>
public sealed class DocumentLinesTests
{
    [Theory]
    [InlineData("application/jsonl")]
    [InlineData("application/x-ndjson; charset=utf-8")]
    public async Task Each_line_has_its_verdict_in_order(string mediaType)
    {
        await using ServerHost host = await ServerHost.StartAsync();
        string model = Model("a");

        Answer answer = await PostAsync(
            host, $"{model}\r\n\n{{\"bomFormat\":\"CycloneDX\"}}\n{model}\nno json\n{Event}\n", mediaType);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(
            """
            1 201 ACCEPTED
            2 422 REJECTED
            3 200 ACCEPTED
            4 422 REJECTED
            5 201 ACCEPTED
            """,
            string.Join('\n', Lines(answer).Select(line =>
                $"{line.GetProperty("line")} {line.GetProperty("httpStatus")} {line.At("verdict").String("status")}")));
        Assert.All(Lines(answer), line => Assert.True(line.At("verdict").TryGetProperty("gate", out _)));
        Assert.Equal(
            Encoding.UTF8.GetBytes(model),
            (await host.Client.OriginalAsync(Encoding.UTF8.GetBytes(model))).Body);
    }

    [Fact]
    public async Task More_lines_or_bytes_than_the_bound_are_refused_as_a_whole()
    {
        await using ServerHost host = await ServerHost.StartAsync("MaxLines=2", "MaxDocumentBytes=2000");
        string three = string.Join('\n', Model("a"), Model("b"), Model("c"));
        string two = string.Join('\n', Model("a"), new string(' ', 2_000));

        Assert.Equal("413 SIZE_EXCEEDED", (await PostAsync(host, three)).Verdict());
        Assert.Equal("413 SIZE_EXCEEDED", (await PostAsync(host, two)).Verdict());
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await host.Client.OriginalAsync(Encoding.UTF8.GetBytes(Model("a")))).Status);
    }

    [Fact]
    public async Task No_line_is_no_answer_and_a_policy_that_is_not_there_is_refused()
    {
        await using ServerHost host = await ServerHost.StartAsync();

        Answer nothing = await PostAsync(host, " \n\n");
        Answer unknown = await host.Client.PostAsync(
            Encoding.UTF8.GetBytes(Model("a")), "application/jsonl", "?policyId=none");

        Assert.Equal((HttpStatusCode.OK, ""), (nothing.Status, nothing.Text));
        Assert.Equal("400 POLICY_UNKNOWN", unknown.Verdict());
    }

    [Fact]
    public async Task An_event_is_taken_by_GraphQL_too_and_is_the_same_submission()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        Answer posted = await host.Client.PostAsync(Encoding.UTF8.GetBytes(Event), "application/json");

        JsonElement data = await host.Client.AskAsync(
            """
            mutation($input: IngestLineageEventInput!) {
              ingestLineageEvent(input: $input) { status isRepeated document aibom { format specVersion } }
            }
            """,
            new { input = new { @event = Event } });

        Assert.True(data.At("ingestLineageEvent.isRepeated").GetBoolean(), data.GetRawText());
        Assert.Equal(posted.Json.String("document"), data.At("ingestLineageEvent").String("document"));
        Assert.Equal("OpenLineage", data.At("ingestLineageEvent.aibom").String("format"));
    }

    private static string Event => OneLine(
        """
        {"eventType":"COMPLETE","eventTime":"2026-02-18T10:00:00Z","producer":"https://e.example",
         "schemaURL":"https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
         "run":{"runId":"0190c1e5-0000-7000-8000-000000000001"},"job":{"namespace":"n","name":"j"},
         "inputs":[{"namespace":"s3://b","name":"rows","facets":{"version":{"datasetVersion":"7"}}}],
         "outputs":[{"namespace":"mlflow://m","name":"models:/det/3"}]}
        """);

    private static string Model(string name) => OneLine(
        $$$$"""
        {"bomFormat":"CycloneDX","specVersion":"1.6",
         "metadata":{"component":{"type":"machine-learning-model","name":"{{{{name}}}}","version":"1"}}}
        """);

    private static string OneLine(string json) => json.ReplaceLineEndings("");

    private static IEnumerable<JsonElement> Lines(Answer answer) =>
        answer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line));

    private static Task<Answer> PostAsync(ServerHost host, string body, string mediaType = "application/jsonl") =>
        host.Client.PostAsync(Encoding.UTF8.GetBytes(body), mediaType);
}
