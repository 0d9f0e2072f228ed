using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiBom.EndToEnd.Tests.Asking;
using AiBom.EndToEnd.Tests.Hosting;

namespace AiBom.EndToEnd.Tests.Surface;

/// <summary>How subscriptions begin, go on and end, with a model and its children of the plainest kind.</summary>
public sealed class SubscriptionTests
{
    private const string Sequences = "subscription($after: Long) { aibomRecorded(after: $after) { sequence status } }";

    [Theory]
    [InlineData("ADV-9", "NOT_FOUND")]
    [InlineData("ADV-1", "ADVISORY_RETRACTED")]
    public async Task An_advisory_that_does_not_stand_is_an_error_with_a_code(string advisory, string code)
    {
        await using ServerHost host = await StartAsync();
        await Advisories.RetractAsync(host.Client, "ADV-1");
        await using GraphQLSocket socket = await GraphQLSocket.ConnectAsync(host.Client);

        GraphQLSocket.Subscription refused =
            await socket.SubscribeAsync("1", Questions.NewlyAffected, new { advisory });
        JsonElement message = await refused.MessageAsync();
        JsonElement streamed = await EventStream.OpenAsync(host.Client, Questions.NewlyAffected, new { advisory })
            .SingleAsync(TestContext.Current.CancellationToken);

        Assert.Equal("error", message.String("type"));
        Assert.Equal(code, message.GetProperty("payload")[0].At("extensions").String("code"));
        Assert.Equal(code, streamed.GetProperty("errors")[0].At("extensions").String("code"));
    }

    [Fact]
    public async Task Many_subscribers_of_many_connections_are_each_told_everything_once()
    {
        await using ServerHost host = await StartAsync();
        GraphQLSocket[] sockets = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(_ => GraphQLSocket.ConnectAsync(host.Client)));
        GraphQLSocket.Subscription[] watches = await Task.WhenAll(
            from socket in sockets
            from id in Enumerable.Range(0, 5)
            select socket.SubscribeAsync(
                id.ToString(CultureInfo.InvariantCulture),
                Questions.NewlyAffected,
                new { advisory = "ADV-1", includeExisting = true }));
        foreach (GraphQLSocket.Subscription watch in watches)
        {
            Assert.Equal("acme/tuned@1", Name(await watch.NextAsync()));
        }

        await Task.WhenAll(Enumerable.Range(2, 20).Select(version => PostAsync(host, version)));
        var told = new List<string>();
        foreach (GraphQLSocket.Subscription watch in watches)
        {
            var names = new List<string>();
            while (names.Count < 20)
            {
                names.Add(Name(await watch.NextAsync()));
            }

            told.Add(string.Join(' ', names.Order(StringComparer.Ordinal)));
        }

        await Advisories.RetractAsync(host.Client, "ADV-1");

        IEnumerable<string> expected = Enumerable.Range(2, 20).Select(version => $"acme/tuned@{version}");
        Assert.Equal([string.Join(' ', expected.Order(StringComparer.Ordinal))], told.Distinct());
        foreach (GraphQLSocket.Subscription watch in watches)
        {
            Assert.Equal("complete", (await watch.MessageAsync()).String("type"));
        }

