using System.Text.Json;
using AiBom.EndToEnd.Tests.Asking;
using AiBom.EndToEnd.Tests.Chains;
using AiBom.EndToEnd.Tests.Hosting;
using AiBom.Server.Demo;
using AiBom.Testing.Signing;
using static AiBom.EndToEnd.Tests.Chains.FixtureNames;

namespace AiBom.EndToEnd.Tests.Stories;

/// <summary>Story 1: a pipeline posts a fine-tuned model; its vendors post what they know of its base.</summary>
public sealed class SeedsChainTests(SeedsChain chain) : IClassFixture<SeedsChain>
{
    [Fact]
    public void The_base_model_is_accepted_as_its_vendors_signed_word()
    {
        JsonElement posted = chain.Posted["base21"].Json;

        Assert.Equal("201 ACCEPTED gate PASSED []", chain.Posted["base21"].Verdict());
        Assert.Equal("VALID", posted.At("verification").String("authenticity"));
        Assert.Equal("aurora", posted.At("verification").String("author"));
        Assert.Equal(
            "base21 TRAINED_ON Y TRAINING SIGNED aurora\nbase21 TRAINED_ON Z31 TRAINING SIGNED aurora",
            Read.Edges(chain.Answers["of base21, alone"], "edges"));
        Assert.Equal("base21", Read.Names(chain.Answers["models, base21 alone"].Nodes()));
    }

    [Fact]
    public void A_completeness_of_which_nothing_was_said_is_a_gap_and_no_declared_unknown() => Assert.Equal(
        "NOT_SPECIFIED", chain.Answers["base21"].String("trainingDataCompleteness"));

    [Fact]
    public void The_fine_tuned_model_passes_the_gate() =>
        Assert.Equal("201 ACCEPTED gate PASSED []", chain.Posted["det10"].Verdict());

    [Fact]
    public void Upstream_are_seven_nodes() => Assert.Equal(
        "0 det10 VERIFIED, 1 X10 VERIFIED, 1 base21 VERIFIED, 2 Y SIGNED, 2 Z31 CORROBORATED, 3 L1 CORROBORATED, "
        + "3 Zr SIGNED",
        Read.Reached(chain.Answers["upstream of det10"], "nodes"));

    [Fact]
    public void Upstream_are_six_edges_each_on_its_claimants_word() => Assert.Equal(
        """
        Z31 DERIVED_FROM Zr SIGNED zephyr
        Z31 LABELED_WITH L1 CORROBORATED zephyr
        base21 TRAINED_ON Y TRAINING SIGNED aurora
        base21 TRAINED_ON Z31 TRAINING CORROBORATED aurora
        det10 DERIVED_FROM base21 FINE_TUNING VERIFIED northwind
        det10 TRAINED_ON X10 FINE_TUNING VERIFIED northwind
        """,
        Read.Edges(chain.Answers["upstream of det10"], "edges"));

    [Fact]
    public void An_edge_keeps_authenticity_and_substantiation_apart()
    {
        JsonElement edge = chain.Answers["upstream of det10"].Nodes("edges")
            .Single(edge => Read.Edge(edge).StartsWith("base21 TRAINED_ON Y", StringComparison.Ordinal));
        JsonElement claim = Assert.Single(edge.GetProperty("claims").EnumerateArray());

        Assert.Equal("aurora", claim.String("claimedBy"));
        Assert.Equal("VALID", claim.String("authenticity"));
        Assert.Equal("UNSUBSTANTIATED", edge.String("substantiation"));
        Assert.Equal(0, claim.GetProperty("evidence").GetArrayLength());
        Assert.Equal(chain.Posted["base21"].Json.String("document"), claim.At("aibom").String("document"));
    }

    [Fact]
    public void A_better_proved_edge_shows_its_evidence_and_whose_word_that_is() => Assert.Equal(
        """
        Z31 LABELED_WITH L1: COUNTERPARTY_RECORD brightlabel
        base21 TRAINED_ON Z31: COUNTERPARTY_RECORD zephyr
        det10 DERIVED_FROM base21: BUILDER_PROVENANCE northwind
        det10 TRAINED_ON X10: BUILDER_PROVENANCE northwind
        """,
        string.Join('\n', chain.Answers["upstream of det10"].Nodes("edges")
            .SelectMany(edge => edge.GetProperty("claims").EnumerateArray()
                .SelectMany(claim => claim.GetProperty("evidence").EnumerateArray())
                .Select(piece =>
                    $"{Read.Name(edge.GetProperty("from"))} {edge.String("kind")} {Read.Name(edge.GetProperty("to"))}: "
                    + $"{piece.String("kind")} {piece.At("author").String("organizationId")}"))
            .Order(StringComparer.Ordinal)));

