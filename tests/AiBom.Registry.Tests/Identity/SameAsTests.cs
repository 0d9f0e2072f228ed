using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Lineage;
using AiBom.Registry.Catalog;
using AiBom.Registry.Identity;
using AiBom.Storage.Reads;

namespace AiBom.Registry.Tests.Identity;

public sealed class SameAsTests
{
    private static readonly string Commit = "abcdef1" + new string('0', 33);
    private static readonly string Alike = "abcdef1" + new string('1', 33);

    [Fact]
    public async Task What_is_asserted_joins_and_what_is_retracted_splits_again()
    {
        await using Desk desk = await Desk.OpenAsync();
        await desk.Post(new Bom("acme/base@7") { Digit = 'a' });
        await desk.Post(new Bom("acme/child@7") { Parents = ["mirror/base@9"] });

        Assert.Equal("acme/base@7: acme/base@7", await Upstream(desk, "acme/base@7"));
        Assert.Equal("asserted", await Say(desk, "acme/base@7", "mirror/base@9"));
        Assert.Equal("acme/child@7: acme/base@7 acme/child@7", await Upstream(desk, "acme/child@7"));
        Assert.True(await IsOne(desk, "acme/base@7", "mirror/base@9"));

        await desk.RestartAsync();
        Assert.True(await IsOne(desk, "acme/base@7", "mirror/base@9"));
        Assert.Equal("retracted", await Retract(desk, "mirror/base@9", "acme/base@7"));
        Assert.False(await IsOne(desk, "acme/base@7", "mirror/base@9"));
        Assert.Equal("acme/child@7: acme/child@7 mirror/base@9", await Upstream(desk, "acme/child@7"));
        await desk.RestartAsync();
        Assert.False(await IsOne(desk, "acme/base@7", "mirror/base@9"));
    }

    [Fact]
    public async Task An_assertion_counts_as_asserted_and_proves_nothing()
    {
        await using Desk desk = await Desk.OpenAsync();
        await desk.Post(new Bom("acme/base@7"));
        await desk.Post(new Bom("acme/child@7") { Parents = ["mirror/base@9"] });
        await Say(desk, "acme/base@7", "mirror/base@9");

        LineageGraph graph = desk.Registry.Lineage.Current;
        int one = await Id(desk, "acme/base@7");
        int child = await Id(desk, "acme/child@7");

        Assert.Equal(2, graph.Members(one).Length);
        Assert.Single(graph.Members(one, Assurance.Signed));
        Assert.Equal(Exposure.Affected, graph.DescendsFrom(child, one).Exposure);
        Assert.NotEqual(
            Exposure.Affected,
            graph.DescendsFrom(child, one, new ImpactOptions { MinAssurance = Assurance.Signed }).Exposure);
    }

    [Fact]
    public async Task The_same_word_again_is_the_same_statement_and_after_a_retraction_a_new_one()
    {
        await using Desk desk = await Desk.OpenAsync();
        await desk.Post(new Bom("acme/a@7") { Parents = ["acme/b@7"] });
        await Say(desk, "acme/a@7", "acme/b@7");
        long head = await desk.Head();

        Assert.Equal("asserted", await Say(desk, "acme/b@7", "acme/a@7"));
        Assert.Equal(head, await desk.Head());
        Assert.Equal("asserted", await Say(desk, "acme/a@7", "acme/b@7", "bo"));
        Assert.Equal("retracted", await Retract(desk, "acme/a@7", "acme/b@7"));
        Assert.True(await IsOne(desk, "acme/a@7", "acme/b@7"));
        Assert.Equal("retracted", await Retract(desk, "acme/a@7", "acme/b@7", "bo"));
        Assert.False(await IsOne(desk, "acme/a@7", "acme/b@7"));
        Assert.Equal("retracted", await Retract(desk, "acme/a@7", "acme/b@7"));
        Assert.Equal(head + 3, await desk.Head());
        Assert.Equal("asserted", await Say(desk, "acme/a@7", "acme/b@7"));
        Assert.True(await IsOne(desk, "acme/a@7", "acme/b@7"));
    }

    [Fact]
    public async Task Nobody_takes_back_what_others_or_documents_say()
    {
        await using Desk desk = await Desk.OpenAsync();
        await desk.Post(new Bom("acme/a@7") { Parents = ["acme/b@7"], Digit = 'a' });
        await Say(desk, "acme/a@7", "acme/b@7", "bo");
        string digest = $"sha256:{new string('a', 64)}";

        Assert.Equal("foreign bo asserted", await Retract(desk, "acme/a@7", "acme/b@7"));
        Assert.Equal(
            "foreign ci identity-keys",
            await Retract(desk, Purl("acme/a@7"), new EntityReference.ByDigest(digest), "ana"));
        Assert.Equal("Unknown", await Retract(desk, "acme/b@7", "acme/nothing@7"));
    }

