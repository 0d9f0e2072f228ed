using System.Text.Json;
using AiBom.Domain;
using AiBom.EndToEnd.Tests.Asking;
using AiBom.EndToEnd.Tests.Chains;
using AiBom.EndToEnd.Tests.Hosting;
using AiBom.Server.Demo;
using static AiBom.EndToEnd.Tests.Chains.FixtureNames;

namespace AiBom.EndToEnd.Tests.Stories;

/// <summary>Story 3, last step: while the base model is under an advisory, nothing made from it goes on.</summary>
public sealed class GateOfTheIncidentTests(GateOfTheIncident incident) : IClassFixture<GateOfTheIncident>
{
    [Theory]
    [InlineData("before", "PASSED")]
    [InlineData("base21", "FAILED UPSTREAM_ADVISORY_OPEN ADV-1")]
    [InlineData("det11", "FAILED UPSTREAM_ADVISORY_OPEN ADV-1 det11>base21")]
    [InlineData("lite", "FAILED UPSTREAM_ADVISORY_OPEN ADV-1 lite>Syn Syn>det11 det11>base21")]
    [InlineData("det12", "PASSED")]
    [InlineData("saas", "PASSED (UPSTREAM_POSSIBLY_AFFECTED ADV-1)")]
    [InlineData("saas, cautious", "FAILED UPSTREAM_POSSIBLY_AFFECTED ADV-1")]
    [InlineData("det11, reporting", "PASSED (UPSTREAM_ADVISORY_OPEN ADV-1 det11>base21)")]
    public void The_gate_of_a_model_says_which_advisory_reaches_it_and_how(string question, string told) =>
        Assert.Equal(told, Tell(incident.Answers[question]));

    [Theory]
    [InlineData("a stranger", "NotFoundError NOT_FOUND")]
    [InlineData("a policy that is not there", "NotFoundError NOT_FOUND")]
    [InlineData("a name that several have", "AmbiguousError AMBIGUOUS")]
    public void What_is_not_one_thing_of_the_record_has_no_gate(string question, string told)
    {
        JsonElement answer = incident.Answers[question];

        Assert.Equal(told, $"{answer.String("__typename")} {answer.String("code")}");
    }

    [Fact]
    public void A_reason_repeats_the_words_of_who_says_so()
    {
        JsonElement reason = Assert.Single(incident.Answers["det11"].GetProperty("reasons").EnumerateArray());
        JsonElement step = Assert.Single(reason.GetProperty("path").EnumerateArray());
        JsonElement claim = Assert.Single(step.GetProperty("claims").EnumerateArray());

        Assert.Equal("UPSTREAM_ADVISORY_OPEN", reason.String("rule"));
        Assert.Contains("aurora advisory 2026-07", reason.String("message"), StringComparison.Ordinal);
        Assert.Equal("DERIVED_FROM SIGNED", $"{step.String("kind")} {step.String("assurance")}");
        Assert.Equal("northwind FINE_TUNING", $"{claim.String("claimedBy")} {claim.String("method")}");
        Assert.Equal(Digest.Of(incident.DocumentOf("det11")).ToString(), claim.String("document"));
    }

    [Fact]
    public void It_cites_the_policy_that_decided_and_as_of_what()
    {
        JsonElement gate = incident.Answers["det12"];

        Assert.Equal(
            "default 1 http://127.0.0.1:5080/v1/policies/default/1",
            $"{gate.At("policy").String("id")} {gate.At("policy.version")} {gate.At("policy").String("uri")}");
        Assert.Equal(incident.Head, gate.GetProperty("asOf").GetInt64());
        Assert.True(gate.GetProperty("complete").GetBoolean());
    }

    [Fact]
    public void The_same_question_has_the_same_answer_after_a_restart_and_a_rebuild() => incident.Answers.AssertSame();

    [Fact]
    public void A_model_made_from_an_affected_one_is_accepted_and_does_not_go_on()
    {
        Assert.Equal("201 ACCEPTED gate FAILED UPSTREAM_ADVISORY_OPEN []", incident.Posted.Verdict());
        Assert.Equal(
            "FAILED UPSTREAM_ADVISORY_OPEN ADV-1 northwind/sign-detect@1.3.0>det11 det11>base21",
            Tell(incident.Posted.Json.GetProperty("gate")));
    }

