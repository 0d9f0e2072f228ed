using System.Net;
using System.Text.Json;
using AiBom.EndToEnd.Tests.Hosting;
using AiBom.Testing.Versions;

namespace AiBom.EndToEnd.Tests.Record;

/// <summary>Five versions of one application, posted in any order and asked about over HTTP.</summary>
public sealed class VersionTests
{
    private const string Diff =
        """
        query($from: ID!, $to: ID!) {
          aibomDiff(from: $from, to: $to) {
            ... on AibomDiff {
              isEmpty sequence from { version } to { version }
              header { name before after }
              counts { subject kind change count }
              summary(first: 100) { totalCount pageInfo { hasNextPage } nodes { subject change text } }
              entities(first: 100) {
                totalCount pageInfo { hasNextPage }
                nodes {
                  change kind part summary before { qualifiedName digests } after { qualifiedName digests }
                  attributes { name before after } files { change name before after }
                }
              }
              edges(first: 100) {
                totalCount pageInfo { hasNextPage }
                nodes {
                  change from { qualifiedName } to { qualifiedName } before { kind method role }
                  after { kind method role } summary
                }
              }
              completeness(first: 100) { totalCount }
              runs(first: 100) { totalCount }
            }
            ... on RequestError { code message }
          }
        }
        """;

    [Fact]
    public async Task Each_step_differs_by_what_a_person_would_say()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        Dictionary<int, string> ids = await PostAsync(host, 5, 2, 4, 1, 3);

