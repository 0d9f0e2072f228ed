using System.Net;
using System.Text;
using System.Text.Json;
using AiBom.EndToEnd.Tests.Chains;
using AiBom.EndToEnd.Tests.Hosting;
using AiBom.Testing;
using AiBom.Verification.Dsse;
using AiBom.Verification.Keys;

namespace AiBom.EndToEnd.Tests.Record;

/// <summary>
/// A document that says all that CycloneDX 1.7 lets it say of a model: citations, runs, vulnerabilities, claims,
/// comments. Signed by who made it, posted, and read back.
/// </summary>
public sealed class DocumentedModelTests
{
    private const string Example = "schemas/examples/documented-model.cdx.json";

    private const string Aibom =
        """
        {
          aiboms(first: 1) { nodes {
            lifecycles sharing
            runs { pageInfo { hasNextPage } totalCount nodes {
              pointer identifier name types startedAt endedAt performedBy
              inputs { qualifiedName } outputs { qualifiedName }
            } }
            vulnerabilities { pageInfo { hasNextPage } nodes {
              pointer identifier source state justification responses detail updatedAt completeness
              affects { reference pointer entity { qualifiedName } versions { version status } }
            } }
            declarations { pageInfo { hasNextPage } nodes {
              reference target predicate reasoning entity { qualifiedName }
              evidence { reference description property author createdAt expiresAt } counterEvidence { pointer }
            } }
            assessments { pageInfo { hasNextPage } nodes {
              assessor isThirdParty requirement conformance conformanceRationale confidence confidenceRationale
              claims { predicate } counterClaims { predicate }
            } }
            comments { pageInfo { hasNextPage } nodes { subjects annotator timestamp text entities { qualifiedName } } }
          } }
        }
        """;

    [Fact]
    public async Task What_it_says_beside_its_lineage_is_read_back()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        using var key = SigningKey.Create();
        await PostAsync(host.Client, key);

        JsonElement aibom = (await host.Client.AskAsync(Aibom)).At("aiboms.nodes")[0];

        Assert.Equal("""["build"]""", aibom.GetProperty("lifecycles").GetRawText());
        Assert.Equal("GREEN", aibom.String("sharing"));
        Assert.Equal(
            """
            run-41 pipeline build  [] []
            run-41-label labeling other LabelCo [tickets@7] [tickets-labeled@7]
            run-41-train training build  [base@1,tickets-labeled@7,trainer@5] [triage@2]
            """.ReplaceLineEndings("\n"),
            string.Join('\n', aibom.Nodes("runs").Select(run =>
                $"{run.String("identifier")} {run.String("name")} {run.GetProperty("types")[0]} "
                + $"{run.String("performedBy")} [{Names(run, "inputs")}] [{Names(run, "outputs")}]")));

        JsonElement vulnerability = Assert.Single(aibom.Nodes("vulnerabilities"));
        JsonElement affected = Assert.Single(vulnerability.GetProperty("affects").EnumerateArray());
        Assert.Equal(
            "CVE-2026-0001 NVD NOT_AFFECTED code_not_reachable update INCOMPLETE trainer@5 5 UNAFFECTED",
            $"{vulnerability.String("identifier")} {vulnerability.String("source")} {vulnerability.String("state")} "
            + $"{vulnerability.String("justification")} {vulnerability.GetProperty("responses")[0]} "
            + $"{vulnerability.String("completeness")} {affected.At("entity.qualifiedName")} "
            + $"{affected.GetProperty("versions")[0].String("version")} "
            + affected.GetProperty("versions")[0].String("status"));

