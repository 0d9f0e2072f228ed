using System.Text.Json;
using AiBom.Domain;
using AiBom.EndToEnd.Tests.Asking;
using AiBom.EndToEnd.Tests.Chains;
using AiBom.EndToEnd.Tests.Hosting;
using AiBom.Server.Demo;
using static AiBom.EndToEnd.Tests.Chains.FixtureNames;

namespace AiBom.EndToEnd.Tests.Record;

/// <summary>What contradicts the record: cycles and times.</summary>
public sealed class ContradictionTests
{
    [Fact]
    public async Task An_unsigned_cycle_against_signed_lineage_is_refused_with_its_path_and_changes_nothing()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        Chain fixture = await PostAsync(host, "base21", "det11");
        long head = await host.HeadAsync();
        Question lineage = Questions.Lineage("det11", Questions.Reference(Of("det11")));
        string before = (await lineage.AskAsync(host.Client)).GetRawText();

        Answer answer = await host.Client.PostAsync(Cyclic(fixture));

        Assert.Equal("422 REJECTED gate FAILED LINEAGE_CYCLE [TEMPORAL_INCONSISTENCY LINEAGE_CYCLE]", answer.Verdict());
        string message = answer.Problems().Last().String("message");
        Assert.Contains(Of("base21"), message, StringComparison.Ordinal);
        Assert.Contains($"{Of("det11")} → {Of("base21")}", message, StringComparison.Ordinal);
        Assert.Equal(head, await host.HeadAsync());
        Assert.Equal(before, (await lineage.AskAsync(host.Client)).GetRawText());
    }

    [Fact]
    public async Task A_signed_cycle_is_recorded_as_a_conflict_and_walks_end()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        Chain fixture = FixtureChain.Load();
        var poster = new ChainPoster(fixture);
        await poster.RegisterAsync(host.Client);
        await poster.PostAsync(host.Client, Of("base21", "det11"));
        byte[] document = Cyclic(fixture);

        Answer answer = await host.Client.PostAsync(document, [poster.Sign(document, "aurora")]);

        Assert.Equal(System.Net.HttpStatusCode.Created, answer.Status);
        Assert.Contains("LINEAGE_CYCLE", answer.Problems().Select(finding => finding.String("code")));
        JsonElement lineage = await Questions.Lineage("det11", Questions.Reference(Of("det11"))).AskAsync(host.Client);
        Assert.True(lineage.At("completeness.isComplete").GetBoolean());
        Assert.Equal(
            "X11 Y Z31 base21 det11",
            Read.Names(lineage.Nodes("nodes").Select(node => node.GetProperty("entity"))));
    }

    [Fact]
    public async Task Training_on_what_did_not_exist_yet_is_accepted_and_said()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        Chain fixture = await PostAsync(host, "base21", "X11");
        Chain early = fixture with
        {
            Edges =
            [
                .. fixture.Edges.Select(edge => edge.From == Of("det10") && edge.To == Of("X10")
                    ? edge with { To = Of("X11") }
                    : edge),
            ],
        };

        Answer answer = await host.Client.PostAsync(new ChainPoster(early).Postings(Of("det10")).Single().Document);

        Assert.Equal("201 ACCEPTED_WITH_FINDINGS gate PASSED [TEMPORAL_INCONSISTENCY]", answer.Verdict());
        Assert.Equal("2026-02-12T00:00:00.000000Z", Assert.Single(answer.Problems()).String("found"));
    }

    private static async Task<Chain> PostAsync(ServerHost host, params string[] shortNames)
    {
        Chain fixture = FixtureChain.Load();
        var poster = new ChainPoster(fixture);
        await poster.RegisterAsync(host.Client);
        await poster.PostAsync(host.Client, Of(shortNames));
        return fixture;
    }

    /// <summary>A document about base21 that names det11 as its ancestor.</summary>
    private static byte[] Cyclic(Chain fixture) => new ChainPoster(fixture with
    {
        Edges = [new ChainEdge(Of("base21"), EdgeKind.DerivedFrom, Of("det11"), DerivationMethod.FineTuning)],
    }).Postings(Of("base21")).Single().Document;
}
