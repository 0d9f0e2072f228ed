namespace AiBom.Registry.Tests.Incidents;

public sealed class AdvisoryTests
{
    [Fact]
    public async Task Reports_that_come_at_once_get_one_number_each()
    {
        await using Desk desk = await OpenAsync();

        string[] numbers = await Task.WhenAll(
            Enumerable.Range(1, 20).Select(report => desk.Report($"source {report}", "acme/base@1")));

        Assert.Equal(
            Enumerable.Range(1, 20).Select(number => $"ADV-{number}").Order(StringComparer.Ordinal),
            numbers.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_same_report_is_the_same_advisory_in_whatever_order_it_names_things()
    {
        await using Desk desk = await OpenAsync();

        Assert.Equal("ADV-1", await desk.Report("CERT", "acme/base@1", "acme/tuned@1"));
        Assert.Equal("ADV-1", await desk.Report("CERT", "acme/tuned@1", "acme/base@1"));
        Assert.Equal("ADV-2", await desk.Report("CERT", "acme/base@1"));
        Assert.Equal("ADV-3", await desk.Report("Another CERT", "acme/base@1"));
    }

    [Fact]
    public async Task The_same_report_stays_the_same_when_a_stronger_key_of_its_subject_comes_to_light()
    {
        await using Desk desk = await OpenAsync();
        await desk.Report("CERT", "acme/base@1");

        await desk.Post(new Bom("acme/base@1") { Digit = 'a' });

        Assert.Equal("ADV-1", await desk.Report("CERT", "acme/base@1"));
    }

    [Fact]
    public async Task A_retraction_needs_a_reason_and_an_advisory_and_can_be_repeated()
    {
        await using Desk desk = await OpenAsync();
        await desk.Report("CERT", "acme/base@1");

        Assert.Equal("Unknown", await desk.Retract("ADV-2"));
        Assert.Equal("Invalid", await desk.Retract("ADV-1", " "));
        Assert.Equal("Retracted", await desk.Retract("ADV-1"));
        long head = await desk.Head();
        Assert.Equal("Retracted", await desk.Retract("ADV-1"));
        Assert.Equal(head, await desk.Head());
    }

    [Fact]
    public async Task A_report_after_the_retraction_is_a_new_advisory()
    {
        await using Desk desk = await OpenAsync();
        await desk.Report("CERT", "acme/base@1");
        await desk.Retract("ADV-1");

        Assert.Equal("ADV-2", await desk.Report("CERT", "acme/base@1"));
    }

    [Fact]
    public async Task A_report_about_something_unheard_of_records_nothing()
    {
        await using Desk desk = await OpenAsync();
        long head = await desk.Head();

        Assert.Equal("NotFound", await desk.Report("CERT", "acme/base@1", "acme/unheard@1"));
        Assert.Equal("invalid", await desk.Report("CERT"));
        Assert.Equal("invalid", await desk.Report(" ", "acme/base@1"));
        Assert.Equal(head, await desk.Head());
    }

    private static async Task<Desk> OpenAsync()
    {
        Desk desk = await Desk.OpenAsync();
        await desk.Post(new Bom("acme/base@1"));
        await desk.Post(new Bom("acme/tuned@1"));
        return desk;
    }
}
