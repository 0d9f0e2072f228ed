using AiBom.Storage.Reads;

namespace AiBom.Registry.Tests.Following;

public sealed class RecordFollowerTests
{
    [Fact]
    public async Task Submissions_are_handed_on_in_order_and_each_once_however_many_come_at_once()
    {
        await using Desk desk = await Desk.OpenAsync();
        await desk.Post(new Bom("acme/before@1"));
        long start = await desk.Head();
        Task<long[]>[] followers = [.. Enumerable.Range(0, 10).Select(_ => Submissions(desk, start, 230))];

        await Task.WhenAll(Enumerable.Range(0, 230).Select(number => desk.Post(new Bom($"acme/model@{number}"))));

        long[] expected = [.. Enumerable.Range(1, 230).Select(number => start + number)];
        Assert.All(await Task.WhenAll(followers), sequences => Assert.Equal(expected, sequences));
    }

    [Fact]
    public async Task A_follower_that_comes_back_gets_what_it_missed_also_after_a_restart()
    {
        await using Desk desk = await Desk.OpenAsync();
        await desk.Post(new Bom("acme/model@1"));
        await desk.Post(new Bom("acme/model@2"));
        await desk.RestartAsync();
        await desk.Post(new Bom("acme/model@3"));

        long[] missed = await Submissions(desk, after: 1, count: 2);

        Assert.Equal([2, 3], missed);
    }

    [Fact]
    public async Task Other_entries_between_are_passed_over()
    {
        await using Desk desk = await Desk.OpenAsync();
        Task<long[]> follower = Submissions(desk, after: 0, count: 2);
        await desk.Register("acme");
        await desk.Post(new Bom("acme/model@1"));
        await desk.Deploy("slot", "acme/model@1", Desk.Day(1));
        await desk.Post(new Bom("acme/model@2"));

        long[] sequences = await follower;
        Assert.Equal([2, 4], sequences);
    }

    [Fact]
    public async Task Advisories_are_handed_on_as_they_stand()
    {
        await using Desk desk = await Desk.OpenAsync();
        await desk.Post(new Bom("acme/model@1"));
        await desk.Report("one", "acme/model@1");
        await desk.Report("two", "acme/model@1");
        await desk.Retract("ADV-2");
        Task<string[]> follower = Advisories(desk, count: 3);

        await desk.Report("three", "acme/model@1");

        Assert.Equal(["ADV-1", "ADV-2 retracted", "ADV-3"], await follower);
    }

    [Fact]
    public async Task A_team_hears_of_what_affects_or_may_affect_what_it_runs()
    {
        await using Desk desk = await Desk.OpenAsync();
        await desk.Post(new Bom("acme/tuned@1") { Parents = ["acme/base@1"] });
        await desk.Post(new Bom("acme/other@1"));
        await desk.Deploy("mine", "acme/tuned@1", Desk.Day(1), owner: "us");
        await desk.Deploy("theirs", "acme/other@1", Desk.Day(1), owner: "them");
        Task<string[]> us = Advisories(desk, count: 1, "us", "nobody");
        Task<string[]> them = Advisories(desk, count: 1, "them");

        await desk.Report("CERT", "acme/other@1");
        await desk.Report("CERT", "acme/base@1");

        Assert.Equal(["ADV-2"], await us);
        Assert.Equal(["ADV-1"], await them);
    }

    private static async Task<long[]> Submissions(Desk desk, long after, int count)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        return await desk.Registry.Records.SubmissionsAsync(after, token)
            .Select(submission => submission.Sequence).Take(count).ToArrayAsync(token);
    }

    private static async Task<string[]> Advisories(Desk desk, int count, params string[] teams)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        IAsyncEnumerable<AdvisoryRecord> told = desk.Registry.Incidents.AdvisoriesAsync(after: 0, [.. teams], token);
        return await told
            .Select(advisory => $"{advisory.Id}{(advisory.Retraction is null ? "" : " retracted")}")
            .Take(count)
            .ToArrayAsync(token);
    }
}
