namespace AiBom.Registry.Tests.Deployments;

public sealed class DeploymentTests
{
    [Fact]
    public async Task A_later_model_takes_the_place_of_the_one_before()
    {
        await using Desk desk = await OpenAsync();

        Assert.Equal("recorded", await desk.Deploy("slot", "acme/old@1", Desk.Day(1)));
        Assert.Equal("recorded", await desk.Deploy("slot", "acme/new@1", Desk.Day(5)));

        Assert.Equal("old", await desk.Running("slot", Desk.Day(5).AddTicks(-10)));
        Assert.Equal("new", await desk.Running("slot", Desk.Day(5)));
    }

    [Fact]
    public async Task Two_models_do_not_run_in_one_slot_at_a_time()
    {
        await using Desk desk = await OpenAsync();
        await desk.Deploy("slot", "acme/old@1", Desk.Day(5), Desk.Day(8));

        Assert.Equal("overlap", await desk.Deploy("slot", "acme/new@1", Desk.Day(7)));
        Assert.Equal("overlap", await desk.Deploy("slot", "acme/new@1", Desk.Day(1), Desk.Day(6)));
        Assert.Equal("recorded", await desk.Deploy("slot", "acme/new@1", Desk.Day(1), Desk.Day(5)));
        Assert.Equal("recorded", await desk.Deploy("slot", "acme/new@1", Desk.Day(8)));
    }

    [Fact]
    public async Task Split_traffic_runs_beside_what_runs()
    {
        await using Desk desk = await OpenAsync();
        await desk.Deploy("slot", "acme/old@1", Desk.Day(1));

        Assert.Equal("recorded", await desk.Deploy("slot", "acme/new@1", Desk.Day(2), isSplit: true));

        Assert.Equal("new old", await desk.Running("slot", Desk.Day(3)));
    }

    [Fact]
    public async Task The_same_recording_again_changes_nothing_also_after_an_end()
    {
        await using Desk desk = await OpenAsync();
        await desk.Deploy("slot", "acme/old@1", Desk.Day(1), isSplit: true);
        Assert.Equal("Ended", await desk.End("slot", Desk.Day(3)));
        long head = await desk.Head();

        Assert.Equal("recorded", await desk.Deploy("slot", "acme/old@1", Desk.Day(1), isSplit: true));
        Assert.Equal("Ended", await desk.End("slot", Desk.Day(3)));

        Assert.Equal(head, await desk.Head());
        Assert.Equal("", await desk.Running("slot", Desk.Day(4)));
    }

    [Fact]
    public async Task The_same_recording_with_another_owner_is_not_taken_in_silence()
    {
        await using Desk desk = await OpenAsync();
        await desk.Deploy("slot", "acme/old@1", Desk.Day(1));

        Assert.Equal("invalid", await desk.Deploy("slot", "acme/old@1", Desk.Day(1), owner: "others"));
    }

    [Fact]
    public async Task An_end_names_what_is_wrong_with_it()
    {
        await using Desk desk = await OpenAsync();
        Assert.Equal("Unknown", await desk.End("slot", Desk.Day(1)));

        await desk.Deploy("slot", "acme/old@1", Desk.Day(2));
        Assert.Equal("BeforeStart", await desk.End("slot", Desk.Day(1)));
        Assert.Equal("Ended", await desk.End("slot", Desk.Day(3)));
        Assert.Equal("NotRunning", await desk.End("slot", Desk.Day(4)));
    }

    [Fact]
    public async Task What_the_record_does_not_know_or_has_no_time_to_run_is_not_deployed()
    {
        await using Desk desk = await OpenAsync();
        long head = await desk.Head();

        Assert.Equal("NotFound", await desk.Deploy("slot", "acme/unheard@1", Desk.Day(1)));
        Assert.Equal("invalid", await desk.Deploy("slot", "acme/old@1", Desk.Day(2), Desk.Day(2)));
        Assert.Equal("invalid", await desk.Deploy(" ", "acme/old@1", Desk.Day(2)));
        Assert.Equal("invalid", await desk.Deploy("a\nb", "acme/old@1", Desk.Day(2)));
        Assert.Equal(head, await desk.Head());
    }

    private static async Task<Desk> OpenAsync()
    {
        Desk desk = await Desk.OpenAsync();
        await desk.Post(new Bom("acme/old@1"));
        await desk.Post(new Bom("acme/new@1"));
        return desk;
    }
}
