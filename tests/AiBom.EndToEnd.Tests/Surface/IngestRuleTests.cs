using System.Text;
using System.Text.Json;
using AiBom.EndToEnd.Tests.Hosting;

namespace AiBom.EndToEnd.Tests.Surface;

/// <summary>The official schema's verdict on what is posted, and the policies by which it is taken.</summary>
public sealed class IngestRuleTests
{
    private const string Question =
        "{ aiboms { nodes { schema policies { id version digest } findings { code pointer expected found } } } }";

    [Theory]
    [InlineData("", "VALID", "")]
    [InlineData(",\"extra\":1", "INVALID", "SCHEMA_VIOLATED")]
    [InlineData(",\"version\":0", "INVALID", "SCHEMA_VIOLATED")]
    public async Task The_verdict_of_the_schema_is_told_over_every_door_and_stays(
        string more, string verdict, string code)
    {
        byte[] document = Document(more);
        await using ServerHost host = await ServerHost.StartAsync();

        Answer dry = await host.Client.PostAsync(document, query: "?dryRun=true");
        Answer posted = await host.Client.PostAsync(document);
        JsonElement asked = (await host.Client.AskAsync(
            "mutation($d: String!) { ingestAibom(input: {document: $d}) { schema isRepeated } }",
            new { d = Encoding.UTF8.GetString(document) })).GetProperty("ingestAibom");
        SkipWithoutSchemas(posted);

        Assert.Equal(
            [verdict, verdict, verdict], new[] { dry.Json, posted.Json, asked }.Select(own => own.String("schema")));
        Assert.Equal(code, string.Join(' ', SchemaFindings(posted).Select(finding => finding.String("code"))));
        await host.RebuildAsync();
        JsonElement aibom = (await host.Client.AskAsync(Question)).At("aiboms.nodes")[0];
        Assert.Equal(verdict, aibom.String("schema"));
        Assert.Equal(posted.Json.GetProperty("policies").GetRawText(), aibom.GetProperty("policies").GetRawText());
    }

    [Fact]
    public async Task What_has_no_schema_here_is_not_checked()
    {
        await using ServerHost host = await ServerHost.StartAsync();

        Answer unknown = await host.Client.PostAsync("""{"bomFormat":"CycloneDX","specVersion":"9.9"}"""u8.ToArray());
        Answer none = await host.Client.PostAsync("{"u8.ToArray());

        Assert.Equal(["NOT_CHECKED", "NOT_CHECKED"], new[] { unknown, none }.Select(own => own.Json.String("schema")));
        Assert.Equal("422 REJECTED gate FAILED SPEC_VERSION_UNSUPPORTED [SPEC_VERSION_UNSUPPORTED]", unknown.Verdict());
    }

    [Fact]
    public async Task A_license_id_that_the_list_lacks_is_a_finding_that_says_the_proper_one_and_never_a_refusal()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        await host.Client.AskAsync(
            """
            mutation { registerPolicy(input: {document:
              "{\"id\":\"valid\",\"version\":1,\"ingest\":[{\"rule\":\"SCHEMA_INVALID\",\"mode\":\"ENFORCE\"}]}"}) {
              __typename } }
            """);

        Answer answer = await host.Client.PostAsync(
            Document(license: "apache-2.0"), query: "?ingestPolicyId=valid");
        Answer other = await host.Client.PostAsync(
            Document(license: "llama3.1", serial: 2), query: "?ingestPolicyId=valid");
        Answer invalid = await host.Client.PostAsync(
            Document(",\"extra\":1", "apache-2.0"), query: "?ingestPolicyId=valid");
        SkipWithoutSchemas(answer);