        JsonElement claim = Assert.Single(aibom.Nodes("declarations"));
        Assert.Equal(
            "No personal data tickets@7 Report of the sampling Ann Auditor",
            $"{claim.String("predicate")} {claim.At("entity.qualifiedName")} "
            + $"{claim.GetProperty("evidence")[0].String("description")} "
            + claim.GetProperty("evidence")[0].String("author"));
        JsonElement assessment = Assert.Single(aibom.Nodes("assessments"));
        Assert.Equal(
            "Northwind Audits True DH-7 0.75 0.5 No personal data",
            $"{assessment.String("assessor")} {assessment.GetProperty("isThirdParty")} "
            + $"{assessment.String("requirement")} {assessment.GetProperty("conformance")} "
            + $"{assessment.GetProperty("confidence")} {assessment.GetProperty("claims")[0].String("predicate")}");
        JsonElement comment = Assert.Single(aibom.Nodes("comments"));
        Assert.Equal(
            "triage@2 Acme To be reviewed before release.",
            $"{Names(comment, "entities")} {comment.String("annotator")} {comment.String("text")}");
    }

    [Theory]
    [InlineData(true, "zephyr")]
    [InlineData(false, "Zephyr Labs")]
    public async Task What_it_cites_is_the_word_of_whom_it_cites_and_signed_by_nobody(bool isRegistered, string cited)
    {
        await using ServerHost host = await ServerHost.StartAsync();
        if (isRegistered)
        {
            await RegisterAsync(host.Client, "zephyr", "Zephyr Labs");
        }

        using var key = SigningKey.Create();
        await PostAsync(host.Client, key);
        string expected = $"""
            base@1 DERIVED_FROM origin@1 by {cited} stated by acme ASSERTED
            tickets-labeled@7 DERIVED_FROM tickets@7 by acme stated by acme SIGNED
            tickets-labeled@7 LABELED_WITH labeling by acme stated by acme SIGNED
            triage@2 DERIVED_FROM base@1 by acme stated by acme SIGNED
            triage@2 TRAINED_ON tickets-labeled@7 by acme stated by acme SIGNED
            """.ReplaceLineEndings("\n");

        Assert.Equal(expected, await ClaimsAsync(host.Client));
        await host.RebuildAsync();
        Assert.Equal(expected, await ClaimsAsync(host.Client));
    }

    [Fact]
    public async Task Who_cites_itself_says_it_itself()
    {
        await using ServerHost host = await ServerHost.StartAsync();

        using var key = SigningKey.Create();
        await PostAsync(host.Client, key, text => text.Replace(
            "\"attributedTo\": \"org-zephyr\"", "\"attributedTo\": \"org-acme\"", StringComparison.Ordinal));

        Assert.Contains(
            "base@1 DERIVED_FROM origin@1 by acme stated by acme SIGNED",
            await ClaimsAsync(host.Client),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_vendor_of_a_labelling_task_is_found_by_its_labels()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        await RegisterAsync(host.Client, "labelco", "LabelCo");
        using var key = SigningKey.Create();
        await PostAsync(host.Client, key);

        JsonElement data = await host.Client.AskAsync(
            """{ labelsBy(vendor: "labelco") { pageInfo { hasNextPage } nodes { qualifiedName } } }""");

        Assert.Equal(
            "labeling", Assert.Single(data.Nodes("labelsBy")).String("qualifiedName"));
    }

    private static async Task PostAsync(AibomClient client, SigningKey key, Func<string, string>? change = null)
    {
        await RegisterAsync(client, "acme", "Acme");
        await ChainPoster.MutateAsync(
            client,
            "registerTrustedSigner",
            "RegisterTrustedSignerInput",
            "TrustedSigner",
            new { organizationId = "acme", publicKey = key.PublicKey.Pem });
        string text = await File.ReadAllTextAsync(Repository.At(Example), TestContext.Current.CancellationToken);
        byte[] document = Encoding.UTF8.GetBytes(change?.Invoke(text) ?? text);

        Answer answer = await client.PostAsync(document, [DsseSigner.SignDocument(document, key)]);

        Assert.True(answer.Status is HttpStatusCode.Created, answer.Text);
    }

    private static Task RegisterAsync(AibomClient client, string id, string name) => ChainPoster.MutateAsync(
        client,
        "registerOrganization",
        "RegisterOrganizationInput",
        "Organization",
        new { organizationId = id, displayName = name });

    private static async Task<string> ClaimsAsync(AibomClient client)
    {
        JsonElement data = await client.AskAsync(
            """
            {
              lineage(of: {name: "triage"}, direction: UPSTREAM) { ... on Lineage { edges { nodes {
                from { qualifiedName } kind to { qualifiedName } claims { claimedBy statedBy assurance }
              } } } ... on RequestError { message } }
            }
            """);
        return string.Join('\n', data.At("lineage.edges.nodes").EnumerateArray()
            .SelectMany(edge => edge.GetProperty("claims").EnumerateArray().Select(claim =>
                $"{edge.At("from.qualifiedName")} {edge.String("kind")} {edge.At("to.qualifiedName")} "
                + $"by {claim.String("claimedBy")} stated by {claim.String("statedBy")} {claim.String("assurance")}"))
            .Order(StringComparer.Ordinal));
    }

    private static string Names(JsonElement owner, string field) => string.Join(
        ',', owner.GetProperty(field).EnumerateArray().Select(entity => entity.String("qualifiedName")));
}
