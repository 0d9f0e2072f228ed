using AiBom.Domain.Journal;
using AiBom.Lineage;
using AiBom.Registry.Following;
using AiBom.Storage.Journal;

namespace AiBom.Registry.Tests.Following;

public sealed class LineageLevelTests
{
    [Fact]
    public async Task A_graph_that_stays_behind_the_journal_is_no_answer()
    {
        await using Desk desk = await Desk.OpenAsync();
        await desk.Register("acme");

        Assert.Null(await Reach(desk, new LiveLineage(), new JournalProgress(), TimeSpan.Zero));
    }

    [Fact]
    public async Task A_graph_that_comes_level_is_waited_for()
    {
        await using Desk desk = await Desk.OpenAsync();
        await desk.Register("acme");
        var lineage = new LiveLineage();
        var progress = new JournalProgress();

        Task<LineageGraph?> level = Reach(desk, lineage, progress, Desk.Patience);
        var entry = JournalEntry.Create(1, Desk.Day(1), "admin", new OrganizationRegistered("acme", "acme", []));
        lineage.Follow(new Committed([entry], LineageChange.None));
        progress.Follow(new Committed([entry], LineageChange.None));

        Assert.Equal(1, (await level)?.Sequence);
    }

    [Fact]
    public async Task The_callers_own_end_of_patience_is_its_own()
    {
        await using Desk desk = await Desk.OpenAsync();
        await desk.Register("acme");
        var level = new LineageLevel(
            desk.Registry.Store, new LiveLineage(), new JournalProgress(), desk.Clock, Desk.Patience);
        using var cancelled = new CancellationTokenSource();
        Task<LineageGraph?> reaching = level.ReachAsync(cancelled.Token);

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reaching);
    }

    private static Task<LineageGraph?> Reach(
        Desk desk, LiveLineage lineage, JournalProgress progress, TimeSpan patience) =>
        new LineageLevel(desk.Registry.Store, lineage, progress, desk.Clock, patience)
            .ReachAsync(TestContext.Current.CancellationToken);
}