        JsonElement finding = Assert.Single(SchemaFindings(answer));
        Assert.Equal(
            "LICENSE_UNKNOWN /metadata/component/licenses/0/license/id \"apache-2.0\" \"Apache-2.0\" WARNING",
            $"{finding.String("code")} {finding.String("pointer")} {finding.String("found")} "
            + $"{finding.String("expected")} {finding.String("severity")}");
        Assert.Equal(
            "INVALID 201 ACCEPTED_WITH_FINDINGS gate PASSED []", $"{answer.Json.String("schema")} {answer.Verdict()}");
        Assert.Equal("201 ACCEPTED_WITH_FINDINGS gate PASSED []", other.Verdict());
        Assert.Equal("422 REJECTED gate FAILED SCHEMA_INVALID [SCHEMA_INVALID]", invalid.Verdict());
    }

    [Fact]
    public async Task The_operators_policy_judges_everybody()
    {
        await using ServerHost host = await ServerHost.StartAsync("IngestPolicy=strict");
        long head = await host.HeadAsync();

        Answer answer = await host.Client.PostAsync(Document(), query: "?ingestPolicyId=lenient");
        Answer attested = await host.Client.GraphQLAsync(
            "mutation($d: String!) { ingestAibom(input: {document: $d, ingestPolicyId: \"lenient\"}) "
            + "{ status policies { id } receipt { sequence } } }",
            new { d = Encoding.UTF8.GetString(Document()) });

        Assert.Equal(
            "422 REJECTED gate FAILED PUBLISHER_UNREGISTERED SIGNATURE_MISSING "
            + "[PUBLISHER_UNREGISTERED SIGNATURE_MISSING]",
            answer.Verdict());
        Assert.Equal(
            """{"status":"REJECTED","policies":[{"id":"strict"},{"id":"lenient"}],"receipt":null}""",
            attested.Json.At("data.ingestAibom").GetRawText());
        Assert.Equal(head, await host.HeadAsync());
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("default")]
    [InlineData("")]
    public async Task A_policy_that_is_none_for_the_intake_is_refused_before_anything_is_recorded(string policy)
    {
        await using ServerHost host = await ServerHost.StartAsync();
        long head = await host.HeadAsync();

        Answer answer = await host.Client.PostAsync(Document(), query: $"?ingestPolicyId={policy}");
        Answer gate = await host.Client.PostAsync(Document(), query: "?policyId=strict");
        Answer asked = await host.Client.GraphQLAsync(
            "mutation($d: String!, $p: String!) "
            + "{ ingestAibom(input: {document: $d, ingestPolicyId: $p}) { status } }",
            new { d = Encoding.UTF8.GetString(Document()), p = policy });

        Assert.Equal(("400 POLICY_UNKNOWN", "400 POLICY_UNKNOWN"), (answer.Verdict(), gate.Verdict()));
        Assert.Contains("POLICY_UNKNOWN", asked.Text, StringComparison.Ordinal);
        Assert.Equal(head, await host.HeadAsync());
    }

    [Fact]
    public async Task A_policy_tells_its_rules_of_the_intake()
    {
        await using ServerHost host = await ServerHost.StartAsync();

        JsonElement policy = (await host.Client.AskAsync(
            "{ policy(id: \"strict\") { rules { rule } ingest { rule mode parameters } } }")).GetProperty("policy");

        Assert.Equal("[]", policy.GetProperty("rules").GetRawText());
        Assert.Contains(
            """{"rule":"SCHEMA_INVALID","mode":"ENFORCE","parameters":"{\u0022requireSchema\u0022:true}"}""",
            policy.GetProperty("ingest").GetRawText().Replace("\\\"", "\\u0022", StringComparison.Ordinal),
            StringComparison.Ordinal);
    }

    private static IEnumerable<JsonElement> SchemaFindings(Answer answer) => answer.Json.GetProperty("findings")
        .EnumerateArray().Where(finding => finding.String("check") is "schema");

    private static void SkipWithoutSchemas(Answer answer) => Assert.SkipWhen(
        answer.Json.String("schema") is "NOT_CHECKED", "This build has no official schemas.");

    private static byte[] Document(string more = "", string license = "Apache-2.0", int serial = 1) =>
        Encoding.UTF8.GetBytes(
        $$$"""
        {"bomFormat":"CycloneDX","specVersion":"1.6","serialNumber":"urn:uuid:00000000-0000-4000-8000-{{{serial:D12}}}",
         "metadata":{"component":{"type":"machine-learning-model","name":"m-{{{license}}}","version":"1",
         "licenses":[{"license":{"id":"{{{license}}}"}}]}}{{{more}}}}
        """);
}
