using System.Globalization;
using System.Text.Json;
using AiBom.Domain;
using AiBom.EndToEnd.Tests.Asking;
using AiBom.EndToEnd.Tests.Chains;
using AiBom.EndToEnd.Tests.Hosting;
using AiBom.Server.Demo;

namespace AiBom.EndToEnd.Tests.Stories;

/// <summary>Story 3, last step: an incident is open, and documents keep coming. Told over both transports.</summary>
public sealed class SpreadingIncidentTests
{
    private const string NextDetector = "northwind/sign-detect@1.3.0";

    [Fact]
    public async Task A_model_made_from_an_affected_one_is_told_once_and_the_retraction_ends_it()
    {
        Chain fixture = FixtureChain.Load();
        var poster = new ChainPoster(fixture with
        {
            Entities = [.. fixture.Entities, Made.Model(NextDetector, "2026-06-30", "model.safetensors")],
            Edges =
            [
                .. fixture.Edges,
                new(NextDetector, EdgeKind.DerivedFrom, FixtureNames.Of("det11"), DerivationMethod.FineTuning),
            ],
        });
        await using ServerHost host = await ServerHost.StartAsync();
        await poster.RegisterAsync(host.Client);
        await poster.PostAsync(host.Client, [.. fixture.Entities.Select(entity => entity.Alias)]);
        await poster.DeployAsync(host.Client);
        string advisory = await Advisories.ReportAsync(host.Client, Questions.Reference(FixtureNames.Of("base21")));
        await using IAsyncEnumerator<JsonElement> events = Follow(host, advisory).GetAsyncEnumerator();

        string existing = await ToldAsync(events, 6, FixtureNames.Read);
        await poster.PostAsync(host.Client, NextDetector);
        await poster.PostAsync(host.Client, poster.Postings(NextDetector).Single());
        await poster.PostAsync(host.Client, poster.Postings(FixtureNames.Of("det12")).Single());
        string next = await ToldAsync(events, 1, FixtureNames.Read);
        await Advisories.RetractAsync(host.Client, advisory);

        Assert.Equal(
            "1 det10>base21 in car-vision-us, 1 det11>base21, 2 Syn>det11 det11>base21, "
            + "2 det11q>det11 det11>base21 in car-vision-eu, 2 merge>det11 det11>base21 in road-assist, "
            + "3 lite>Syn Syn>det11 det11>base21 in kiosk-lite",
            existing);
        Assert.Equal($"2 {NextDetector}>det11 det11>base21", next);
        Assert.False(await events.MoveNextAsync(), "There is more.");
    }

    [Fact]
    public async Task A_parents_late_document_tells_of_all_who_waited_for_it_and_where_they_run()
    {
        var poster = new ChainPoster(SpeechChain.Create());
        await using ServerHost host = await ServerHost.StartAsync();
        await poster.RegisterAsync(host.Client);
        await poster.PostAsync(host.Client, [.. SpeechChain.Known(), SpeechChain.GhostCorpus]);
        await poster.DeployAsync(host.Client);
        string advisory = await Advisories.ReportAsync(host.Client, Questions.Reference(SpeechChain.GhostCorpus));
        await using GraphQLSocket socket = await GraphQLSocket.ConnectAsync(host.Client);
        GraphQLSocket.Subscription watch = await socket.SubscribeAsync(
            "1", Questions.NewlyAffected, new { advisory, includeExisting = true });
        GraphQLSocket.Subscription started = await socket.SubscribeAsync(
            "2", "subscription { aibomRecorded(after: 0) { sequence } }");
        await started.NextAsync();

        await poster.PostAsync(host.Client, SpeechChain.Ghost);

        var told = new List<string>();
        while (told.Count < 3)
        {
            told.Add(Tell(await watch.NextAsync(), SpeechChain.Read));
        }

        Assert.Equal(
            ["1 ghost>shore", "2 cap>ghost ghost>shore", "3 caplite>cap cap>ghost ghost>shore in captions"], told);
        await Advisories.RetractAsync(host.Client, advisory);
        Assert.Equal("complete", (await watch.MessageAsync()).String("type"));
    }

    private static IAsyncEnumerable<JsonElement> Follow(ServerHost host, string advisory) =>
        EventStream.OpenAsync(host.Client, Questions.NewlyAffected, new { advisory, includeExisting = true });

    private static async Task<string> ToldAsync(IAsyncEnumerator<JsonElement> events, int count, Reader read)
    {
        var told = new List<string>();
        while (told.Count < count && await events.MoveNextAsync())
        {
            told.Add(Tell(events.Current.GetProperty("data"), read));
        }

        return string.Join(", ", told.Order(StringComparer.Ordinal));
    }

    /// <summary><c>2 det11q>det11 det11>base21 in car-vision-eu</c>.</summary>
    private static string Tell(JsonElement data, Reader read)
    {
        JsonElement told = data.GetProperty("newlyAffected");
        JsonElement affected = told.GetProperty("affected");
        string slots = string.Concat(told.GetProperty("deployments").EnumerateArray()
            .Select(exposure => $" in {exposure.At("deployment").String("deploymentId")}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{affected.GetProperty("distance").GetInt32()} {read.Path(affected.GetProperty("path"))}{slots}");
    }
}