    [Fact]
    public void The_base_rises_when_its_datasets_owner_shows_the_licence_and_the_labels_with_the_delivery_note()
    {
        Assert.Equal("base21 TRAINED_ON Z31 TRAINING SIGNED aurora", chain.Steps[0]);
        Assert.Equal(
            "Z31 LABELED_WITH L1 SIGNED zephyr\nbase21 TRAINED_ON Z31 TRAINING CORROBORATED aurora", chain.Steps[1]);
        Assert.Equal(
            "Z31 LABELED_WITH L1 CORROBORATED zephyr\nbase21 TRAINED_ON Z31 TRAINING CORROBORATED aurora",
            chain.Steps[2]);
    }

    [Fact]
    public void Asked_for_what_is_verified_only_the_builders_word_is_left()
    {
        JsonElement verified = chain.Answers["upstream of det10, verified"];

        Assert.Equal("0 det10 VERIFIED, 1 X10 VERIFIED, 1 base21 VERIFIED", Read.Reached(verified, "nodes"));
        Assert.Equal(
            "det10 DERIVED_FROM base21 FINE_TUNING VERIFIED northwind\n"
            + "det10 TRAINED_ON X10 FINE_TUNING VERIFIED northwind",
            Read.Edges(verified, "edges"));
        Assert.Equal(4, verified.GetProperty("completeness").GetProperty("excludedByAssurance").GetInt32());
    }

    [Fact]
    public void What_came_with_the_model_is_told_with_its_verdict() => Assert.Equal(
        "PROVENANCE VALID northwind, MODEL_SIGNATURE VALID northwind",
        string.Join(", ", chain.Posted["det10"].Json.GetProperty("attestations").EnumerateArray().Select(own =>
            $"{own.String("kind")} {own.String("authenticity")} {own.GetProperty("authors")[0].GetString()}")));

    [Fact]
    public void What_is_only_named_is_shown_as_unknown() => Assert.Equal(
        "X10 Y Zr", Read.Names(chain.Answers["upstream of det10"].GetProperty("completeness").Nodes("unknownParents")));

    [Fact]
    public void The_base_is_found_by_digest_where_the_model_gives_no_package_url()
    {
        Assert.Equal("base21", Read.Name(chain.Answers["base21 by digest"]));
        Assert.Equal(
            chain.Answers["base21"].String("id"),
            chain.Answers["upstream of det10"].Nodes("nodes")
                .Select(node => node.GetProperty("entity"))
                .Single(entity => Read.Name(entity) == "base21")
                .String("id"));
    }

    [Fact]
    public void The_labels_of_a_vendor_lead_to_everything_made_with_them()
    {
        Assert.Equal("L1", Read.Names(chain.Answers["labels"].Nodes()));
        Assert.Equal(
            "1 Z31 CORROBORATED, 2 base21 CORROBORATED, 3 det10 CORROBORATED",
            Read.Reached(chain.Answers["impact of the labels"], "affected"));
    }

    [Fact]
    public void A_shared_file_has_several_owners_and_no_lineage()
    {
        Assert.Equal(
            "base21:config.json det10:config.json det11:config.json",
            string.Join(' ', chain.Answers["config.json"].EnumerateArray()
                .Select(match => $"{Read.Name(match.GetProperty("entity"))}:{match.String("file")}")
                .Order(StringComparer.Ordinal)));
        Assert.Equal(
            "det11 DERIVED_FROM base21 FINE_TUNING VERIFIED northwind\n"
            + "det11 TRAINED_ON X11 FINE_TUNING VERIFIED northwind",
            string.Join('\n', Read.Edges(chain.Answers["upstream of det11"], "edges").Split('\n')
                .Where(edge => edge.StartsWith("det", StringComparison.Ordinal))));
    }

    [Fact]
    public void The_same_submission_again_is_the_same_receipt_and_adds_nothing()
    {
        Answer again = chain.Posted["det10, again"];

        Assert.Equal(System.Net.HttpStatusCode.OK, again.Status);
        Assert.True(again.Json.GetProperty("isRepeated").GetBoolean());
        Assert.Equal(
            chain.Posted["det10"].Json.GetProperty("receipt").GetRawText(),
            again.Json.GetProperty("receipt").GetRawText());
        Assert.Equal(chain.HeadBefore, chain.HeadAfter);
    }

