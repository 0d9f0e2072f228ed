using AiBom.Domain.Journal;
using AiBom.Registry.Following;
using AiBom.Storage.Journal;

namespace AiBom.Registry.Tests.Following;

public sealed class JournalProgressTests
{
    [Fact]
    public async Task What_comes_during_a_look_is_looked_at_once_more()
    {
        var progress = new JournalProgress();
        var seen = new List<long>();

        string found = await progress.UntilAsync(
            step =>
            {
                seen.Add(step.Retraction);
                if (seen.Count < 3)
                {
                    progress.Follow(Retraction(seen.Count));
                }

                return Task.FromResult(seen.Count < 3 ? null : "found");
            },
            TestContext.Current.CancellationToken).WaitAsync(Desk.Patience, TestContext.Current.CancellationToken);

        Assert.Equal("found", found);
        Assert.Equal(new long[] { 0, 1, 2 }, seen);
    }

    [Fact]
    public async Task Who_waits_is_told_of_the_next_step()
    {
        var progress = new JournalProgress();
        Task<string> waiting = progress.UntilAsync(
            step => Task.FromResult(step.Retraction is 7 ? "there" : null), TestContext.Current.CancellationToken);

        progress.Follow(Retraction(6));
        progress.Follow(Retraction(7));

        Assert.Equal("there", await waiting.WaitAsync(Desk.Patience, TestContext.Current.CancellationToken));
    }

    private static Committed Retraction(long sequence) => new(
        [JournalEntry.Create(sequence, Desk.Day(1), "security", new CompromiseRetracted("ADV-1", "A drill."))],
        LineageChange.None);
}