    [Fact]
    public async Task Other_bytes_are_no_same_thing_and_an_unclear_reference_is_said()
    {
        await using Desk desk = await Desk.OpenAsync();
        await desk.Post(new Bom("acme/a@7") { Digit = 'a' });
        await desk.Post(new Bom("acme/b@7") { Digit = 'b' });
        long head = await desk.Head();

        Assert.Equal("Conflict", await Say(desk, "acme/a@7", "acme/b@7"));
        Assert.Equal("NotFound", await Say(desk, "acme/a@7", "acme/nothing@7"));
        Assert.Equal("Invalid", await Say(desk, "acme/a@7", "acme/a@7"));
        Assert.Equal("Invalid", await Say(desk, "acme/a@7", "acme/b@7", reason: " "));
        Assert.Equal(head, await desk.Head());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_short_commit_is_bound_to_the_one_that_begins_so_whichever_comes_first(bool isLate)
    {
        await using Desk desk = await Desk.OpenAsync();
        Bom[] boms =
        [
            new($"acme/base@{Commit}"),
            new("acme/one@7") { Parents = ["acme/base@abcdef1"] },
            new("acme/two@7") { Parents = ["acme/base@ABCDEF10"] },
        ];
        foreach (Bom bom in isLate ? boms.Reverse() : boms)
        {
            Assert.Equal("Accepted", await desk.Post(bom));
        }

        Assert.Equal("Asserted", await desk.Edge("acme/one@7", $"acme/base@{Commit}"));
        Assert.Equal("Asserted", await desk.Edge("acme/two@7", $"acme/base@{Commit}"));
        Assert.IsType<EntityLookup.Found>(await desk.Find("acme/base@abcdef100"));
    }

    [Fact]
    public async Task A_short_commit_that_several_begin_with_is_bound_to_none_and_that_is_said()
    {
        await using Desk desk = await Desk.OpenAsync();
        await desk.Post(new Bom($"acme/base@{Commit}"));
        Assert.Equal("Accepted", await desk.Post(new Bom("acme/one@7") { Parents = ["acme/base@abcdef1"] }));
        Assert.Equal(
            "AcceptedWithFindings SHORT_COMMIT_AMBIGUOUS", await desk.Post(new Bom($"acme/base@{Alike}")));
        Assert.Equal(
            "AcceptedWithFindings SHORT_COMMIT_AMBIGUOUS",
            await desk.Post(new Bom("acme/two@7") { Parents = ["acme/base@abcdef1"] }));
        Assert.Equal("Accepted", await desk.Post(new Bom("acme/three@7") { Parents = ["acme/base@abcdef10"] }));

        LineageGraph graph = desk.Registry.Lineage.Current;
        int cut = await Id(desk, "acme/base@abcdef1");
        int whole = await Id(desk, $"acme/base@{Commit}");
        Assert.Single(graph.Members(cut));
        Assert.Equal(2, graph.Conflicts(cut).Length);
        Assert.Equal(Exposure.PossiblyAffected, graph.DescendsFrom(await Id(desk, "acme/one@7"), whole).Exposure);
        Assert.Equal(Exposure.Affected, graph.DescendsFrom(await Id(desk, "acme/three@7"), whole).Exposure);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_short_commit_is_bound_by_the_word_of_who_wrote_it_short(bool isLate)
    {
        await using Desk desk = await Desk.OpenAsync();
        (Bom Bom, string Poster)[] posts =
        [
            (new($"acme/base@{Commit}"), "ana"),
            (new("acme/one@7") { Parents = ["acme/base@abcdef1"] }, "bo"),
        ];
        foreach ((Bom bom, string poster) in isLate ? posts.Reverse() : posts)
        {
            await desk.Post(bom, poster);
        }

        ImmutableArray<int> keys = desk.Registry.Lineage.Current.Members(await Id(desk, "acme/base@abcdef1"));
        ILookup<int, SameAsRecord> said = await desk.Registry.Store.Reads.Identity.OfKeysAsync(
            keys, TestContext.Current.CancellationToken);
        Assert.Equal(
            "bo", Assert.Single(said.SelectMany(own => own).Distinct(), own => own.Rule == "short-commit").Claimant);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Commits_that_somebody_makes_up_do_not_take_the_real_one_out_of_an_incident(bool isFirst)
    {
        await using Desk desk = await Desk.OpenAsync();
        Bom[] made =
        [
            new("acme/one@7") { Parents = ["acme/base@abcdef1"] },
            new("evil/any@7")
            {
                Parents = [.. Enumerable.Range(0, 9).Select(i => $"acme/base@abcdef1{i}{new string('0', 32)}")],
            },
            new($"acme/base@abcdef1{new string('f', 33)}"),
        ];
        foreach (Bom bom in isFirst ? made : made.Reverse())
        {
            await desk.Post(bom);
        }

        LineageGraph graph = desk.Registry.Lineage.Current;
        int real = await Id(desk, $"acme/base@abcdef1{new string('f', 33)}");
        Assert.Equal(Exposure.PossiblyAffected, graph.DescendsFrom(await Id(desk, "acme/one@7"), real).Exposure);
    }

    [Fact]
    public async Task Two_words_at_once_do_not_join_what_one_after_the_other_could_not()
    {
        await using Desk desk = await Desk.OpenAsync();
        for (int round = 0; round < 20; round++)
        {
            await desk.Post(new Bom($"acme/a@{round}") { Digit = 'a', Parents = [$"acme/c@{round}.x"] });
            await desk.Post(new Bom($"acme/b@{round}") { Digit = 'b' });

            string[] said = await Task.WhenAll(
                Task.Run(() => Say(desk, $"acme/a@{round}", $"acme/c@{round}.x")),
                Task.Run(() => Say(desk, $"acme/b@{round}", $"acme/c@{round}.x", "bo")));

            Assert.Equal("Conflict asserted", string.Join(' ', said.Order(StringComparer.Ordinal)));
        }
    }

    [Fact]
    public async Task A_cycle_through_a_short_commit_is_found()
    {
        await using Desk desk = await Desk.OpenAsync();
        await desk.Post(new Bom($"acme/base@{Commit}") { Parents = ["acme/child@7"] });

        Assert.Equal(
            "AcceptedWithFindings LINEAGE_CYCLE",
            await desk.Post(new Bom("acme/child@7") { Parents = ["acme/base@abcdef1"] }));
    }

    [Fact]
    public async Task What_names_no_revision_stays_apart_and_shows_what_is_recorded()
    {
        await using Desk desk = await Desk.OpenAsync();
        await desk.Post(new Bom($"acme/base@{Commit}"));
        await desk.Post(new Bom($"acme/base@{Alike}"));
        await desk.Post(new Bom("acme/child@7") { Parents = ["acme/base@main"] });

        LineageGraph graph = desk.Registry.Lineage.Current;
        int gap = Assert.Single(graph.Lineage([await Id(desk, "acme/child@7")], Direction.Upstream)
            .Completeness.UnknownParents);
        ILookup<int, int> releases = await desk.Registry.Store.Reads.Identity.ReleasesAsync(
            [gap], TestContext.Current.CancellationToken);

        Assert.Single(graph.Members(gap));
        Assert.Equal(
            [await Id(desk, $"acme/base@{Commit}"), await Id(desk, $"acme/base@{Alike}")],
            releases[gap].Select(id => graph.Resolve(id)));
    }

    private static EntityReference.ByPackageUrl Purl(string model) => new(Bom.PackageUrlOf(model));

    private static Task<string> Say(
        Desk desk, string one, string other, string actor = "ana", string reason = "I compared them.") =>
        Say(desk, new SameAsCommand(Purl(one), Purl(other), reason), actor);

    private static async Task<string> Say(Desk desk, SameAsCommand command, string actor) =>
        await desk.Registry.Identities.AssertAsync(command, actor, TestContext.Current.CancellationToken) switch
        {
            SameAsAssertion.Asserted => "asserted",
            SameAsAssertion.Unclear(EntityLookup lookup) => lookup.GetType().Name,
            var other => other.GetType().Name,
        };

    private static Task<string> Retract(Desk desk, string one, string other, string actor = "ana") =>
        Retract(desk, Purl(one), Purl(other), actor);

    private static async Task<string> Retract(
        Desk desk, EntityReference one, EntityReference other, string actor) =>
        await desk.Registry.Identities.RetractAsync(
            new SameAsCommand(one, other, "It was a mistake."), actor, TestContext.Current.CancellationToken)
        switch
        {
            SameAsRetraction.Retracted({ RetractedAt: not null }) => "retracted",
            SameAsRetraction.Foreign(var said) => $"foreign {said.Claimant} {said.Rule}",
            var ended => ended.GetType().Name,
        };

    private static async Task<bool> IsOne(Desk desk, string one, string other) =>
        await Id(desk, one) == await Id(desk, other);

    private static async Task<int> Id(Desk desk, string model) =>
        Assert.IsType<EntityLookup.Found>(await desk.Find(model)).Id;

    private static async Task<string> Upstream(Desk desk, string model)
    {
        LineageGraph graph = desk.Registry.Lineage.Current;
        int[] nodes = [.. graph.Lineage([await Id(desk, model)], Direction.Upstream).Nodes.Select(node => node.Id)];
        IReadOnlyDictionary<int, Entity> read = await desk.Registry.Catalog.ReadAsync(
            nodes, graph, TestContext.Current.CancellationToken);
        return $"{model}: {string.Join(' ', nodes.Select(id => read[id].QualifiedName).Order(StringComparer.Ordinal))}";
    }
}
