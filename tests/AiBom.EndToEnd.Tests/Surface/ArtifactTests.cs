using System.Net;
using AiBom.Domain;
using AiBom.EndToEnd.Tests.Hosting;

namespace AiBom.EndToEnd.Tests.Surface;

/// <summary>Artifact bytes go in by their digest, and come out only where that is switched on.</summary>
public sealed class ArtifactTests
{
    private static readonly byte[] Weights = "weights\n"u8.ToArray();
    private static readonly string Place = $"/v1/artifacts/sha256/{Digest.Of(Weights).Hex}";

    [Fact]
    public async Task Bytes_are_taken_once()
    {
        await using ServerHost host = await ServerHost.StartAsync();

        Answer first = await PutAsync(host, Place, Weights);
        Answer second = await PutAsync(host, Place, Weights);

        Assert.Equal(HttpStatusCode.Created, first.Status);
        Assert.Equal($$"""{"digest":"{{Digest.Of(Weights)}}","length":8}""", first.Text);
        Assert.Equal(HttpStatusCode.OK, second.Status);
    }

    [Fact]
    public async Task Other_bytes_than_the_digest_says_are_refused_and_not_kept()
    {
        await using ServerHost host = await ServerHost.StartAsync("ReadArtifacts=true");

        Answer answer = await PutAsync(host, Place, "other\n"u8.ToArray());

        Assert.Equal("422 DIGEST_MISMATCH", Refusal(answer));
        Assert.Equal("404 NOT_FOUND", Refusal(await host.Client.GetAsync(Place)));
    }

    [Fact]
    public async Task A_digest_in_uppercase_is_no_digest()
    {
        await using ServerHost host = await ServerHost.StartAsync();

        string shouted = $"/v1/artifacts/sha256/{Digest.Of(Weights).Hex.ToUpperInvariant()}";

        Assert.Equal("400 DIGEST_INVALID", Refusal(await PutAsync(host, shouted, Weights)));
    }

    [Fact]
    public async Task Bytes_over_the_bound_are_refused()
    {
        await using ServerHost host = await ServerHost.StartAsync("MaxArtifactBytes=4");

        Assert.Equal("413 SIZE_EXCEEDED", Refusal(await PutAsync(host, Place, Weights)));
    }

    [Fact]
    public async Task Reading_back_is_off_unless_it_is_switched_on()
    {
        await using ServerHost off = await ServerHost.StartAsync();
        await using ServerHost on = await ServerHost.StartAsync("ReadArtifacts=true");
        await PutAsync(off, Place, Weights);
        await PutAsync(on, Place, Weights);

        Assert.Equal("403 READING_OFF", Refusal(await off.Client.GetAsync(Place)));
        Assert.Equal(Weights, (await on.Client.GetAsync(Place)).Body);
    }

    private static Task<Answer> PutAsync(ServerHost host, string place, byte[] bytes) =>
        host.Client.SendAsync(HttpMethod.Put, place, new ByteArrayContent(bytes));

    private static string Refusal(Answer answer) => $"{(int)answer.Status} {answer.Json.At("error").String("code")}";
}
