using System.Text.Json;
using AiBom.EndToEnd.Tests.Asking;
using AiBom.EndToEnd.Tests.Chains;
using AiBom.EndToEnd.Tests.Hosting;
using static AiBom.EndToEnd.Tests.Chains.SpeechChain;

namespace AiBom.EndToEnd.Tests.Stories;

/// <summary>The questions of the stories on a chain of another shape, with answers worked out by hand.</summary>
public sealed class SpeechChainTests(SpeechIncident incident) : IClassFixture<SpeechIncident>
{
    [Theory]
    [InlineData(
        "impact of spell3",
        "1 omni ASSERTED, 1 tr1 SIGNED, 2 back SIGNED, 2 int4 ASSERTED, 2 tr2 SIGNED, 3 speech SIGNED")]
    [InlineData(
        "impact of P24",
        "1 P25 SIGNED, 1 spell3 SIGNED, 2 back SIGNED, 2 omni ASSERTED, 2 spell4 SIGNED, 2 tr1 SIGNED, "
        + "3 int4 ASSERTED, 3 tr2 SIGNED, 4 speech SIGNED")]
    [InlineData(
        "impact of T1",
        "1 transcribed SIGNED, 2 cap SIGNED, 2 hear SIGNED, 3 caplite SIGNED, 3 listen SIGNED, 4 speech SIGNED, "
        + "5 omni ASSERTED, 6 int4 ASSERTED")]
    [InlineData("impact of int4", "")]
    [InlineData("impact of ghost", "1 cap SIGNED, 2 caplite SIGNED")]
    public void Affected_is_everything_downstream_nearest_first(string question, string expected) =>
        Assert.Equal(expected, Read.Reached(incident.Answers[question], "affected"));

    [Theory]
    [InlineData(
        "impact of spell3",
        "cap DERIVATION_INCOMPLETE after; caplite INHERITED after; judge TRAINING_DATA_UNKNOWN before")]
    [InlineData("impact of T1", "judge TRAINING_DATA_UNKNOWN before")]
    public void Possibly_affected_is_what_admits_a_gap_and_what_inherits_it(string question, string expected) =>
        Assert.Equal(expected, Read.Possibly(incident.Answers[question]));

    [Theory]
    [InlineData("impact of spell3", "judge TESTED_ON back TESTING SIGNED quay")]
    [InlineData("impact of T1", "")]
    public void Evaluated_only_is_what_was_tested_on_it(string question, string expected) =>
        Assert.Equal(expected, Read.Edges(incident.Answers[question], "evaluationOnly"));

    [Theory]
    [InlineData("impact of spell3", "spell4 SUPERSEDES spell3 SIGNED harbor")]
    [InlineData("impact of P24", "")]
    public void A_successor_is_a_hint_only_where_it_is_not_affected_itself(string question, string expected) =>
        Assert.Equal(expected, Read.Edges(incident.Answers[question], "successorHints"));

    [Fact]
    public void Deployments_systems_and_owners_follow_the_models()
    {
        JsonElement impact = incident.Answers["impact of spell3"];

        Assert.Equal("desk PRODUCTION tr2; field PRODUCTION int4", Read.Deployments(impact, "deployments"));
        Assert.Equal("captions PRODUCTION caplite", Read.Deployments(impact, "possiblyAffectedDeployments"));
        Assert.Equal("lab TEST spell4", Read.Deployments(impact, "notAffectedDeployments"));
        Assert.Equal("desk tr1 2025-04-01 until 2025-08-01", Read.Past(impact));
        Assert.Equal("callcenter AFFECTED by tr2, possibly none, unaffected spell4", Read.Systems(impact));
        Assert.Equal("edge: field; media: possibly captions; voice: desk", Reader.Owners(impact));
    }

    [Theory]
    [InlineData("paths to speech", "speech>tr2 tr2>tr1 tr1>spell3", "speech>tr2 tr2>back back>tr1 tr1>spell3")]
    [InlineData(
        "paths to omni",
        "omni>spell3",
        "omni>speech speech>tr2 tr2>tr1 tr1>spell3",
        "omni>speech speech>tr2 tr2>back back>tr1 tr1>spell3")]
    public void Every_path_is_given_shortest_first(string question, params string[] expected) => Assert.Equal(
        expected,
        incident.Answers[question].GetProperty("paths").EnumerateArray()
            .Select(path => Read.Path(path.GetProperty("edges"))));

    [Fact]
    public void Upstream_of_the_captioner_ends_at_a_gap_that_is_shown()
    {
        JsonElement lineage = incident.Answers["upstream of caplite"];

        Assert.Equal(
            """
            cap DERIVED_FROM ghost FINE_TUNING SIGNED quay
            cap TRAINED_ON transcribed FINE_TUNING SIGNED quay
            caplite DERIVED_FROM cap PRUNING SIGNED quay
            transcribed DERIVED_FROM audio REVISION SIGNED tidal
            transcribed LABELED_WITH T1 SIGNED tidal
            """,
            Read.Edges(lineage, "edges"));
        Assert.Equal("ghost", Read.Names(lineage.GetProperty("completeness").Nodes("unknownParents")));
    }

    [Theory]
    [InlineData("downstream of tr1", "back int4 omni speech tr1 tr2")]
    [InlineData("downstream of hear", "hear int4 listen omni speech")]
    public void Downstream_is_everything_made_from_it(string question, string expected) => Assert.Equal(
        expected,
        Read.Names(incident.Answers[question].Nodes("nodes").Select(node => node.GetProperty("entity"))));

    [Theory]
    [InlineData("labels of quill", "T1")]
    [InlineData("labels of quill itself", "")]
    [InlineData("labels of inkwell", "T1")]
    public void Labels_are_their_makers_and_their_principals(string question, string expected) =>
        Assert.Equal(expected, Read.Names(incident.Answers[question].Nodes()));

    [Fact]
    public void Every_answer_is_the_same_after_a_restart_and_after_a_rebuild() => incident.Answers.AssertSame();
}

/// <summary>A server that holds the speech chain, but for what lies behind its unknown parent.</summary>
public sealed class SpeechIncident : IAsyncLifetime
{
    private static readonly string[] Seeds = ["spell3", "P24", "T1", "int4", "ghost"];

    internal Transcript Answers { get; private set; } = new();

    public async ValueTask InitializeAsync()
    {
        var poster = new ChainPoster(Create());
        await using ServerHost host = await ServerHost.StartAsync();
        await poster.RegisterAsync(host.Client);
        await poster.PostAsync(host.Client, Known());
        await poster.DeployAsync(host.Client);
        Answers = await Transcript.RecordAsync(
            host,
            [
                .. Seeds.Select(seed => Questions.ImpactOf($"impact of {seed}", Questions.Reference(Of(seed)))),
                Questions.Paths("paths to speech", from: Of("spell3"), to: Of("speech")),
                Questions.Paths("paths to omni", from: Of("spell3"), to: Of("omni")),
                Questions.Lineage("upstream of caplite", Questions.Reference(Of("caplite"))),
                Questions.Lineage("downstream of tr1", Questions.Reference(Of("tr1")), "DOWNSTREAM"),
                Questions.Lineage("downstream of hear", Questions.Reference(Of("hear")), "DOWNSTREAM"),
                Questions.LabelsBy("labels of quill", "quill"),
                Questions.LabelsBy("labels of quill itself", "quill", includeDelegates: false),
                Questions.LabelsBy("labels of inkwell", "inkwell"),
            ]);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
