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
        AibomClient run = await OtherAsync(host, "build-service");
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
        AibomClient run = await OtherAsync(host, "build-service");
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
        AibomClient run = await OtherAsync(host, "build-service");
        await PostAsync(host.Client, Model("COMPLETE", ("xenon/dashcam", "1.0")));
        await PostAsync(run, Model(null, ("xenon/dashcam", "1.1")));

        await PostAsync(host.Client, Model("INCOMPLETE", ("xenon/dashcam", "1.0")), version: 2);

        Assert.Empty(await AskAsync(host));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("INCOMPLETE")]
    [InlineData("UNKNOWN")]
    public async Task Where_nobody_says_that_all_is_listed_more_is_a_gap_that_closes(string? completeness)
    {
        await using ServerHost host = await ServerHost.StartAsync();
        AibomClient run = await OtherAsync(host, "build-service");

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
        Answer stranger = await (await OtherAsync(host, "stranger")).PostAsync(changed, mediaType);

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
        Answer stranger = await (await OtherAsync(host, "stranger"))
            .PostAsync(spoilt, FiveVersions.MediaTypeOf(4));

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

    private static string Derived(string model, string parent) =>
        $$"""
        "metadata": { "component": { "type": "machine-learning-model", "name": "{{model}}",
          "version": "1", "purl": "pkg:generic/x/{{model}}@1", "pedigree": { "ancestors": [
            { "type": "machine-learning-model", "name": "{{parent}}", "version": "1",
              "purl": "pkg:generic/x/{{parent}}@1" } ] } } }
        """;
}
