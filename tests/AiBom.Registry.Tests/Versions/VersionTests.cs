using System.Collections.Immutable;
using AiBom.Lineage;
using AiBom.Registry.Catalog;
using AiBom.Registry.Versions;
using AiBom.Storage.Reads;
using AiBom.Testing.Signing;

namespace AiBom.Registry.Tests.Versions;

/// <summary>Which submission replaces which, and what still stands.</summary>
public sealed class VersionTests
{
    private static readonly Bom First = new("acme/base@1") { Serial = 1, Version = 1, Publisher = "Acme" };

    [Theory]
    [InlineData(new[] { 1, 2, 3 })]
    [InlineData(new[] { 3, 1, 2 })]
    [InlineData(new[] { 2, 3, 1 })]
    public async Task Versions_are_in_the_order_of_their_count_and_not_of_their_arrival(int[] arrival)
    {
        await using Desk desk = await Desk.OpenAsync();
        foreach (int version in arrival)
        {
            await desk.Post(First with { Version = version * 2 });
        }

        Assert.Equal("2 by 4, 4 of 2 by 6, 6 of 4", await Line(desk));
        await desk.RestartAsync();
        Assert.Equal("2 by 4, 4 of 2 by 6, 6 of 4", await Line(desk));
        await desk.Registry.Store.RebuildAsync(progress: null, TestContext.Current.CancellationToken);
        Assert.Equal("2 by 4, 4 of 2 by 6, 6 of 4", await Line(desk));
    }

    [Fact]
    public async Task Another_serial_number_or_publisher_is_another_document()
    {
        await using Desk desk = await Desk.OpenAsync();
        await desk.Register("acme");
        await desk.Register("other");
        await desk.Post(First);
        await desk.Post(First with { Version = 2, Serial = 2 });
        await desk.Post(First with { Version = 3, Publisher = "Other" });

        Assert.Equal("1, 2, 3", await Line(desk));
    }

    [Fact]
    public async Task What_is_quarantined_replaces_nothing()
    {
        await using Desk desk = await Desk.OpenAsync();
        await desk.Register("acme");
        await desk.Trust("acme", Signer.Ecdsa());
        await desk.Post(First);

        await desk.Post(First with { Version = 2 }, signedBy: Signer.Ecdsa());

        Assert.Equal("1, 2", await Line(desk));
    }

    [Fact]
    public async Task Nobody_replaces_what_a_publisher_signed_but_the_publisher()
    {
        await using Desk desk = await Desk.OpenAsync();
        var signer = Signer.Ecdsa();
        await desk.Register("acme");
        await desk.Trust("acme", signer);
        await desk.Post(First with { Parents = ["acme/root@1"] }, signedBy: signer);

        Assert.Equal("Accepted", await desk.Post(First with { Version = 9 }, poster: "stranger"));
        Assert.Equal("Accepted", await desk.Post(First with { Version = 7 }, poster: "another"));
        Assert.Equal("1, 7, 9", await Line(desk));
        Assert.Equal("Active", await Lifecycles(desk, "acme/base@1"));

        await desk.Post(First with { Version = 10 }, signedBy: signer);
        Assert.Equal("1 by 10, 7 by 10, 9 by 10, 10 of 1", await Line(desk));
        Assert.Equal("Superseded", await Lifecycles(desk, "acme/base@1"));
    }

    [Fact]
    public async Task A_version_whose_signer_is_revoked_no_longer_replaces_what_was_signed_before()
    {
        await using Desk desk = await Desk.OpenAsync();
        (Signer old, Signer stolen) = (Signer.Ecdsa(), Signer.Ecdsa());
        await desk.Register("acme");
        await desk.Trust("acme", old);
        await desk.Trust("acme", stolen);
        await desk.Post(First with { Parents = ["acme/root@1"] }, signedBy: old);
        await desk.Post(First with { Version = 2 }, signedBy: stolen);
        Assert.Equal("Superseded", await Lifecycles(desk, "acme/base@1"));

        await desk.Revoke("acme", stolen, Desk.Day(1));

        Assert.Equal("1, 2", await Line(desk));
        Assert.Equal("Active", await Lifecycles(desk, "acme/base@1"));
    }