        await CheckAsync(host, ids);
        await host.RebuildAsync();
        await CheckAsync(host, ids);
    }

    [Fact]
    public async Task Other_bytes_under_one_version_show_both_digests()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        Dictionary<int, string> ids = await PostAsync(host, 1, 2, 3);

        JsonElement diff = await DiffAsync(host, ids[2], ids[3]);

        JsonElement change = Assert.Single(diff.Nodes("entities"));
        Assert.Equal("CHANGED MODEL BASE_MODEL", Read(change, "change", "kind", "part"));
        Assert.Equal("aurora/sign-base@2.1.0", change.At("before").String("qualifiedName"));
        Assert.NotEqual(
            change.At("before.digests").GetRawText(), change.At("after.digests").GetRawText());
        Assert.Equal(0, diff.At("edges.totalCount").GetInt32());
        Assert.Equal(
            "version 2 3, timestamp 2026-03-01T08:00:00.000000Z 2026-03-02T08:00:00.000000Z",
            string.Join(", ", diff.At("header").EnumerateArray().Select(own => Read(own, "name", "before", "after"))));
    }

    [Fact]
    public async Task A_document_does_not_differ_from_itself_and_unknown_ones_are_said()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        Dictionary<int, string> ids = await PostAsync(host, 1);

        JsonElement same = await DiffAsync(host, ids[1], ids[1]);
        Assert.True(same.At("isEmpty").GetBoolean());
        Assert.Equal(0, same.At("summary.totalCount").GetInt32());
        Assert.Equal(0, same.At("header").GetArrayLength());
        Assert.Equal("NOT_FOUND", (await DiffAsync(host, ids[1], "nonsense")).String("code"));
        Assert.Equal("NOT_FOUND", (await DiffAsync(host, "QWlib206OTk", ids[1])).String("code"));
    }

    [Fact]
    public async Task Changes_come_in_pages_and_by_kind_and_none_is_lost()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        Dictionary<int, string> ids = await PostAsync(host, 1, 5);
        JsonElement diff = await DiffAsync(host, ids[1], ids[5]);
        string[] whole = [.. diff.Nodes("entities").Select(own => own.String("summary"))];

        var paged = new List<string>();
        string? after = null;
        do
        {
            JsonElement page = (await host.Client.AskAsync(
                """
                query($from: ID!, $to: ID!, $after: String) { aibomDiff(from: $from, to: $to) { ... on AibomDiff {
                  entities(first: 3, after: $after) { totalCount pageInfo { endCursor hasNextPage } nodes { summary } }
                } } }
                """,
                new { from = ids[1], to = ids[5], after })).At("aibomDiff.entities");
            Assert.Equal(whole.Length, page.At("totalCount").GetInt32());
            paged.AddRange(page.At("nodes").EnumerateArray().Select(own => own.String("summary")));
            after = page.At("pageInfo.hasNextPage").GetBoolean() ? page.At("pageInfo").String("endCursor") : null;
        }
        while (after is not null);

        Assert.Equal(whole, paged);
        JsonElement models = (await host.Client.AskAsync(
            """
            query($from: ID!, $to: ID!) { aibomDiff(from: $from, to: $to) { ... on AibomDiff {
              entities(kind: MODEL, change: ADDED) { nodes { after { qualifiedName } } }
            } } }
            """,
            new { from = ids[1], to = ids[5] })).At("aibomDiff.entities.nodes");
        Assert.Equal(
            "cobalt/lane-keeper@5.0 northwind/night-adapter@1.0",
            string.Join(' ', models.EnumerateArray().Select(own => own.At("after").String("qualifiedName")).Order()));
    }

    [Fact]
    public async Task What_a_version_no_longer_says_is_superseded_and_stays_an_edge()
    {
        const string Lineage =
            """
            { lineage(
                of: {packageUrl: "pkg:generic/northwind/car-vision@1.1"}, edgeKinds: [CONTAINS, TESTED_ON, TRAINED_ON]
              ) { ... on Lineage { edges { nodes {
                    to { qualifiedName } kind role claims { lifecycle aibom { version } } } } } } }
            """;
        await using ServerHost host = await ServerHost.StartAsync();
        await PostAsync(host, 2, 3);
        Assert.DoesNotContain("SUPERSEDED", await AskAsync(), StringComparison.Ordinal);

        byte[] without = Chains.Tampering.Edit(FiveVersions.Document(3), bom =>
        {
            bom["version"] = 4;
            bom["dependencies"]![0]!["dependsOn"]!.AsArray().RemoveAt(1);
            bom["components"]![0]!["modelCard"]!["properties"]![1]!["value"] = "TRAINING";
        });
        Assert.Equal(HttpStatusCode.Created, (await host.Client.PostAsync(without)).Status);

        Assert.Equal(
            """
            northwind/pedestrian@4.0.0 CONTAINS  2:SUPERSEDED 3:SUPERSEDED
            northwind/sign-detect@1.1.0 CONTAINS  2:ACTIVE 3:ACTIVE 4:ACTIVE
            xenon/dashcam@1.2 TRAINED_ON FINE_TUNING 2:ACTIVE 3:ACTIVE 4:ACTIVE
            yonder/street-scenes@2025.11 TESTED_ON TESTING 2:SUPERSEDED 3:SUPERSEDED
            yonder/street-scenes@2025.11 TRAINED_ON TRAINING 4:ACTIVE
            """,
            await AskAsync());

        async Task<string> AskAsync() => string.Join('\n', (await host.Client.AskAsync(Lineage))
            .At("lineage.edges.nodes").EnumerateArray()
            .Select(edge => $"{edge.At("to").String("qualifiedName")} {Read(edge, "kind", "role")} "
                + string.Join(' ', edge.At("claims").EnumerateArray()
                    .OrderBy(claim => claim.At("aibom.version").GetInt32())
                    .Select(claim => $"{claim.At("aibom.version")}:{claim.String("lifecycle")}")))
            .Order(StringComparer.Ordinal));
    }

    private static async Task CheckAsync(ServerHost host, Dictionary<int, string> ids)
    {
        foreach ((int from, int to) in FiveVersions.Steps)
        {
            JsonElement diff = await DiffAsync(host, ids[from], ids[to]);

            Assert.Equal(
                FiveVersions.Sentences(from, to),
                diff.Nodes("summary").Select(own => own.String("text")).Order(StringComparer.Ordinal));
            Assert.False(diff.At("isEmpty").GetBoolean());
            Assert.Equal(
                diff.At("entities.totalCount").GetInt32() + diff.At("edges.totalCount").GetInt32(),
                diff.At("counts").EnumerateArray().Sum(own => own.GetProperty("count").GetInt32()));
        }

        // The fourth is in another format, so that it is a document of its own: the fifth follows the third.
        string[] line = await Task.WhenAll(ids.OrderBy(own => own.Key).Select(async own =>
        {
            JsonElement aibom = (await host.Client.AskAsync(
                "query($id: ID!) { node(id: $id) { ... on Aibom { supersedes { id } supersededBy { id } } } }",
                new { id = own.Value })).At("node");
            return $"{own.Key}: {NumberOf(aibom, "supersedes")} {NumberOf(aibom, "supersededBy")}";
        }));
        Assert.Equal(["1: - 2", "2: 1 3", "3: 2 5", "4: - -", "5: 3 -"], line);

        string NumberOf(JsonElement aibom, string field) =>
            aibom.GetProperty(field) is { ValueKind: not JsonValueKind.Null } other
                ? $"{ids.Single(own => own.Value == other.String("id")).Key}"
                : "-";
    }

    private static async Task<JsonElement> DiffAsync(ServerHost host, string from, string to) =>
        (await host.Client.AskAsync(Diff, new { from, to })).At("aibomDiff");

    private static async Task<Dictionary<int, string>> PostAsync(ServerHost host, params int[] versions)
    {
        var ids = new Dictionary<int, string>();
        foreach (int version in versions)
        {
            Answer answer = await host.Client.PostAsync(
                FiveVersions.Document(version), FiveVersions.MediaTypeOf(version));
            Assert.True(answer.Status is HttpStatusCode.Created, answer.Text);
            ids.Add(version, answer.Json.At("aibom").String("id"));
        }

        return ids;
    }

    private static string Read(JsonElement element, params string[] names) =>
        string.Join(' ', names.Select(name => element.String(name)));
}
