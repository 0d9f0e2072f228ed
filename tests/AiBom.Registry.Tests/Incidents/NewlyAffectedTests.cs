using AiBom.Registry.Incidents;

namespace AiBom.Registry.Tests.Incidents;

public sealed class NewlyAffectedTests
{
    [Fact]
    public async Task What_is_recorded_and_descends_is_told_once()
    {
        await using Desk desk = await OpenAsync();
        Watching watch = await Watching.BeginAsync(desk);

        await desk.Post(new Bom("acme/tuned@2") { Parents = ["acme/tuned@1"], Digit = 'a' });
        Assert.Equal("acme/tuned@2 (2)", await watch.Next());

        await desk.Post(new Bom("acme/tuned@2") { Parents = ["acme/tuned@1"], Digit = 'a', Description = "Again." });
        await desk.Post(new Bom("acme/other@2") { Parents = ["acme/other@1"] });
        await desk.Post(new Bom("acme/tuned@3") { Parents = ["acme/base@1"] });
        Assert.Equal("acme/tuned@3 (1)", await watch.Next());
    }

    [Fact]
    public async Task It_begins_when_the_watch_is_made_and_not_when_it_is_first_asked()
    {
        await using Desk desk = await OpenAsync();
        AffectedWatch made = desk.Registry.Incidents.Watch("ADV-1");
        await desk.Post(new Bom("acme/tuned@2") { Parents = ["acme/base@1"] });

        Watching watch = await Watching.BeginAsync(desk, made);

        Assert.Equal("acme/tuned@2 (1)", await watch.Next());
    }

    [Fact]
    public async Task What_waited_for_its_parents_document_is_told_with_all_that_descends_from_it()
    {
        await using Desk desk = await OpenAsync();
        await desk.Post(new Bom("acme/lite@1") { Parents = ["acme/late@1"] });
        await desk.Deploy("slot", "acme/lite@1", Desk.Day(1));
        Watching watch = await Watching.BeginAsync(desk);

        await desk.Post(new Bom("acme/late@1") { Parents = ["acme/base@1"] });

        Assert.Equal("acme/late@1 (1), acme/lite@1 (2) in slot", await watch.Next());
    }

    [Fact]
    public async Task Something_that_turns_out_to_be_an_affected_thing_is_told()
    {
        await using Desk desk = await OpenAsync();
        await desk.Post(new Bom("acme/twin@1"));
        await desk.Post(new Bom("acme/tuned@2") { Parents = ["acme/base@1"], Digit = 'd' });
        Watching watch = await Watching.BeginAsync(desk);

        await desk.Post(new Bom("acme/twin@1") { Digit = 'd' });

        Assert.Equal("acme/twin@1 (1)", await watch.Next());
    }

    [Fact]
    public async Task Something_that_turns_out_to_be_the_compromised_itself_is_told()
    {
        await using Desk desk = await OpenAsync();
        await desk.Post(new Bom("acme/twin@1"));
        await desk.Post(new Bom("acme/base@1") { Digit = 'b' });
        Watching watch = await Watching.BeginAsync(desk);

        await desk.Post(new Bom("acme/twin@1") { Digit = 'b' });

        Assert.Equal("acme/twin@1 (0)", await watch.Next());
    }

    [Fact]
    public async Task A_further_key_of_an_affected_thing_is_no_news()
    {
        await using Desk desk = await OpenAsync();
        Watching watch = await Watching.BeginAsync(desk);

        await desk.Post(new Bom("acme/tuned@1") { Parents = ["acme/base@1"], Digit = 'e' });
        await desk.Post(new Bom("acme/base@1") { Digit = 'f' });
        await desk.Post(new Bom("acme/tuned@2") { Parents = ["acme/tuned@1"] });

        Assert.Equal("acme/tuned@2 (2)", await watch.Next());
    }

    [Fact]
    public async Task What_comes_before_the_watch_is_not_told()
    {
        await using Desk desk = await OpenAsync();
        await desk.Post(new Bom("acme/early@1") { Parents = ["acme/base@1"] });
        Watching watch = await Watching.BeginAsync(desk);

        await desk.Post(new Bom("acme/late@1") { Parents = ["acme/base@1"] });

        Assert.Equal("acme/late@1 (1)", await watch.Next());
    }

    [Fact]
    public async Task What_is_affected_already_comes_first_where_that_is_wanted_and_not_the_compromised()
    {
        await using Desk desk = await OpenAsync();
        await desk.Post(new Bom("acme/tuned@2") { Parents = ["acme/tuned@1"] });
        Watching watch = await Watching.BeginAsync(desk, tellsExisting: true);

        Assert.Equal("acme/tuned@1 (1), acme/tuned@2 (2)", await watch.Next());
        await desk.Post(new Bom("acme/tuned@3") { Parents = ["acme/base@1"] });
        Assert.Equal("acme/tuned@3 (1)", await watch.Next());
    }

    [Fact]
    public async Task It_ends_with_the_retraction_and_tells_nothing_that_came_after_it()
    {
        await using Desk desk = await OpenAsync();
        Watching watch = await Watching.BeginAsync(desk);
        Task<string> next = watch.Next();

        await desk.Retract("ADV-1");
        await desk.Post(new Bom("acme/tuned@2") { Parents = ["acme/base@1"] });

        Assert.Equal("Retracted, over", await next);
    }

