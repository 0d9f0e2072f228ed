using System.Text.Json;
using AiBom.Testing.Sigstore;

namespace AiBom.Verification.Tests.Sigstore;

/// <summary>Neither our verifier nor our mint is its own judge: Sigstore's JavaScript client is beside both.</summary>
public sealed class ProducerTests(Producer producer) : IClassFixture<Producer>
{
    /// <summary>What is sound, but not to that client.</summary>
    private static readonly string[] Refused =
    [
        "entry-of-another-instance-besides", // It takes no bundle with an entry of a log that it does not know.
        "root-ends-at-an-intermediate", // It wants each chain to end in a certificate that signed itself.
        "statement-second-log", // It does not know entries of the kind hashedrekord for envelopes.
    ];

    [Fact]
    public async Task Another_program_accepts_what_is_minted()
    {
        IEnumerable<Case> sound = Case.All.Values.Where(one => one.IsSound);
        string[] answers = await producer.AskAsync("verify.mjs", string.Concat(sound.Select(Line)));

        string[] refused = [.. answers.Where(answer => !answer.EndsWith(" accepted", StringComparison.Ordinal))];
        string[] names = [.. refused.Select(answer => answer.Split(' ')[0]).Order(StringComparer.Ordinal)];
        Assert.True(Refused.SequenceEqual(names), string.Join('\n', [.. refused, .. Evidence(names.Except(Refused))]));
        Assert.Equal(sound.Count(), answers.Length);
    }

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

    /// <summary>The evidence itself, because it is another one each time.</summary>
    private static IEnumerable<string> Evidence(IEnumerable<string> names) =>
        names.Select(name => Line(Case.All[name]));

    private static string Line(Case one) => JsonSerializer.Serialize(new
    {
        name = one.Name,
        bundle = one.Evidence.Bundle,
        trustedRoot = one.Evidence.TrustedRoot,
        artifact = one.Evidence.Artifact,
        key = one.Evidence.KeyPem,
    }) + "\n";
}
