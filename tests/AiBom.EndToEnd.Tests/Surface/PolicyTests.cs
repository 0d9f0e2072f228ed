using System.Globalization;
using System.Net;
using System.Text.Json;
using AiBom.Domain;
using AiBom.EndToEnd.Tests.Asking;
using AiBom.EndToEnd.Tests.Chains;
using AiBom.EndToEnd.Tests.Hosting;
using static AiBom.EndToEnd.Tests.Chains.FixtureNames;

namespace AiBom.EndToEnd.Tests.Surface;

/// <summary>Policies over GraphQL and HTTP, and which of them decides.</summary>
public sealed class PolicyTests
{
    [Fact]
    public async Task A_policy_is_registered_listed_and_handed_out_byte_for_byte()
    {
        await using ServerHost host = await ServerHost.StartAsync();

        JsonElement policy = await Gates.RegisterAsync(host.Client, Document("ours", 1, "SIGNATURE_INVALID"));

        Answer bytes = await host.Client.GetAsync("/v1/policies/ours/1");
        Assert.Equal(policy.String("digest"), Digest.Of(bytes.Body).ToString());
        Assert.Equal("bootstrap", policy.String("registeredBy"));
        JsonElement list = (await host.Client.AskAsync(
            "{ policies(first: 2) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }"))
            .GetProperty("policies");
        Assert.Equal(5, list.GetProperty("totalCount").GetInt32());
        JsonElement rest = await host.Client.AskAsync(
            """
            query($after: String) { policies(first: 1, after: $after) { nodes { id isCurrent rules { rule mode } } } }
            """,
            new { after = list.At("pageInfo").String("endCursor") });
        Assert.Equal(
            """[{"id":"ours","isCurrent":true,"rules":[{"rule":"SIGNATURE_INVALID","mode":"ENFORCE"}]}]""",
            rest.At("policies.nodes").GetRawText());
    }

    [Fact]
    public async Task What_is_no_policy_is_refused_with_the_place_and_nothing_is_recorded()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        long head = await host.HeadAsync();

        JsonElement refused = await Gates.RegisterAsync(host.Client, Document("ours", 1, "SIGNATURE_INVALD"));

        Assert.Equal("PolicyInvalidError POLICY_INVALID", $"{refused.String("__typename")} {refused.String("code")}");
        Assert.Equal(
            """[{"code":"RULE_UNKNOWN","pointer":"/rules/0/rule"}]""", refused.GetProperty("findings").GetRawText());
        Assert.Equal(head, await host.HeadAsync());
    }

    [Fact]
    public async Task A_version_that_is_taken_is_a_conflict_and_an_older_one_comes_too_late()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        await Gates.RegisterAsync(host.Client, Document("ours", 2, "SIGNATURE_INVALID"));

        JsonElement taken = await Gates.RegisterAsync(host.Client, Document("ours", 2, "UNTRUSTED_SIGNER"));
        JsonElement late = await Gates.RegisterAsync(host.Client, Document("ours", 1, "UNTRUSTED_SIGNER"));

        Assert.Equal("POLICY_CONFLICT POLICY_NOT_NEWER", $"{taken.String("code")} {late.String("code")}");
    }

    [Fact]
    public async Task A_pipeline_that_asks_by_a_policy_that_is_not_there_is_refused_before_anything_is_recorded()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        long head = await host.HeadAsync();
        ChainPoster poster = new(FixtureChain.Load());
        byte[] document = poster.Postings(Of("base21")).Single().Document;

        Answer posted = await host.Client.PostAsync(document, query: "?policyId=ours");
        Answer asked = await host.Client.GraphQLAsync(
            "mutation($d: String!) { ingestAibom(input: {document: $d, policyId: \"ours\"}) { status } }",
            new { d = System.Text.Encoding.UTF8.GetString(document) });

        Assert.Equal("400 POLICY_UNKNOWN", posted.Verdict());
        Assert.Contains("POLICY_UNKNOWN", asked.Text, StringComparison.Ordinal);
        Assert.Equal(head, await host.HeadAsync());
    }

    [Fact]
    public async Task A_policy_may_ask_for_more_and_what_is_recorded_stays_the_same()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        await Gates.RegisterAsync(
            host.Client,
            """
            {"id":"signed","version":1,"rules":[
              {"rule":"SIGNATURE_INVALID","mode":"ENFORCE","parameters":{"requireSignature":true}},
              {"rule":"DIGEST_MISMATCH","mode":"ENFORCE","parameters":{"requireBytes":true}}]}
            """);
        ChainPoster poster = new(FixtureChain.Load());
        byte[] document = poster.Postings(Of("det10")).Single().Document;

        Answer strict = await host.Client.PostAsync(document, query: "?policyId=signed");
        Answer usual = await host.Client.PostAsync(document);

        Assert.Equal(
            "201 ACCEPTED gate FAILED SIGNATURE_MISSING DIGEST_NOT_AVAILABLE []", strict.Verdict());
        Assert.Equal("signed", strict.Json.At("gate.policy").String("id"));
        Assert.Equal("200 ACCEPTED gate PASSED []", usual.Verdict());
    }

    [Fact]
    public async Task What_is_only_named_is_no_model_that_may_go_on()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        ChainPoster poster = new(FixtureChain.Load());
        await poster.RegisterAsync(host.Client);
        await poster.PostAsync(host.Client, Of("det10"));

        JsonElement gate = await Gates.Evaluate("parent", Questions.Reference(Of("base21"))).AskAsync(host.Client);

        Assert.Equal("FAILED SUBJECT_NOT_DESCRIBED", Gates.Tell(gate, FixtureNames.Short));
    }

    [Fact]
    public async Task A_policy_that_is_not_there_is_not_found()
    {
        await using ServerHost host = await ServerHost.StartAsync();

        Answer missing = await host.Client.GetAsync("/v1/policies/default/2");
        using var nobody = new AibomClient(host.Client.Address, token: null);
        Answer unauthenticated = await nobody.GetAsync("/v1/policies/default/1");

        Assert.Equal(HttpStatusCode.NotFound, missing.Status);
        Assert.Equal(HttpStatusCode.Unauthorized, unauthenticated.Status);
    }

    private static string Document(string id, int version, string rule) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"id":"{{id}}","version":{{version}},"rules":[{"rule":"{{rule}}","mode":"ENFORCE"}]}""");
}
