using AiBom.Domain.Journal;

namespace AiBom.Domain.Tests;

public sealed class JournalEntryTests
{
    private static readonly DateTimeOffset At = new(2026, 7, 1, 9, 0, 0, 123, 456, TimeSpan.Zero);

    [Fact]
    public void The_payload_is_canonical_json_with_the_kind_as_its_event()
    {
        JournalEntry entry = Entry();

        Assert.Equal(
            """{"at":"2026-07-01T09:00:00.123456Z","deployment":"car-vision-eu","event":"DEPLOYMENT_ENDED"}""",
            System.Text.Encoding.UTF8.GetString(entry.Payload.Span));
        Assert.Equal("DEPLOYMENT_ENDED", entry.Kind);
    }

    [Fact]
    public void The_event_comes_back_as_it_was_put_in() =>
        Assert.Equal(new DeploymentEnded("car-vision-eu", At), Entry().Event());

    [Fact]
    public void An_entry_whose_sequence_time_actor_kind_or_payload_changed_is_not_intact()
    {
        JournalEntry entry = Entry();

        Assert.True(entry.IsIntact());
        Assert.False((entry with { Sequence = 8 }).IsIntact());
        Assert.False((entry with { At = At.AddMicroseconds(1) }).IsIntact());
        Assert.False((entry with { Actor = "mallory" }).IsIntact());
        Assert.False((entry with { Kind = "DEPLOYMENT_RECORDED" }).IsIntact());
        Assert.False((entry with { Payload = """{"event":"DEPLOYMENT_ENDED"}"""u8.ToArray() }).IsIntact());
    }

    [Fact]
    public void Instants_are_cut_to_microseconds_so_that_every_database_gives_back_what_was_put_in() =>
        Assert.Equal(At, JournalEntry.Create(7, At.AddTicks(9), "ci", new DeploymentEnded("x", At)).At);

    private static JournalEntry Entry() => JournalEntry.Create(7, At, "ci", new DeploymentEnded("car-vision-eu", At));
}
