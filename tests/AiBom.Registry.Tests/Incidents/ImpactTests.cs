namespace AiBom.Registry.Tests.Incidents;

public sealed class ImpactTests
{
    [Fact]
    public async Task A_deployment_stands_as_its_worst_model_does()
    {
        await using Desk desk = await Desk.OpenAsync();
        await desk.Post(new Bom("acme/tuned@1") { Parents = ["acme/base@1"] });
        await desk.Post(new Bom("acme/other@1") { Parents = ["acme/seed@1"] });
        await desk.Deploy("mixed", "acme/other@1", Desk.Day(1), isSplit: true);
        await desk.Deploy("mixed", "acme/tuned@1", Desk.Day(1), isSplit: true);
        await desk.Deploy("clean", "acme/other@1", Desk.Day(1));

        Assert.Equal("clean:NotAffectedAsRecorded mixed:Affected", await desk.Impact("acme/base@1", Desk.Day(2)));
    }

    [Fact]
    public async Task What_ran_and_no_longer_runs_is_past_exposure()
    {
        await using Desk desk = await Desk.OpenAsync();
        await desk.Post(new Bom("acme/tuned@1") { Parents = ["acme/base@1"] });
        await desk.Deploy("slot", "acme/tuned@1", Desk.Day(1), Desk.Day(3));

        Assert.Equal("", await desk.Impact("acme/base@1", Desk.Day(1).AddTicks(-10)));
        Assert.Equal("slot:Affected", await desk.Impact("acme/base@1", Desk.Day(1)));
        Assert.Equal("slot:Past", await desk.Impact("acme/base@1", Desk.Day(3)));
    }

    [Fact]
    public async Task A_document_that_comes_late_binds_what_waited_for_it()
    {
        await using Desk desk = await Desk.OpenAsync();
        await desk.Post(new Bom("acme/tuned@1") { Parents = ["acme/base@1"] });
        await desk.Deploy("slot", "acme/tuned@1", Desk.Day(1));

        await desk.Post(new Bom("acme/base@1") { Parents = ["acme/seed@1"], Digit = 'b' });

        Assert.Equal("slot:Affected", await desk.Impact("acme/seed@1", Desk.Day(2)));
        await desk.RestartAsync();
        Assert.Equal("slot:Affected", await desk.Impact("acme/seed@1", Desk.Day(2)));
    }
}
