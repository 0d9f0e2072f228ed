using System.Text.Json;
using AiBom.Domain;
using AiBom.EndToEnd.Tests.Asking;
using AiBom.EndToEnd.Tests.Chains;
using AiBom.EndToEnd.Tests.Hosting;
using AiBom.Server.Demo;
using AiBom.Testing.Signing;
using static AiBom.EndToEnd.Tests.Chains.FixtureNames;

namespace AiBom.EndToEnd.Tests.Stories;

/// <summary>Story 3: the whole fixture is recorded, and aurora announces that base21 was backdoored.</summary>
public sealed class IncidentOfTheBaseModelTests(IncidentOfTheBaseModel incident) : IClassFixture<IncidentOfTheBaseModel>
{
    private JsonElement Impact => incident.Answers["impact"];

    [Fact]
    public void The_advisory_is_the_first() => Assert.Equal("ADV-1", incident.Advisory);

    [Fact]
    public void Affected_is_what_descends_from_it_with_distance_and_assurance() => Assert.Equal(
        "1 det10 VERIFIED, 1 det11 VERIFIED, 2 Syn VERIFIED, 2 det11q VERIFIED, 2 merge SIGNED, 3 lite VERIFIED",
        Read.Reached(Impact, "affected"));

    [Fact]
    public void Every_edge_of_the_fixture_has_the_assurance_that_the_fixture_gives_it()
    {
        // That one version supersedes another is its maker's word; no run shows it.
        string[] expected =
        [
            .. FixtureChain.Assured()
                .Select(pair => $"{pair.Edge.From} {pair.Edge.Kind} {pair.Edge.To} "
                    + (pair.Edge.Kind is EdgeKind.Supersedes ? "SIGNED" : pair.Assurance))
                .Order(StringComparer.Ordinal),
        ];

        Assert.Equal(57, expected.Length);
        Assert.Equal(expected, incident.Edges);
    }

    [Fact]
    public void Asked_for_what_is_verified_only_merge_drops_out_and_the_answer_warns()
    {
        JsonElement verified = incident.Answers["impact, verified"];

        Assert.Equal(
            "1 det10 VERIFIED, 1 det11 VERIFIED, 2 Syn VERIFIED, 2 det11q VERIFIED, 3 lite VERIFIED",
            Read.Reached(verified, "affected"));
        Assert.Equal("merge", Read.Names(verified.Nodes("excludedByAssurance")));
        Assert.Equal("""["INCIDENT_QUERY_WITH_ASSURANCE_FILTER"]""", verified.GetProperty("warnings").GetRawText());
    }

    [Fact]
    public void Affected_deployments_are_four_and_all_in_production() => Assert.Equal(
        "car-vision-eu PRODUCTION det11q; car-vision-us PRODUCTION det10; kiosk-lite PRODUCTION lite; "
        + "road-assist PRODUCTION merge",
        Read.Deployments(Impact, "deployments"));

    [Fact]
    public void Past_exposure_is_what_ran_and_no_longer_does() => Assert.Equal(
        "car-vision-eu det10 2026-01-30 until 2026-02-25; car-vision-old det11 2026-02-21 until 2026-03-31",
        Read.Past(Impact));

    [Fact]
    public void Possibly_affected_is_what_does_not_know_its_lineage()
    {
        Assert.Equal(
            "lane TRAINING_DATA_INCOMPLETE before; saas DERIVATION_UNKNOWN+TRAINING_DATA_UNKNOWN after",
            Read.Possibly(Impact));
        Assert.Equal("sign-saas PRODUCTION saas", Read.Deployments(Impact, "possiblyAffectedDeployments"));
    }

    [Fact]
    public void Nothing_was_only_evaluated_on_it() => Assert.Equal("", Read.Edges(Impact, "evaluationOnly"));

    [Fact]
    public void Successor_hints_are_base22_and_det12() => Assert.Equal(
        "base22 SUPERSEDES base21 SIGNED aurora\ndet12 SUPERSEDES det11 SIGNED northwind",
        Read.Edges(Impact, "successorHints"));

