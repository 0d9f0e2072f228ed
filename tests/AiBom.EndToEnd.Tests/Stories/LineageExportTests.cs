using System.Net;
using System.Text;
using System.Text.Json;
using AiBom.Documents;
using AiBom.Domain;
using AiBom.EndToEnd.Tests.Asking;
using AiBom.EndToEnd.Tests.Chains;
using AiBom.EndToEnd.Tests.Hosting;
using AiBom.Server.Demo;
using AiBom.Testing.Signing;
using static AiBom.EndToEnd.Tests.Chains.FixtureNames;

namespace AiBom.EndToEnd.Tests.Stories;

/// <summary>
/// A lineage leaves one server as a document and comes into another: the same edges, on the first one's word.
/// </summary>
public sealed class LineageExportTests(ExportedChain chain) : IClassFixture<ExportedChain>
{
    private const string SixEdges =
        """
        Z31 DERIVED_FROM Zr SIGNED
        Z31 LABELED_WITH L1 SIGNED
        base21 TRAINED_ON Y TRAINING SIGNED
        base21 TRAINED_ON Z31 TRAINING SIGNED
        det10 DERIVED_FROM base21 FINE_TUNING SIGNED
        det10 TRAINED_ON X10 FINE_TUNING SIGNED
        """;

    public static TheoryData<string> Formats => ["CYCLONEDX", "SPDX3", "PROV_JSON"];

    [Theory]
    [InlineData("CYCLONEDX")]
    [InlineData("SPDX3")]
    public async Task Taken_into_an_empty_server_the_six_edges_are_signed_by_who_exported_them(string format)
    {
        await using ServerHost other = await ServerHost.StartAsync();
        await other.RegisterAsync("elsewhere", chain.Author, chain.Key);
        JsonElement export = chain.Exports[format];

        Answer posted = await other.Client.PostAsync(
            Encoding.UTF8.GetBytes(export.String("text")), [Encoding.UTF8.GetBytes(export.String("envelope"))]);
        JsonElement lineage = await Questions.Lineage("", Questions.Reference(Of("det10"))).AskAsync(other.Client);

        Assert.Equal("201 ACCEPTED gate PASSED []", posted.Verdict());
        Assert.Equal("VALID", posted.Json.At("verification").String("authenticity"));
        Assert.Equal(7, lineage.Nodes("nodes").Count());
        Assert.Equal(SixEdges, string.Join('\n', Read.Edges(lineage, "edges").Split('\n').Select(UpToAssurance)));
        Assert.Equal(chain.Keys, KeysOf(lineage));
        foreach (JsonElement edge in lineage.Nodes("edges"))
        {
            Assert.Contains(edge.GetProperty("claims").EnumerateArray(), claim =>
                claim.String("claimedBy") == "elsewhere" && claim.String("assurance") == "SIGNED");
        }
    }