    [Fact]
    public async Task A_claim_stands_as_long_as_the_latest_version_makes_it_and_its_edge_for_ever()
    {
        await using Desk desk = await Desk.OpenAsync();
        await desk.Post(First with { Parents = ["acme/root@1"] });
        Assert.Equal("Active", await Lifecycles(desk, "acme/base@1"));

        await desk.Post(First with { Version = 2, Parents = ["acme/root@1"], Description = "The same." });
        Assert.Equal("Active Active", await Lifecycles(desk, "acme/base@1"));

        await desk.Post(First with { Version = 4 });
        Assert.Equal("Superseded Superseded", await Lifecycles(desk, "acme/base@1"));
        Assert.Equal("Asserted", await desk.Edge("acme/base@1", "acme/root@1"));

        // One that comes late changes nothing of what the latest says.
        await desk.Post(First with { Version = 3, Parents = ["acme/root@1"], Description = "Late." });
        Assert.Equal("Superseded Superseded Superseded", await Lifecycles(desk, "acme/base@1"));

        await desk.Post(First with { Version = 5, Parents = ["acme/root@1"], Description = "Again." });
        Assert.Equal("Active Active Active Active", await Lifecycles(desk, "acme/base@1"));
    }

    [Fact]
    public async Task Another_document_does_not_supersede_a_claim()
    {
        await using Desk desk = await Desk.OpenAsync();
        await desk.Post(First with { Parents = ["acme/root@1"] });

        await desk.Post(First with { Serial = 2, Version = 2 });

        Assert.Equal("Active", await Lifecycles(desk, "acme/base@1"));
    }

    /// <summary>Each submission by its version: of which other, and by which.</summary>
    private static async Task<string> Line(Desk desk)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        ImmutableArray<SubmissionRecord> all = [.. (await Submissions(desk)).OrderBy(own => own.Header.Version)];
        var before = await desk.Registry.Store.Reads.Versions.SupersededAsync(all, token);
        var after = await desk.Registry.Store.Reads.Versions.SupersedingAsync(all, token);
        return string.Join(", ", all.Select(own =>
            $"{own.Header.Version}{Other(before, own, "of")}{Other(after, own, "by")}"));

        static string Other(IReadOnlyDictionary<long, SubmissionRecord> others, SubmissionRecord own, string word) =>
            others.TryGetValue(own.Sequence, out SubmissionRecord? other) ? $" {word} {other.Header.Version}" : "";
    }

    private static Task<ImmutableArray<SubmissionRecord>> Submissions(Desk desk) =>
        desk.Registry.Store.Reads.Submissions.PageAsync(null, 100, TestContext.Current.CancellationToken);

    /// <summary>How each claim behind the first edge of a model stands, oldest first.</summary>
    private static async Task<string> Lifecycles(Desk desk, string model)
    {
        LineageGraph graph = desk.Registry.Lineage.Current;
        var found = (EntityLookup.Found)await desk.Find(model);
        LineageEdge edge = graph.Lineage([found.Id], Direction.Upstream).Edges[0];
        var claims = await desk.Registry.Store.Reads.Statements.SupportAsync(
            graph.Members(edge.Subject), graph.Members(edge.Object), TestContext.Current.CancellationToken);
        var lifecycles = await ClaimLifecycles.OfAsync(
            desk.Registry.Store.Reads,
            [.. claims.SelectMany(own => own)],
            graph,
            TestContext.Current.CancellationToken);
        return string.Join(' ', lifecycles.OrderBy(own => own.Key.Submission).Select(own => own.Value));
    }
}