    [Fact]
    public void Not_affected_as_recorded_are_the_other_six() => Assert.Equal(
        "car-vision-next STAGING det12; churn PRODUCTION northwind/churn@1.0; "
        + "clinic-triage PRODUCTION consortium/triage@8; offers PRODUCTION northwind/offer-ranker@3.1.0; "
        + "ped-prod PRODUCTION ped; support PRODUCTION northwind/support-bot@2.0",
        Read.Deployments(Impact, "notAffectedDeployments"));

    [Fact]
    public void The_system_is_reported_once_with_its_reasons() => Assert.Equal(
        "car-vision AFFECTED by det10 det11q, possibly none, unaffected ped; "
        + "offers NOT_AFFECTED_AS_RECORDED by none, possibly none, unaffected northwind/offer-ranker@3.1.0",
        Read.Systems(Impact));

    [Fact]
    public void Owners_are_those_who_have_to_act() => Assert.Equal(
        "cobalt-hosted: road-assist; perception-eu: car-vision-eu; perception-us: car-vision-us; "
        + "procurement: possibly sign-saas; retail: kiosk-lite",
        Reader.Owners(Impact));

    [Fact]
    public void The_answer_is_whole_and_knows_no_gap_but_the_declared_ones()
    {
        JsonElement completeness = Impact.GetProperty("completeness");

        Assert.True(completeness.GetProperty("isComplete").GetBoolean());
        Assert.Equal("", Read.Names(completeness.Nodes("unknownParents")));
        Assert.Equal(0, completeness.GetProperty("excludedByAssurance").GetInt32());
        Assert.Equal("[]", Impact.GetProperty("warnings").GetRawText());
    }

    [Fact]
    public void One_path_leads_to_lite_through_the_synthetic_data()
    {
        JsonElement paths = incident.Answers["paths"].GetProperty("paths");

        Assert.Equal(
            "lite>Syn Syn>det11 det11>base21", Read.Path(Assert.Single(paths.EnumerateArray()).GetProperty("edges")));
        Assert.Equal(
            [
                "lite TRAINED_ON Syn TRAINING VERIFIED northwind",
                "Syn GENERATED_WITH det11 VERIFIED northwind",
                "det11 DERIVED_FROM base21 FINE_TUNING VERIFIED northwind",
            ],
            paths[0].GetProperty("edges").EnumerateArray().Select(Read.Edge));
    }

    [Fact]
    public void The_rebuilt_detector_is_not_affected_as_recorded_and_says_what_that_rests_on()
    {
        JsonElement descent = incident.Answers["det12"];

        Assert.Equal("NOT_AFFECTED_AS_RECORDED", descent.String("exposure"));
        Assert.Equal(
            ["base22 SUPERSEDES base21 SIGNED aurora"],
            descent.GetProperty("successorHints").EnumerateArray().Select(Read.Edge));
    }

    [Fact]
    public void The_closed_model_is_possibly_affected_for_its_own_reasons()
    {
        JsonElement descent = incident.Answers["saas"];

        Assert.Equal("POSSIBLY_AFFECTED", descent.String("exposure"));
        Assert.Equal(
            """["DERIVATION_UNKNOWN","TRAINING_DATA_UNKNOWN"]""", descent.GetProperty("reasons").GetRawText());
    }

    [Fact]
    public void Labels_are_found_by_vendor_with_and_without_delegates()
    {
        Assert.Equal("L1 L2", Read.Names(incident.Answers["labels"].Nodes()));
        Assert.Equal("L1", Read.Names(incident.Answers["own labels"].Nodes()));
    }

