using System.Net;
using AiBom.EndToEnd.Tests.Hosting;

namespace AiBom.EndToEnd.Tests.Surface;

/// <summary>Without a recorded token nothing is answered and nothing is recorded.</summary>
public sealed class AccessTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("aibom_somebody_elses_token_entirely")]
    public async Task Without_a_known_token_every_door_is_shut(string? token)
    {
        await using ServerHost host = await ServerHost.StartAsync();
        using var stranger = new AibomClient(host.Client.Address, token);
        long head = await host.HeadAsync();

        Answer[] answers =
        [
            await stranger.PostAsync("{}"u8.ToArray()),
            await stranger.GraphQLAsync("{ __typename }"),
            await stranger.OriginalAsync("{}"u8.ToArray()),
            await stranger.SendAsync(HttpMethod.Put, $"/v1/artifacts/sha256/{new string('0', 64)}"),
            await stranger.GetAsync($"/v1/artifacts/sha256/{new string('0', 64)}"),
        ];

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Unauthorized, answer.Status));
        Assert.All(answers, answer => Assert.Contains("UNAUTHENTICATED", answer.Text, StringComparison.Ordinal));
        Assert.Equal(head, await host.HeadAsync());
    }
}
