using System.Text.Json;
using AiBom.EndToEnd.Tests.Asking;
using AiBom.EndToEnd.Tests.Chains;
using AiBom.EndToEnd.Tests.Hosting;
using static AiBom.EndToEnd.Tests.Chains.SpeechChain;

namespace AiBom.EndToEnd.Tests.Record;

/// <summary>A parent that is named but unknown is a visible gap, which its document closes whenever it comes.</summary>
public sealed class LateParentTests
{
    private static readonly Question Upstream = Questions.Lineage("upstream", Questions.Reference(Of("caplite")));

    [Fact]
    public async Task The_parents_document_closes_the_gap_for_all_who_waited()
    {
        var poster = new ChainPoster(Create());
        await using ServerHost host = await ServerHost.StartAsync();
        await poster.RegisterAsync(host.Client);
        await poster.PostAsync(host.Client, Of("cap"), Of("caplite"));
        JsonElement before = await Upstream.AskAsync(host.Client);

        await poster.PostAsync(host.Client, Ghost);
        JsonElement after = await Upstream.AskAsync(host.Client);

        Assert.Equal("ghost transcribed", Gaps(before));
        Assert.Equal("0 caplite, 1 cap, 2 ghost, 2 transcribed", Nodes(before));
        Assert.Equal("shore transcribed", Gaps(after));
        Assert.Equal("0 caplite, 1 cap, 2 ghost, 2 transcribed, 3 shore", Nodes(after));
    }

    [Fact]
    public async Task The_order_in_which_documents_come_changes_no_answer() =>
        Assert.Equal(await ImpactAsync(isReversed: false), await ImpactAsync(isReversed: true));

    private static async Task<string> ImpactAsync(bool isReversed)
    {
        var poster = new ChainPoster(Create());
        await using ServerHost host = await ServerHost.StartAsync();
        await poster.RegisterAsync(host.Client);
        string[] aliases = [.. poster.Postings().Select(posting => posting.Subject.Alias).Distinct()];
        foreach (string alias in isReversed ? aliases.Reverse() : aliases)
        {
            await poster.PostAsync(host.Client, alias);
        }

        JsonElement impact = await Questions.ImpactOf("impact", Questions.Reference(Of("P24"))).AskAsync(host.Client);
        JsonElement upstream =
            await Questions.Lineage("of int4", Questions.Reference(Of("int4"))).AskAsync(host.Client);
        return string.Join(
            '\n',
            Read.Reached(impact, "affected"),
            Read.Possibly(impact),
            Read.Edges(impact, "evaluationOnly"),
            Read.Edges(upstream, "edges"),
            Gaps(upstream));
    }

    private static string Gaps(JsonElement lineage) =>
        Read.Names(lineage.GetProperty("completeness").Nodes("unknownParents"));

    private static string Nodes(JsonElement lineage) => string.Join(", ", lineage.Nodes("nodes")
        .Select(node => $"{node.GetProperty("distance")} {Read.Name(node.GetProperty("entity"))}")
        .Order(StringComparer.Ordinal));
}