    [Theory]
    [InlineData("CYCLONEDX")]
    [InlineData("SPDX3")]
    public void The_document_is_valid_by_the_official_schema(string format)
    {
        var inspection = DocumentInspection.Of(
            Encoding.UTF8.GetBytes(chain.Exports[format].String("text")), DocumentLimits.Default);

        Assert.SkipWhen(inspection.Schema is SchemaVerdict.NotChecked, "This build has no official schemas.");
        Assert.Equal(
            "Valid []", $"{inspection.Schema} [{string.Join(' ', inspection.Findings.Select(own => own.Message))}]");
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_endpoint_streams_the_very_bytes_of_the_answer(string format)
    {
        JsonElement export = chain.Exports[format];
        Answer streamed = chain.Streamed[format];

        Assert.Equal(HttpStatusCode.OK, streamed.Status);
        Assert.Equal(export.String("text"), streamed.Text);
        Assert.Equal(export.String("digest"), Digest.Of(streamed.Body).ToString());
        Assert.Equal(streamed.Body.Length, export.GetProperty("length").GetInt32());
        Assert.True(export.GetProperty("complete").GetBoolean());
        Assert.Equal(0, export.GetProperty("leftOut").GetInt32());
        Assert.Equal(chain.Head, export.GetProperty("asOf").GetInt64());
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_envelope_holds_the_document_under_its_media_type(string format)
    {
        JsonElement export = chain.Exports[format];
        JsonElement envelope = JsonElement.Parse(export.String("envelope"));
        JsonElement streamed = chain.Signed[format].Json;

        Assert.Equal(export.String("mediaType"), envelope.String("payloadType"));
        Assert.Equal(
            export.String("text"), Encoding.UTF8.GetString(envelope.GetProperty("payload").GetBytesFromBase64()));
        Assert.Equal(envelope.String("payload"), streamed.String("payload"));
    }

    [Fact]
    public void Each_organization_has_its_own_bundle_of_what_it_states()
    {
        JsonElement prov = JsonElement.Parse(chain.Exports["PROV_JSON"].String("text"));
        IEnumerable<string> claims =
            from bundle in prov.GetProperty("bundle").EnumerateObject()
            let agent = prov.GetProperty("wasAttributedTo").EnumerateObject()
                .Single(own => own.Value.String("prov:entity") == bundle.Name).Value.String("prov:agent")
            let name = prov.GetProperty("agent").GetProperty(agent).String("prov:label")
            select $"{name} {bundle.Value.GetProperty("wasDerivedFrom").EnumerateObject().Count()}";

        Assert.Equal(chain.Claimants, string.Join(", ", claims.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void What_a_demand_left_out_is_told_and_nothing_is_called_complete()
    {
        JsonElement export = chain.Exports["verified"];
        StatementSet set = DocumentReader.Read(
            Encoding.UTF8.GetBytes(export.String("text")), AibomClient.CycloneDx, DocumentLimits.Default).Statements!;

        Assert.False(export.GetProperty("complete").GetBoolean());
        Assert.Equal(4, export.At("completeness").GetProperty("excludedByAssurance").GetInt32());
        Assert.Equal(2, set.Statements.Length);
        Assert.DoesNotContain(
            set.Entities.SelectMany(entity => entity.Completeness),
            claim => claim.Completeness is Completeness.Complete);
    }

    [Theory]
    [InlineData("?format=cyclonedx", 400, "MALFORMED_REQUEST")]
    [InlineData("?format=xml&name=x", 400, "MALFORMED_REQUEST")]
    [InlineData("?format=SPDX3&name=x&digest=y", 400, "MALFORMED_REQUEST")]
    [InlineData("?format=SPDX3&name=x&maxDepth=-1", 400, "MALFORMED_REQUEST")]
    [InlineData("?format=SPDX3&name=x&edgeKinds=1", 400, "MALFORMED_REQUEST")]
    [InlineData("?format=PROV_JSON&name=nobody", 404, "NOT_FOUND")]
    public async Task A_question_that_is_none_is_refused(string query, int status, string code)
    {
        await using ServerHost host = await ServerHost.StartAsync();

        Answer answer = await host.Client.GetAsync($"/v1/exports/lineage{query}");

        Assert.Equal($"{status} {code}", answer.Verdict());
    }

    private static string UpToAssurance(string edge) =>
        edge[..(edge.IndexOf(" SIGNED", StringComparison.Ordinal) + " SIGNED".Length)];

    internal static string KeysOf(JsonElement lineage) => string.Join('\n', lineage.Nodes("nodes")
        .Select(node => string.Join(' ', node.GetProperty("entity").GetProperty("keys").EnumerateArray()
            .Select(key => key.GetString()!)
            .Where(key => !key.StartsWith("name:", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)))
        .Order(StringComparer.Ordinal));
}

/// <summary>The seed's chain in one server, and what it exports.</summary>
public sealed class ExportedChain : IAsyncLifetime
{
    private const string Query =
        """
        query($of: EntityReference!, $format: LineageFormat!, $minAssurance: Assurance! = ASSERTED) {
          exportLineage(of: $of, format: $format, minAssurance: $minAssurance) {
            __typename
            ... on LineageExport {
              mediaType text envelope digest length location complete leftOut asOf timestamp
              completeness { isComplete excludedByAssurance }
            }
          }
        }
        """;

    internal Dictionary<string, JsonElement> Exports { get; } = [];

    internal Dictionary<string, Answer> Streamed { get; } = [];

    internal Dictionary<string, Answer> Signed { get; } = [];

    internal string Author { get; } = "https://aibom.example/here";

    internal string Key { get; private set; } = "";

    internal string Keys { get; private set; } = "";

    internal string Claimants { get; private set; } = "";

    internal long Head { get; private set; }

    public async ValueTask InitializeAsync()
    {
        Chain fixture = FixtureChain.LoadWithContents();
        var evidence = new ChainEvidence(fixture, FixtureChain.Built());
        var poster = new ChainPoster(fixture, evidence);
        await using ServerHost host = await ServerHost.StartAsync($"PublicUrl={Author}/");
        await poster.RegisterAsync(host.Client);
        await poster.PostAsync(host.Client, Of("base21", "Z31", "L1", "det10"));
        Signer office = await ChainPoster.OfficeAsync(host.Client, "brightlabel");
        await host.Client.AttestAsync(
            evidence.DeliveryNote(office, Of("L1"), recipient: "zephyr", target: Of("Z31")));
        Key = (await host.Client.GetAsync("/v1/signing-key")).Text;
        Head = await host.HeadAsync();
        JsonElement lineage = await Questions.Lineage("", Questions.Reference(Of("det10"))).AskAsync(host.Client);
        Keys = LineageExportTests.KeysOf(lineage);
        Claimants = string.Join(", ", lineage.Nodes("edges")
            .SelectMany(edge => edge.GetProperty("claims").EnumerateArray())
            .GroupBy(claim => fixture.Organizations.Single(own => own.Id == claim.String("claimedBy")).DisplayName)
            .Select(own => $"{own.Key} {own.Count()}")
            .Order(StringComparer.Ordinal));
        foreach (string format in LineageExportTests.Formats.Select(row => row.Data))
        {
            Exports[format] = await ExportAsync(host, format, "ASSERTED");
            string location = Exports[format].String("location");
            Streamed[format] = await host.Client.GetAsync(location);
            Signed[format] = await host.Client.GetAsync($"{location}&signed=true");
        }

        Exports["verified"] = await ExportAsync(host, "CYCLONEDX", "VERIFIED");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task<JsonElement> ExportAsync(ServerHost host, string format, string minAssurance) =>
        (await host.Client.AskAsync(Query, new { of = Questions.Reference(Of("det10")), format, minAssurance }))
            .GetProperty("exportLineage");
}

/// <summary>Registers who exported elsewhere.</summary>
internal static class Registering
{
    public static async Task RegisterAsync(this ServerHost host, string id, string name, string publicKey)
    {
        await ChainPoster.MutateAsync(
            host.Client,
            "registerOrganization",
            "RegisterOrganizationInput",
            "Organization",
            new { organizationId = id, displayName = name });
        await ChainPoster.MutateAsync(
            host.Client,
            "registerTrustedSigner",
            "RegisterTrustedSignerInput",
            "TrustedSigner",
            new { organizationId = id, publicKey });
    }
}
