using System.Net;
using System.Text;
using System.Text.Json;
using AiBom.Domain.Journal;
using AiBom.EndToEnd.Tests.Chains;
using AiBom.EndToEnd.Tests.Hosting;
using AiBom.Server.Access;
using AiBom.Storage.Journal;
using AiBom.Testing.Versions;

namespace AiBom.EndToEnd.Tests.Record;

/// <summary>What the record contradicts itself about is kept and shown.</summary>
public sealed class ConflictTests
{
    private const string Fields =
        """
        kind summary entity { qualifiedName } key relation aibom { version postedBy } contradictedBy { postedBy }
        candidates { candidate { qualifiedName digests } isChosen } edges { kind to { qualifiedName } substantiation }
        """;

    private const string Conflicts =
        $$"""
        query($of: EntityReference, $kind: ConflictKind, $first: Int! = 25, $after: String) {
          conflicts(of: $of, kind: $kind, first: $first, after: $after) {
            ... on ConflictConnection { pageInfo { hasNextPage endCursor } nodes { {{Fields}} } }
            ... on RequestError { code message }
          }
        }
        """;

    [Fact]
    public async Task A_complete_list_that_another_claimant_adds_to_is_contradicted_and_out_of_date()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        using AibomClient run = await OtherAsync(host, "build-service");
        await PostAsync(host.Client, Model("COMPLETE", ("xenon/dashcam", "1.0")));
        Assert.Empty(await AskAsync(host));

        await PostAsync(run, Model(null, ("xenon/dashcam", "1.1")));

        JsonElement conflict = Assert.Single(await AskAsync(host));
        Assert.Equal("DERIVATION TRAINING_DATA", $"{conflict.String("kind")} {conflict.String("relation")}");
        Assert.Equal("northwind/sign-detect@1.1.0", conflict.At("entity").String("qualifiedName"));
        Assert.Equal("build-service", conflict.At("contradictedBy").String("postedBy"));
        Assert.Equal(
            "TRAINED_ON xenon/dashcam@1.0 CONTRADICTED, TRAINED_ON xenon/dashcam@1.1 CONTRADICTED",
            string.Join(", ", conflict.At("edges").EnumerateArray().Select(edge =>
                $"{edge.String("kind")} {edge.At("to").String("qualifiedName")} {edge.String("substantiation")}")));
        JsonElement stale = (await host.Client.AskAsync(
            """
            { new: staleAiboms(reason: NEW_TRAINING_DATA) { nodes { reason aibom { id } conflict { kind } } }
              other: staleAiboms(reason: NEW_ANCESTORS) { nodes { reason } } }
            """));
        Assert.Equal("NEW_TRAINING_DATA", Assert.Single(stale.At("new.nodes").EnumerateArray()).String("reason"));
        Assert.Equal(0, stale.At("other.nodes").GetArrayLength());