    [Fact]
    public void A_model_that_was_only_tested_on_bad_data_is_listed_apart()
    {
        JsonElement impact = incident.Answers["impact of X11"];

        Assert.Equal("ped TESTED_ON X11 TESTING VERIFIED northwind", Read.Edges(impact, "evaluationOnly"));
        Assert.DoesNotContain("ped", Read.Reached(impact, "affected"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_answer_is_the_same_after_a_restart_and_after_a_rebuild() => incident.Answers.AssertSame();

    [Fact]
    public void A_retracted_advisory_has_no_impact()
    {
        Assert.Equal("InvalidRequestError", incident.AfterRetraction.String("__typename"));
        Assert.Equal("ADVISORY_RETRACTED", incident.AfterRetraction.String("code"));
    }
}

/// <summary>A server that holds the whole fixture and went through the incident.</summary>
public sealed class IncidentOfTheBaseModel : IAsyncLifetime
{
    private ServerHost? host;

    internal string Advisory { get; private set; } = "";

    internal Transcript Answers { get; private set; } = new();

    /// <summary>Every edge that the record has, with its assurance.</summary>
    internal string[] Edges { get; private set; } = [];

    internal JsonElement AfterRetraction { get; private set; }

    public async ValueTask InitializeAsync()
    {
        Chain chain = FixtureChain.LoadWithContents();
        var evidence = new ChainEvidence(chain, FixtureChain.Built());
        var poster = new ChainPoster(chain, evidence);
        host = await ServerHost.StartAsync();
        await poster.RegisterAsync(host.Client);
        await poster.PostAsync(host.Client);
        Signer office = await ChainPoster.OfficeAsync(host.Client, "brightlabel");
        await host.Client.AttestAsync(
            evidence.DeliveryNote(office, Of("L1"), recipient: "zephyr", target: Of("Z31")));
        await poster.DeployAsync(host.Client);
        Advisory = await Advisories.ReportAsync(
            host.Client, Questions.Reference(Of("base21")), "aurora advisory 2026-07");
        Question impact = Questions.Impact("impact", Advisory);
        Edges = await EdgesAsync(host.Client, chain);
        Answers = await Transcript.RecordAsync(
            host,
            impact,
            Questions.Impact("impact, verified", Advisory, minAssurance: "VERIFIED"),
            Questions.Paths("paths", from: Of("base21"), to: Of("lite")),
            Questions.DescendsFrom("det12", model: Of("det12"), ancestor: Of("base21")),
            Questions.DescendsFrom("saas", model: Of("saas"), ancestor: Of("base21")),
            Questions.ImpactOf("impact of X11", Questions.Reference(Of("X11"))),
            Questions.LabelsBy("labels", "brightlabel"),
            Questions.LabelsBy("own labels", "brightlabel", includeDelegates: false),
            Questions.Models("models"),
            Questions.Lineage("upstream of merge", Questions.Reference(Of("merge"))));
        await Advisories.RetractAsync(host.Client, Advisory);
        AfterRetraction = await impact.AskAsync(host.Client);
    }

    /// <summary>The edges that lead from each thing to what it was made from, replaces or was tested on.</summary>
    private static async Task<string[]> EdgesAsync(AibomClient client, Chain chain)
    {
        List<string> edges = [];
        foreach (string[] aliases in chain.Entities.Select(entity => entity.Alias).Chunk(10))
        {
            string fields = string.Concat(aliases.Select((alias, i) =>
                $$"""
                e{{i}}: lineage(of: {packageUrl: "pkg:generic/{{alias}}"}, maxDepth: 1, edgeKinds: [{{Kinds}}]) {
                  ... on Lineage { edges(first: 50) { pageInfo { hasNextPage } nodes {
                    from { qualifiedName } kind to { qualifiedName } assurance } } }
                }
                """));
            JsonElement data = await client.AskAsync($"{{ {fields} }}");
            edges.AddRange(data.EnumerateObject().SelectMany(answer => answer.Value.Nodes("edges")).Select(edge =>
                $"{edge.At("from").String("qualifiedName")} {Pascal(edge.String("kind"))} "
                + $"{edge.At("to").String("qualifiedName")} {edge.String("assurance")}"));
        }

        return [.. edges.Distinct().Order(StringComparer.Ordinal)];
    }

    private const string Kinds = "DERIVED_FROM TRAINED_ON TESTED_ON LABELED_WITH GENERATED_WITH SUPERSEDES";

    private static string Pascal(string upperSnake) => string.Concat(
        upperSnake.Split('_').Select(word => word[..1] + word[1..].ToLowerInvariant()));

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
        }
    }
}