    [Fact]
    public void Every_answer_is_the_same_after_a_restart_and_after_a_rebuild() => chain.Recorded.AssertSame();
}

/// <summary>A server from empty, and what it said at each step of the story.</summary>
public sealed class SeedsChain : IAsyncLifetime
{
    internal Dictionary<string, Answer> Posted { get; } = [];

    internal Dictionary<string, JsonElement> Answers { get; } = [];

    /// <summary>The corroborated edges upstream of the base model, or what they were before, step by step.</summary>
    internal List<string> Steps { get; } = [];

    internal Transcript Recorded { get; private set; } = new();

    internal long HeadBefore { get; private set; }

    internal long HeadAfter { get; private set; }

    public async ValueTask InitializeAsync()
    {
        Chain fixture = FixtureChain.LoadWithContents();
        var evidence = new ChainEvidence(fixture, FixtureChain.Built());
        var poster = new ChainPoster(fixture, evidence);
        var base21 = Questions.Reference(fixture.Entities.Single(entity => entity.Alias == Of("base21")));
        await using ServerHost host = await ServerHost.StartAsync();
        await poster.RegisterAsync(host.Client);

        Posted["base21"] = await poster.PostAsync(host.Client, poster.Postings(Of("base21")).Single());
        await AskAsync(host, Questions.Lineage("of base21, alone", base21), Questions.Models("models, base21 alone"));
        await StepAsync(host, base21);
        await poster.PostAsync(host.Client, Of("Z31", "L1"));
        await StepAsync(host, base21);
        Signer office = await ChainPoster.OfficeAsync(host.Client, "brightlabel");
        Posted["delivery note"] = await host.Client.AttestAsync(
            evidence.DeliveryNote(office, Of("L1"), recipient: "zephyr", target: Of("Z31")));
        await StepAsync(host, base21);
        byte[] document = Det10(poster);
        ChainEntity model = fixture.Entities.Single(entity => entity.Alias == Of("det10"));
        ChainFile[] files = [.. model.Files];
        byte[][] bundles =
        [
            poster.Sign(document, "northwind"),
            evidence.ProvenanceOf(model)!,
            await ChainPoster.SignModelAsync(host.Client, "northwind", files),
        ];
        Posted["det10"] = await host.Client.PostAsync(document, bundles, files);
        HeadBefore = await host.HeadAsync();
        Posted["det10, again"] = await host.Client.PostAsync(document, bundles, files);
        HeadAfter = await host.HeadAsync();

        Question[] questions =
        [
            Questions.Lineage("upstream of det10", Questions.Reference(Of("det10"))),
            Questions.Lineage(
                "upstream of det10, verified", Questions.Reference(Of("det10")), minAssurance: "VERIFIED"),
            Questions.Entity("base21", Questions.Reference(Of("base21"))),
            Questions.Entity("base21 by digest", base21),
            Questions.LabelsBy("labels", "brightlabel"),
            Questions.ImpactOf("impact of the labels", Questions.Reference(Of("L1"))),
        ];
        await AskAsync(host, questions);
        Recorded = await Transcript.RecordAsync(host, questions);

        await poster.PostAsync(host.Client, Of("det11"));
        await AskAsync(
            host,
            Questions.ArtifactsByDigest(
                "config.json", "sha256:44bfcd887db62198d3d321ca7ef5eb1d77c8b7da921bba14ac63d71605b09d2b"),
            Questions.Lineage("upstream of det11", Questions.Reference(Of("det11"))));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Northwind's document names the base model by digest alone.</summary>
    private static byte[] Det10(ChainPoster poster) => Tampering.Edit(
        poster.Postings(Of("det10")).Single().Document,
        bom => Assert.True(Tampering.Subject(bom)["pedigree"]!["ancestors"]![0]!.AsObject().Remove("purl")));

    private async Task StepAsync(ServerHost host, object base21)
    {
        JsonElement answer = await Questions.Lineage("step", base21).AskAsync(host.Client);
        Steps.Add(string.Join('\n', Read.Edges(answer, "edges").Split('\n')
            .Where(edge => edge.Contains(" L1 ", StringComparison.Ordinal)
                || edge.Contains("TRAINED_ON Z31", StringComparison.Ordinal))));
    }

    private async Task AskAsync(ServerHost host, params Question[] questions)
    {
        foreach (Question question in questions)
        {
            Answers[question.Name] = await question.AskAsync(host.Client);
        }
    }
}