        // Who is asked about an incident loses neither.
        JsonElement affected = (await host.Client.AskAsync(
            """
            { impact(of: [{packageUrl: "pkg:generic/xenon/dashcam@1.1"}]) {
                ... on Impact { affected { nodes { entity { qualifiedName } } } } } }
            """)).At("impact.affected.nodes");
        Assert.Equal(
            "northwind/sign-detect@1.1.0",
            Assert.Single(affected.EnumerateArray()).At("entity").String("qualifiedName"));
    }

    [Fact]
    public async Task A_new_version_that_lists_it_too_ends_the_contradiction()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        using AibomClient run = await OtherAsync(host, "build-service");
        await PostAsync(host.Client, Model("COMPLETE", ("xenon/dashcam", "1.0")));
        await PostAsync(run, Model(null, ("xenon/dashcam", "1.1")));
        Assert.Single(await AskAsync(host));

        await PostAsync(host.Client, Model("COMPLETE", ("xenon/dashcam", "1.1")), version: 2);

        Assert.Empty(await AskAsync(host));
    }

    [Fact]
    public async Task A_new_version_that_no_longer_claims_to_list_all_ends_it_too()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        using AibomClient run = await OtherAsync(host, "build-service");
        await PostAsync(host.Client, Model("COMPLETE", ("xenon/dashcam", "1.0")));
        await PostAsync(run, Model(null, ("xenon/dashcam", "1.1")));

        await PostAsync(host.Client, Model("INCOMPLETE", ("xenon/dashcam", "1.0")), version: 2);

        Assert.Empty(await AskAsync(host));
    }

    [Theory]
    [InlineData("1.1", true)]
    [InlineData("1.0", false)]
    [InlineData("1.0,1.1", false)]
    public async Task An_event_of_a_run_that_read_other_data_than_the_document_lists_contradicts_it(
        string read, bool isContradicted)
    {
        await using ServerHost host = await ServerHost.StartAsync();
        await PostAsync(host.Client, Model(null, ("xenon/dashcam", "1.0")));

        // The pipeline that posted the document reports the run, too.
        await EventAsync(host.Client, read.Split(','));

        if (!isContradicted)
        {
            Assert.Empty(await AskAsync(host));
            return;
        }

        JsonElement conflict = Assert.Single(await AskAsync(host));
        Assert.Equal("DERIVATION TRAINING_DATA", $"{conflict.String("kind")} {conflict.String("relation")}");
        Assert.Equal(
            "TRAINED_ON xenon/dashcam@1.0 CONTRADICTED, TRAINED_ON xenon/dashcam@1.1 CONTRADICTED",
            string.Join(", ", conflict.At("edges").EnumerateArray().Select(edge =>
                $"{edge.String("kind")} {edge.At("to").String("qualifiedName")} {edge.String("substantiation")}")));
        JsonElement stale = Assert.Single((await host.Client.AskAsync(
            "{ staleAiboms(reason: NEW_TRAINING_DATA) { nodes { aibom { format } } } }")).At("staleAiboms.nodes")
            .EnumerateArray());
        Assert.Equal("CycloneDX", stale.At("aibom").String("format"));

        await PostAsync(host.Client, Model(null, ("xenon/dashcam", "1.1")), version: 2);
        Assert.Empty(await AskAsync(host));
    }

    [Fact]
    public async Task What_a_document_says_of_many_things_is_contradicted_at_each_by_its_latest_version()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        using AibomClient run = await OtherAsync(host, "build-service");
        await PostAsync(host.Client, Many("COMPLETE", "1.0"));
        await PostAsync(host.Client, Many("COMPLETE", "1.0"), version: 2);
        await PostAsync(run, Many(null, "1.1"));

        JsonElement[] conflicts = await AskAsync(host);

        Assert.Equal(20, conflicts.Length);
        Assert.All(conflicts, conflict => Assert.Equal(2, conflict.At("aibom").GetProperty("version").GetInt32()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("INCOMPLETE")]
    [InlineData("UNKNOWN")]
    public async Task Where_nobody_says_that_all_is_listed_more_is_a_gap_that_closes(string? completeness)
    {
        await using ServerHost host = await ServerHost.StartAsync();
        using AibomClient run = await OtherAsync(host, "build-service");

        await PostAsync(host.Client, Model(completeness, ("xenon/dashcam", "1.0")));
        await PostAsync(run, Model(null, ("xenon/dashcam", "1.1")));

        Assert.Empty(await AskAsync(host));
    }

    [Fact]
    public async Task One_package_url_for_two_digests_is_listed_with_both()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        foreach (int version in (int[])[2, 3])
        {
            Assert.Equal(HttpStatusCode.Created, (await host.Client.PostAsync(FiveVersions.Document(version))).Status);
        }

        JsonElement[] conflicts = await AskAsync(host, new { kind = "IDENTITY" });

        Assert.NotEmpty(conflicts);
        Assert.All(conflicts, conflict => Assert.Equal(
            "aurora/sign-base@2.1.0", conflict.At("entity").String("qualifiedName")));
        JsonElement url = Assert.Single(
            conflicts, own => own.String("key") == "pkg:generic/aurora/sign-base@2.1.0");
        Assert.Equal(2, url.At("candidates").GetArrayLength());
        Assert.Empty(await AskAsync(host, new { kind = "CYCLE" }));
        Assert.Equal(
            conflicts.Length, (await AskAsync(host, new { kind = "IDENTITY", first = 1 }, isPaged: true)).Length);
    }

    [Fact]
    public async Task A_cycle_between_documents_is_listed_at_each_of_its_things()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        await PostAsync(host.Client, Derived("b", "a"));
        await PostAsync(host.Client, Derived("a", "b"));

        JsonElement[] conflicts = await AskAsync(host, new { kind = "CYCLE" });

        Assert.Equal(
            "a DERIVED_FROM b CONTRADICTED, b DERIVED_FROM a CONTRADICTED",
            string.Join(", ", conflicts.Select(conflict =>
                $"{conflict.At("entity").String("qualifiedName")[..1]} "
                + string.Concat(conflict.At("edges").EnumerateArray().Select(edge =>
                    $"{edge.String("kind")} {edge.At("to").String("qualifiedName")[..1]} "
                    + edge.String("substantiation")))).Order()));
        Assert.Single(await AskAsync(
            host, new { of = new { packageUrl = "pkg:generic/x/a@1" }, kind = "CYCLE" }));
        Assert.Equal(
            "NOT_FOUND",
            (await host.Client.AskAsync(Conflicts, new { of = new { packageUrl = "pkg:generic/x/c@1" } }))
                .At("conflicts").String("code"));
    }

    [Fact]
    public async Task One_identifier_of_an_SPDX_document_stands_for_one_sequence_of_bytes_of_a_publisher()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        byte[] changed = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(FiveVersions.Document(4))
            .Replace("2026-04-01", "2026-04-02", StringComparison.Ordinal));
        string mediaType = FiveVersions.MediaTypeOf(4);
        await host.Client.PostAsync(FiveVersions.Document(4), mediaType);

        Answer own = await host.Client.PostAsync(changed, mediaType);
        using AibomClient other = await OtherAsync(host, "stranger");
        Answer stranger = await other.PostAsync(changed, mediaType);

        Assert.Equal("409 CONFLICT gate FAILED SERIAL_VERSION_CONFLICT [SERIAL_VERSION_CONFLICT]", own.Verdict());
        Assert.Equal(HttpStatusCode.Created, stranger.Status);
    }

    [Fact]
    public async Task What_a_stranger_posts_first_under_an_SPDX_identifier_does_not_spoil_the_publishers_own()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        var poster = new ChainPoster(Made.Chain([Made.Model("northwind/any@1", "2026-01-01", "weights.bin")]));
        await poster.RegisterAsync(host.Client);
        byte[] genuine = FiveVersions.Document(4);
        byte[] spoilt = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(genuine)
            .Replace("2026-04-01", "2026-04-02", StringComparison.Ordinal));
        using AibomClient other = await OtherAsync(host, "stranger");
        Answer stranger = await other.PostAsync(spoilt, FiveVersions.MediaTypeOf(4));

        Answer answer = await host.Client.PostAsync(genuine, [poster.Sign(genuine, "northwind")]);

        Assert.Equal(HttpStatusCode.Created, stranger.Status);
        Assert.True(answer.Status is HttpStatusCode.Created, answer.Text);
        Assert.Equal("VALID", answer.Json.At("verification").String("authenticity"));
    }

    private static async Task<JsonElement[]> AskAsync(ServerHost host, object? variables = null, bool isPaged = false)
    {
        if (!isPaged)
        {
            return [.. (await host.Client.AskAsync(Conflicts, variables)).At("conflicts").Nodes()];
        }

        var all = new List<JsonElement>();
        string? after = null;
        do
        {
            JsonElement page = (await host.Client.AskAsync(
                Conflicts, new { kind = "IDENTITY", first = 1, after })).At("conflicts");
            all.AddRange(page.At("nodes").EnumerateArray());
            after = page.At("pageInfo.hasNextPage").GetBoolean() ? page.At("pageInfo").String("endCursor") : null;
        }
        while (after is not null);

        return [.. all];
    }

    private static async Task<AibomClient> OtherAsync(ServerHost host, string holder)
    {
        string token = $"{holder}_{new string('x', 32)}";
        await host.Store.Journal.DecideAsync(
            (_, _) => Task.FromResult(new Decision<bool>(
                true, [new JournalDraft("admin", new AccessTokenIssued(BearerToken.DigestOf(token), holder))])),
            TestContext.Current.CancellationToken);
        return new AibomClient(host.Client.Address, token);
    }

    private static async Task PostAsync(AibomClient client, string components, int version = 1)
    {
        string document = $$"""
            { "bomFormat": "CycloneDX", "specVersion": "1.6", "version": {{version}},
              "serialNumber": "urn:uuid:3e671687-395b-41f5-a30f-{{Math.Abs(Serial(components)):D12}}",
              {{components}} }
            """;
        Answer answer = await client.PostAsync(Encoding.UTF8.GetBytes(document));
        Assert.True(answer.Status is HttpStatusCode.Created, answer.Text);

        // One document for each subject, whatever else it says.
        static int Serial(string components) => components.Split("\"version\"")[0]
            .Aggregate(17, (hash, c) => ((hash * 31) + c) % 1_000_003);
    }

    private static string Model(string? completeness, params (string Name, string Version)[] datasets)
    {
        string claim = completeness is null
            ? ""
            : $$""", "properties": [ { "name": "aibom:completeness:training-data", "value": "{{completeness}}" } ]""";
        string refs = string.Join(',', datasets.Select((_, i) => $$"""{ "ref": "d{{i}}" }"""));
        string data = string.Join(',', datasets.Select((own, i) =>
            $$"""
            { "type": "data", "bom-ref": "d{{i}}", "name": "{{own.Name}}", "version": "{{own.Version}}",
              "purl": "pkg:generic/{{own.Name}}@{{own.Version}}" }
            """));
        return $$"""
            "metadata": { "component": { "type": "machine-learning-model", "name": "northwind/sign-detect",
              "version": "1.1.0", "purl": "pkg:generic/northwind/sign-detect@1.1.0",
              "modelCard": { "modelParameters": { "datasets": [ {{refs}} ] } }{{claim}} } },
            "components": [ {{data}} ]
            """;
    }

    private static string Many(string? completeness, string version)
    {
        string claim = completeness is null
            ? ""
            : $$""", "properties": [ { "name": "aibom:completeness:training-data", "value": "{{completeness}}" } ]""";
        string models = string.Join(',', Enumerable.Range(0, 20).Select(i =>
            $$"""
            { "type": "machine-learning-model", "name": "m{{i}}", "version": "1", "purl": "pkg:generic/x/m{{i}}@1",
              "modelCard": { "modelParameters": { "datasets": [ { "ref": "data" } ] } }{{claim}} }
            """));
        return $$"""
            "metadata": { "component": { "type": "application", "name": "many", "version": "1" } },
            "components": [ {{models}}, { "type": "data", "bom-ref": "data", "name": "d", "version": "{{version}}",
              "purl": "pkg:generic/x/d@{{version}}" } ]
            """;
    }

    private static async Task EventAsync(AibomClient client, string[] versions)
    {
        static string Dataset(string url, string type) => $$"""
            { "namespace": "lake", "name": "{{url}}", "facets": { "datasetType": {
              "_producer": "https://example.org", "_schemaURL": "https://example.org/s",
              "datasetType": "{{type}}" } } }
            """;
        string inputs = string.Join(',', versions.Select(own => Dataset($"pkg:generic/xenon/dashcam@{own}", "TABLE")));
        string text = $$"""
            { "eventTime": "2026-03-02T10:00:00Z", "eventType": "COMPLETE", "producer": "https://example.org",
              "schemaURL": "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
              "run": { "runId": "01978f3c-0000-7000-8000-000000000000" },
              "job": { "namespace": "train", "name": "detect" },
              "inputs": [ {{inputs}} ],
              "outputs": [ {{Dataset("pkg:generic/northwind/sign-detect@1.1.0", "MODEL")}} ] }
            """;
        JsonElement answer = await client.AskAsync(
            "mutation($event: String!) { ingestLineageEvent(input: {event: $event}) { status findings { message } } }",
            new { @event = text });
        Assert.True(answer.At("ingestLineageEvent").String("status") is "ACCEPTED" or "ACCEPTED_WITH_FINDINGS",
            answer.ToString());
    }

    private static string Derived(string model, string parent) =>
        $$"""
        "metadata": { "component": { "type": "machine-learning-model", "name": "{{model}}",
          "version": "1", "purl": "pkg:generic/x/{{model}}@1", "pedigree": { "ancestors": [
            { "type": "machine-learning-model", "name": "{{parent}}", "version": "1",
              "purl": "pkg:generic/x/{{parent}}@1" } ] } } }
        """;
}