    [Fact]
    public async Task The_retraction_of_another_advisory_ends_nothing()
    {
        await using Desk desk = await OpenAsync();
        await desk.Report("Another CERT", "acme/other@1");
        Watching watch = await Watching.BeginAsync(desk);

        await desk.Retract("ADV-2");
        await desk.Post(new Bom("acme/tuned@2") { Parents = ["acme/base@1"] });

        Assert.Equal("acme/tuned@2 (1)", await watch.Next());
    }

    [Fact]
    public async Task There_is_nothing_to_watch_without_an_advisory_that_stands()
    {
        await using Desk desk = await OpenAsync();
        await desk.Retract("ADV-1");

        Assert.IsType<AdvisorySubjects.Unknown>(await BeginAsync(desk, "ADV-2"));
        Assert.IsType<AdvisorySubjects.Retracted>(await BeginAsync(desk, "ADV-1"));
    }

    [Fact]
    public async Task Of_an_advisory_about_something_that_came_after_the_watch_was_made_nothing_is_said()
    {
        await using Desk desk = await OpenAsync();
        AffectedWatch watch = desk.Registry.Incidents.Watch("ADV-2");
        await desk.Post(new Bom("acme/new@1"));
        await desk.Report("CERT", "acme/new@1");

        Assert.IsType<AdvisorySubjects.Unheard>(
            await watch.BeginAsync(tellsExisting: false, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Many_watches_are_each_told_everything_once_while_many_documents_come_at_once()
    {
        await using Desk desk = await OpenAsync();
        Watching[] watches = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Watching.BeginAsync(desk)));
        Task<string>[] heard = [.. watches.Select(watch => watch.Heard(40))];

        await Task.WhenAll(Enumerable.Range(0, 40).Select(number => desk.Post(
            new Bom($"acme/tuned@1.{number}") { Parents = [number % 2 is 0 ? "acme/base@1" : "acme/tuned@1"] })));

        string expected = string.Join(' ', Enumerable.Range(0, 40).Select(number => $"acme/tuned@1.{number}").Order());
        Assert.All(await Task.WhenAll(heard), names => Assert.Equal(expected, names));
    }

    [Fact]
    public async Task One_that_is_cancelled_while_it_waits_ends()
    {
        await using Desk desk = await OpenAsync();
        using var leaving = new CancellationTokenSource();
        Watching watch = await Watching.BeginAsync(desk);
        Task<string> next = watch.Next(leaving.Token);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    private static Task<AdvisorySubjects> BeginAsync(Desk desk, string advisory) =>
        desk.Registry.Incidents.Watch(advisory).BeginAsync(tellsExisting: false, TestContext.Current.CancellationToken);

    /// <summary>tuned descends from base, which ADV-1 is about; other does not.</summary>
    private static async Task<Desk> OpenAsync()
    {
        Desk desk = await Desk.OpenAsync();
        await desk.Post(new Bom("acme/base@1"));
        await desk.Post(new Bom("acme/tuned@1") { Parents = ["acme/base@1"] });
        await desk.Post(new Bom("acme/other@1"));
        await desk.Report("CERT", "acme/base@1");
        return desk;
    }

    /// <summary>One follower, as text: each thing with its distance and where it runs.</summary>
    private sealed class Watching(Desk desk, AffectedWatch watch)
    {
        public static async Task<Watching> BeginAsync(
            Desk desk, AffectedWatch? made = null, bool tellsExisting = false)
        {
            AffectedWatch watch = made ?? desk.Registry.Incidents.Watch("ADV-1");
            Assert.IsType<AdvisorySubjects.Known>(
                await watch.BeginAsync(tellsExisting, TestContext.Current.CancellationToken));
            return new Watching(desk, watch);
        }

        public async Task<string> Next(CancellationToken? cancellationToken = null)
        {
            AffectedNews news = await watch.NextAsync(cancellationToken ?? TestContext.Current.CancellationToken);
            return news is AffectedNews.Newly newly
                ? string.Join(", ", await Tell(newly))
                : $"{news.GetType().Name}{(watch.IsOver ? ", over" : "")}";
        }

        /// <summary>The names of some things as they are told, in order of the names.</summary>
        public async Task<string> Heard(int count)
        {
            var names = new List<string>();
            while (names.Count < count)
            {
                var newly = (AffectedNews.Newly)await watch.NextAsync(TestContext.Current.CancellationToken);
                names.AddRange((await Tell(newly)).Select(told => told.Split(' ')[0]));
            }

            return string.Join(' ', names.Order());
        }

        private async Task<IEnumerable<string>> Tell(AffectedNews.Newly newly)
        {
            var entities = await desk.Registry.Catalog.ReadAsync(
                [.. newly.Nodes.Select(node => node.Id)], newly.Impact.Lineage, TestContext.Current.CancellationToken);
            return newly.Nodes.Select(node =>
            {
                string slots = string.Concat(newly.Impact.Deployments
                    .Where(own => own.Models.Any(deployed => deployed.Model == node.Id))
                    .Select(own => $" in {own.Deployment.Id}"));
                return $"{entities[node.Id].QualifiedName} ({node.Distance}){slots}";
            });
        }
    }
}