    [Fact]
    public void A_dry_run_says_before_what_the_gate_says_after()
    {
        Assert.Equal("ACCEPTED", incident.Tried.String("status"));
        Assert.Equal(JsonValueKind.Null, incident.Tried.GetProperty("receipt").ValueKind);
        Assert.Equal(Tell(incident.Posted.Json.GetProperty("gate")), Tell(incident.Tried.GetProperty("gate")));
        Assert.Equal(
            "northwind SIGNED",
            string.Join(' ', incident.Tried.At("gate.reasons")[0].GetProperty("path")[0].GetProperty("claims")
                .EnumerateArray().Select(claim => $"{claim.String("claimedBy")} {claim.String("assurance")}")));
    }

    [Fact]
    public void The_same_submission_after_the_retraction_keeps_its_verdict_and_its_gate_opens() =>
        Assert.Equal("200 ACCEPTED gate PASSED []", incident.Repeated.Verdict());

    private static string Tell(JsonElement gate) => Gates.Tell(gate, GateOfTheIncident.Short);
}

/// <summary>A server that holds the whole fixture, policies, an advisory, and a model that comes too late.</summary>
public sealed class GateOfTheIncident : IAsyncLifetime
{
    private const string NextDetector = "northwind/sign-detect@1.3.0";

    private static readonly string[] Models = ["base21", "det11", "lite", "det12", "saas"];

    private ServerHost? host;
    private ChainPoster? poster;

    internal Transcript Answers { get; private set; } = new();

    internal long Head { get; private set; }

    internal JsonElement Tried { get; private set; }

    internal Answer Posted { get; private set; } = null!;

    internal Answer Repeated { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Chain fixture = FixtureChain.Load();
        poster = new ChainPoster(fixture with
        {
            Entities = [.. fixture.Entities, Made.Model(NextDetector, "2026-06-30", "model.safetensors")],
            Edges =
            [
                .. fixture.Edges,
                new(NextDetector, EdgeKind.DerivedFrom, Of("det11"), DerivationMethod.FineTuning),
            ],
        });
        host = await ServerHost.StartAsync();
        await poster.RegisterAsync(host.Client);
        await poster.PostAsync(host.Client, [.. fixture.Entities.Select(entity => entity.Alias)]);
        await Gates.RegisterAsync(host.Client, Policy("cautious", "ENFORCE", """{"possiblyAffected":true}"""));
        await Gates.RegisterAsync(host.Client, Policy("reporting", "REPORT", "{}"));
        JsonElement before = await Gates.Evaluate("before", Questions.Reference(Of("det11"))).AskAsync(host.Client);
        string advisory = await Advisories.ReportAsync(
            host.Client, Questions.Reference(Of("base21")), "aurora advisory 2026-07");
        Head = await host.HeadAsync();
        Answers = await Transcript.RecordAsync(
            host,
            [
                .. Models.Select(name => Gates.Evaluate(name, Questions.Reference(Of(name)))),
                Gates.Evaluate("saas, cautious", Questions.Reference(Of("saas")), "cautious"),
                Gates.Evaluate("det11, reporting", Questions.Reference(Of("det11")), "reporting"),
                Gates.Evaluate("a stranger", Questions.Reference("nobody/knows@it")),
                Gates.Evaluate("a policy that is not there", Questions.Reference(Of("det11")), "lenient"),
                Gates.Evaluate("a name that several have", new { name = "northwind/sign-detect" }),
                new Question("policies", "{ policies { totalCount nodes { id version digest isCurrent document } } }"),
            ]);
        Answers.Add("before", before);
        ChainPosting next = poster.Postings(NextDetector).Single();
        Tried = await Gates.TryAsync(
            host.Client, next.Document, poster.Sign(next.Document, next.Subject.Producer));
        byte[] signature = poster.Sign(next.Document, next.Subject.Producer);
        Posted = await host.Client.PostAsync(next.Document, [signature]);
        await Advisories.RetractAsync(host.Client, advisory);
        Repeated = await host.Client.PostAsync(next.Document, [signature]);
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
        }
    }

    internal byte[] DocumentOf(string shortName) => poster!.Postings(Of(shortName)).Single().Document;

    internal static string Short(string qualifiedName) => FixtureNames.Short(qualifiedName);

    private static string Policy(string id, string mode, string parameters) =>
        $$"""
        {"id":"{{id}}","version":1,"rules":[
          {"rule":"UPSTREAM_ADVISORY_OPEN","mode":"{{mode}}","parameters":{{parameters}}}]}
        """;
}