        await Task.WhenAll(sockets.Select(async socket => await socket.DisposeAsync()));
    }

    [Fact]
    public async Task Who_comes_back_gets_what_was_recorded_meanwhile()
    {
        await using ServerHost host = await StartAsync();
        long[] first = await RecordedAsync(host, after: 0, count: 2);
        await PostAsync(host, version: 2);

        long[] second = await RecordedAsync(host, after: first[^1], count: 1);

        Assert.Equal(first.Order(), first);
        Assert.Equal(await host.HeadAsync(), second.Single());
    }

    [Fact]
    public async Task A_team_is_told_of_advisories_that_reach_what_it_runs()
    {
        await using ServerHost host = await StartAsync();
        await host.Client.AskAsync(
            """
            mutation { recordDeployment(input: {deploymentId: "doors", owner: "access", from: "2026-01-01T00:00:00Z",
              model: {packageUrl: "pkg:generic/acme/tuned@1"}}) { __typename } }
            """);
        await using GraphQLSocket socket = await GraphQLSocket.ConnectAsync(host.Client);
        const string Query =
            "subscription($teams: [String!]) { advisoryOpened(teams: $teams, after: 0) { advisoryId } }";
        GraphQLSocket.Subscription access = await socket.SubscribeAsync("1", Query, new { teams = new[] { "access" } });
        GraphQLSocket.Subscription all = await socket.SubscribeAsync("2", Query);

        Assert.Equal("ADV-1", (await access.NextAsync()).At("advisoryOpened").String("advisoryId"));
        await Advisories.ReportAsync(host.Client, Questions.Reference("acme/other@1"), "another");
        await Advisories.ReportAsync(host.Client, Questions.Reference("acme/tuned@1"), "a third");

        Assert.Equal("ADV-3", (await access.NextAsync()).At("advisoryOpened").String("advisoryId"));
        foreach (string expected in (string[])["ADV-1", "ADV-2", "ADV-3"])
        {
            Assert.Equal(expected, (await all.NextAsync()).At("advisoryOpened").String("advisoryId"));
        }
    }

    [Fact]
    public async Task What_a_client_has_had_enough_of_is_let_go()
    {
        await using ServerHost host = await StartAsync();
        await using GraphQLSocket socket = await GraphQLSocket.ConnectAsync(host.Client);

        // More than one connection may have at a time: if one stayed, the last ones would be refused.
        for (int number = 0; number < 200; number++)
        {
            GraphQLSocket.Subscription watch = await socket.SubscribeAsync(
                $"{number}", Questions.NewlyAffected, new { advisory = "ADV-1", includeExisting = true });
            Assert.Equal("acme/tuned@1", Name(await watch.NextAsync()));
            await watch.CompleteAsync();
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("aibom_not_a_token_of_this_server")]
    public async Task A_socket_without_a_token_of_this_server_is_closed(string? token)
    {
        await using ServerHost host = await ServerHost.StartAsync();

        await using GraphQLSocket socket = await GraphQLSocket.ConnectAsync(host.Client, token);

        Assert.Equal(4403, (int?)socket.CloseStatus);
    }

    [Fact]
    public async Task A_query_on_a_socket_sees_what_came_since_the_connection_began()
    {
        await using ServerHost host = await StartAsync();
        await using GraphQLSocket socket = await GraphQLSocket.ConnectAsync(host.Client);
        const string Query = """{ lineage(of: {packageUrl: "pkg:generic/acme/tuned@2"}) { __typename } }""";
        JsonElement before = await (await socket.SubscribeAsync("1", Query)).NextAsync();
        await PostAsync(host, version: 2);

        JsonElement after = await (await socket.SubscribeAsync("2", Query)).NextAsync();

        Assert.Equal("NotFoundError", before.At("lineage").String("__typename"));
        Assert.Equal("Lineage", after.At("lineage").String("__typename"));
    }

    /// <summary>acme/tuned@1 descends from acme/base@1, which ADV-1 is about.</summary>
    private static async Task<ServerHost> StartAsync()
    {
        ServerHost host = await ServerHost.StartAsync();
        await PostAsync(host, version: 1);
        await host.Client.PostAsync(Document("other", 1, "seed"));
        Assert.Equal("ADV-1", await Advisories.ReportAsync(host.Client, Questions.Reference("acme/base@1")));
        return host;
    }

    private static async Task PostAsync(ServerHost host, int version)
    {
        Answer answer = await host.Client.PostAsync(Document("tuned", version, "base"));
        Assert.True(answer.Status is System.Net.HttpStatusCode.Created, answer.Text);
    }

    private static byte[] Document(string name, int version, string parent)
    {
        static JsonObject Component(string name, int version) => new()
        {
            ["type"] = "machine-learning-model",
            ["group"] = "acme",
            ["name"] = name,
            ["version"] = $"{version}",
            ["purl"] = $"pkg:generic/acme/{name}@{version}",
        };

        JsonObject component = Component(name, version);
        component["pedigree"] = new JsonObject { ["ancestors"] = new JsonArray(Component(parent, 1)) };
        return Encoding.UTF8.GetBytes(new JsonObject
        {
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.6",
            ["version"] = 1,
            ["metadata"] = new JsonObject { ["component"] = component },
        }.ToJsonString());
    }

    private static async Task<long[]> RecordedAsync(ServerHost host, long after, int count) =>
        await EventStream.OpenAsync(host.Client, Sequences, new { after })
            .Select(told => told.At("data.aibomRecorded.sequence").GetInt64())
            .Take(count)
            .ToArrayAsync(TestContext.Current.CancellationToken);

    private static string Name(JsonElement data) => data.At("newlyAffected.affected.entity").String("qualifiedName");
}
