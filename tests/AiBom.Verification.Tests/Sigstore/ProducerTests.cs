using System.Text.Json;
using AiBom.Testing.Sigstore;

namespace AiBom.Verification.Tests.Sigstore;

/// <summary>What Sigstore's JavaScript client makes is what our verifier accepts.</summary>
public sealed class ProducerTests(Producer producer) : IClassFixture<Producer>
{
    [Fact]
    public async Task What_another_program_makes_is_accepted()
    {
        string[] lines = await producer.AskAsync("produce.mjs");

        Assert.All(lines, line => Assert.Equal(Judge.Accepted, Judge.Verdict(Made(line))));
        Assert.Equal(8, lines.Length);
    }

    private static Evidence Made(string line)
    {
        using var json = JsonDocument.Parse(line);
        JsonElement made = json.RootElement;
        return new Evidence(
            made.GetProperty("bundle").GetBytesFromBase64(),
            made.GetProperty("trustedRoot").GetBytesFromBase64(),
            made.GetProperty("artifact").GetBytesFromBase64(),
            made.TryGetProperty("key", out JsonElement key) ? key.GetString() : null,
            new Demand());
    }
}
