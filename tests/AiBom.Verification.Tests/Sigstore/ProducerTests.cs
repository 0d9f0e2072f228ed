using System.Text.Json;
using AiBom.Testing.Sigstore;

namespace AiBom.Verification.Tests.Sigstore;

/// <summary>Neither our verifier nor our mint is its own judge: Sigstore's JavaScript client stands beside both.</summary>
public sealed class ProducerTests(Producer producer) : IClassFixture<Producer>
{
    /// <summary>What is sound, but not to that client.</summary>
    private static readonly string[] Refused =
    [
        "root-ends-at-an-intermediate", // It wants each chain to end in a certificate that signed itself.
        "statement-second-log", // It does not know entries of the kind hashedrekord for envelopes.
    ];

    [Fact]
    public async Task Another_program_accepts_what_is_minted()
    {
        IEnumerable<Case> sound = Case.All.Values.Where(one => one.Fails.Length is 0);
        string[] answers = await producer.AskAsync("verify.mjs", string.Concat(sound.Select(Line)));

        Assert.Equal(
            Refused,
            answers
                .Where(answer => !answer.EndsWith(" accepted", StringComparison.Ordinal))
                .Select(answer => answer.Split(' ')[0])
                .Order());
        Assert.Equal(sound.Count(), answers.Length);
    }

    private static string Line(Case one)
    {
        Evidence evidence = VirtualSigstore.Mint(one.Recipe);
        return JsonSerializer.Serialize(new
        {
            name = one.Name,
            bundle = evidence.Bundle,
            trustedRoot = evidence.TrustedRoot,
            artifact = evidence.Artifact,
            key = evidence.KeyPem,
        }) + "\n";
    }
}
