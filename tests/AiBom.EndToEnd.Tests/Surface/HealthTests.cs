using System.Net;
using AiBom.EndToEnd.Tests.Hosting;

namespace AiBom.EndToEnd.Tests.Surface;

public sealed class HealthTests
{
    [Fact]
    public async Task The_process_says_that_it_lives_without_a_token()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        using var nobody = new AibomClient(host.Client.Address, token: null);

        Assert.Equal(HttpStatusCode.OK, (await nobody.GetAsync("/healthz")).Status);
    }

    [Fact]
    public async Task The_server_is_ready_when_the_graph_is_level_with_the_journal()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        using var nobody = new AibomClient(host.Client.Address, token: null);

        Answer ready = await nobody.GetAsync("/readyz");

        Assert.Equal(HttpStatusCode.OK, ready.Status);
        Assert.Equal("""{"ready":true,"journal":1,"lineage":1}""", ready.Text);
    }
}
