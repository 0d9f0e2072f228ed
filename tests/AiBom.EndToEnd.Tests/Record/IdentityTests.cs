using System.Text.Json;
using AiBom.Domain;
using AiBom.EndToEnd.Tests.Asking;
using AiBom.EndToEnd.Tests.Chains;
using AiBom.EndToEnd.Tests.Hosting;
using AiBom.Server.Demo;

namespace AiBom.EndToEnd.Tests.Record;

/// <summary>Digest before package URL before name, and nothing is merged that was said to be two things.</summary>
public sealed class IdentityTests
{
    private const string Base = "pine/base@1";
    private const string Child = "oak/child@1";

    private static readonly ChainEntity Genuine = Made.Model(Base, "2026-01-01", "weights.bin");

    private static readonly ChainEntity Impostor = Genuine with
    {
        Producer = "thorn",
        Files = [new ChainFile("weights.bin", "other weights\n")],
    };

    private static readonly ChainEdge Edge =
        new(Child, EdgeKind.DerivedFrom, Base, DerivationMethod.FineTuning);

    [Theory]
    [InlineData(true, "NAME_DIGEST_CONFLICT NAME_DIGEST_CONFLICT")]
    [InlineData(false, "NAME_DIGEST_CONFLICT")]
    public async Task Other_bytes_under_one_name_are_a_conflict_and_not_merged(bool hasPackageUrl, string findings)
    {
        var genuine = new ChainPoster(
            Made.Chain([Genuine, Made.Model(Child, "2026-02-01", "weights.bin")], Edge));
        var impostor = new ChainPoster(Made.Chain([Impostor]));
        await using ServerHost host = await ServerHost.StartAsync();
        await genuine.RegisterAsync(host.Client);
        await impostor.RegisterAsync(host.Client);
        await genuine.PostAsync(host.Client);

        byte[] document = impostor.Postings().Single().Document;
        document = hasPackageUrl
            ? document
            : Tampering.Edit(document, bom => Assert.True(Tampering.Subject(bom).AsObject().Remove("purl")));
        Answer answer = await host.Client.PostAsync(document, [impostor.Sign(document, "thorn")]);

        Assert.Equal($"201 ACCEPTED_WITH_FINDINGS gate PASSED [{findings}]", answer.Verdict());
        Assert.NotEqual(await IdOfAsync(host, Genuine), await IdOfAsync(host, Impostor));
        Assert.Equal("0 oak/child@1, 1 pine/base@1", await UpstreamAsync(host, Child));
        Assert.Equal(await IdOfAsync(host, Genuine), await BaseOfAsync(host, Child));
    }

    [Fact]
    public async Task A_shared_file_joins_nothing()
    {
        ChainFile config = new("config.json", "{}\n");
        var poster = new ChainPoster(Made.Chain(
        [
            Made.Model("pine/a@1", "2026-01-01", "a.bin") with { Files = [config, new("a.bin", "a\n")] },
            Made.Model("oak/b@1", "2026-01-01", "b.bin") with { Files = [config, new("b.bin", "b\n")] },
        ]));
        await using ServerHost host = await ServerHost.StartAsync();
        await poster.RegisterAsync(host.Client);
        await poster.PostAsync(host.Client);

        JsonElement matches =
            await Questions.ArtifactsByDigest("config", config.Digest.ToString()).AskAsync(host.Client);

        Assert.Equal(2, matches.GetArrayLength());
        Assert.Equal("0 pine/a@1", await UpstreamAsync(host, "pine/a@1"));
        Assert.Equal("0 oak/b@1", await UpstreamAsync(host, "oak/b@1"));
    }

    [Fact]
    public async Task A_name_and_a_package_url_for_two_things_say_which_two()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        foreach (ChainEntity entity in new[] { Genuine, Impostor })
        {
            var poster = new ChainPoster(Made.Chain([entity]));
            await poster.RegisterAsync(host.Client);
            await poster.PostAsync(host.Client);
        }

        HashSet<string> both = [await IdOfAsync(host, Genuine), await IdOfAsync(host, Impostor)];

        JsonElement byName = await Questions.Entity("name", new { name = Base }).AskAsync(host.Client);
        Assert.Equal("AmbiguousError", byName.String("__typename"));
        Assert.Superset(
            both, byName.GetProperty("candidates").EnumerateArray().Select(other => other.String("id")).ToHashSet());

        JsonElement byUrl = await Questions.Entity("url", Questions.Reference(Base)).AskAsync(host.Client);
        JsonElement[] conflicts = [.. byUrl.GetProperty("conflicts").EnumerateArray()];
        Assert.Equal(both, conflicts.Select(conflict => conflict.At("candidate").String("id")).ToHashSet());
        Assert.All(conflicts, conflict => Assert.False(conflict.GetProperty("isChosen").GetBoolean()));

        JsonElement impact = await Questions.ImpactOf("url", Questions.Reference(Base)).AskAsync(host.Client);
        Assert.Empty(impact.Nodes("affected"));
        Assert.Equal(
            ["""["IDENTITY_AMBIGUOUS"]""", """["IDENTITY_AMBIGUOUS"]"""],
            impact.Nodes("possiblyAffected").Select(possible => possible.GetProperty("reasons").GetRawText()));
    }

    private static async Task<string> IdOfAsync(ServerHost host, ChainEntity entity) =>
        (await Questions.Entity("by digest", Questions.Reference(entity)).AskAsync(host.Client)).String("id");

    private static async Task<string> BaseOfAsync(ServerHost host, string alias) =>
        (await Questions.Lineage("upstream", Questions.Reference(alias)).AskAsync(host.Client)).Nodes("nodes")
            .Single(node => node.GetProperty("distance").GetInt32() == 1)
            .At("entity").String("id");

    private static async Task<string> UpstreamAsync(ServerHost host, string alias) => string.Join(
        ", ",
        (await Questions.Lineage("upstream", Questions.Reference(alias)).AskAsync(host.Client)).Nodes("nodes")
            .Select(node => $"{node.GetProperty("distance")} {node.At("entity").String("qualifiedName")}"));
}
