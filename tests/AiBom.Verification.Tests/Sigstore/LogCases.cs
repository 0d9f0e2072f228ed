using System.Security.Cryptography;
using AiBom.Testing.Sigstore;

namespace AiBom.Verification.Tests.Sigstore;

/// <summary>C1 to C9: entries that no log has.</summary>
internal static class LogCases
{
    private static readonly DateTimeOffset At = VirtualSigstore.At;

    private static readonly TransparencyLog Elsewhere =
        VirtualSigstore.SecondRekor with { Origin = "elsewhere.example", SignerName = "elsewhere.example" };

    private static readonly TransparencyLog Renamed =
        VirtualSigstore.SecondRekor with { Origin = "elsewhere.example" };

    public static IEnumerable<Case> All => [.. Promises, .. Checkpoints, .. Signers, .. Proofs];

    private static IEnumerable<Case> Promises =>
    [
        new("entry-twice", "C1", Recipe.Message with { Entries = [new(), new()] }),
        new("entry-twice-second-log", "C1", Recipe.Message2 with
        {
            Entries = [EntryRecipe.Second, EntryRecipe.Second],
        }),
        new("promise-of-another-index", "C2", Case.FirstWritten(Changes.Set("logIndex", "4163436"))),
        new("promise-of-another-time", "C2", Case.FirstWritten(
            Changes.Set("integratedTime", $"{At.AddSeconds(1).ToUnixTimeSeconds()}"))),
        new("promise-flipped", "C2", Case.FirstWritten(Changes.Flip("inclusionPromise/signedEntryTimestamp", 20))),
        new("v01-promise-flipped", "C2", Recipe.Message with
        {
            MediaType = MediaTypes.V1,
            HasChain = true,
            Entries = [new() { HasProof = false, Written = Changes.Flip("inclusionPromise/signedEntryTimestamp", 20) }],
        }),
        new("time-without-promise", "B7", Case.FirstWritten(Changes.Remove("inclusionPromise"))),
        new("time-without-promise-and-none-demanded", "C3", Recipe.Managed with
        {
            Entries = [new() { Written = Changes.Remove("inclusionPromise") }],
            Demand = new() { Times = 0 },
        }),
    ];

    private static IEnumerable<Case> Checkpoints =>
    [
        Checkpoint("checkpoint-without-origin", "C4", text => text[text.IndexOf('\n', StringComparison.Ordinal)..]),
        Checkpoint("checkpoint-without-size", "C4", text => text.Replace("\n11\n", "\n", StringComparison.Ordinal)),
        Checkpoint(
            "checkpoint-size-with-zero", "C4", text => text.Replace("\n11\n", "\n011\n", StringComparison.Ordinal)),
        Checkpoint(
            "checkpoint-size-with-sign", "C4", text => text.Replace("\n11\n", "\n+11\n", StringComparison.Ordinal)),
        Checkpoint("checkpoint-without-root", "C4", text => string.Join('\n', text.Split('\n')[..2]) + "\n"),
        new("checkpoint-without-signature", "C4", Lined((_, _) => [])),
        new("checkpoint-with-a-line-that-is-none", "C4", Lined((own, _) => [own, "a line\n"])),
        new("checkpoint-with-hyphen", "C4", Lined((own, _) => [own.Replace('\u2014', '-')])),
        new("checkpoint-of-another-key", "C5", Recipe.Message with
        {
            Entries =
            [
                new()
                {
                    Checkpoint = new()
                    {
                        Witnesses = [(VirtualSigstore.FirstRekor.SignerName, Key.P256())],
                        Lines = (_, others) => others,
                    },
                },
            ],
        }),
        new("checkpoint-signed-without-its-end", "C5", Recipe.Message with
        {
            Entries =
            [
                new()
                {
                    Written = Changes.Rewrite(
                        "inclusionProof/checkpoint/envelope",
                        text => text.Replace("\n\n", "\nadded later\n\n", StringComparison.Ordinal)),
                },
            ],
        }),
    ];

    private static IEnumerable<Case> Signers =>
    [
        new("checkpoint-hint-of-another-key", "C6", Lined((own, _) => [Hinted(own)])),
        new("second-checkpoint-hint-of-another-key", "C6", Recipe.Message2 with
        {
            Entries = [EntryRecipe.Second with { Checkpoint = new() { Lines = (own, _) => [Hinted(own)] } }],
        }),
        new("second-log-under-another-name", "C7", Recipe.Message2 with
        {
            Entries = [EntryRecipe.Second with { Log = Elsewhere }],
            Root = new() { Logs = [Elsewhere] },
        }),
        new("second-log-by-another-signer", "C7", Recipe.Message2 with
        {
            // The hint of ECDSA does not cover the name, so that only the name is wrong.
            Entries =
            [
                EntryRecipe.Second with
                {
                    Log = VirtualSigstore.SecondRekorOfEcdsa with { SignerName = "elsewhere.example" },
                },
            ],
        }),
        new("second-log-of-another-host", "C7", Case.Rooted(
            Recipe.Message2, Changes.Set("tlogs/1/baseUrl", "https://elsewhere.example"))),
        new("second-log-of-another-origin", "C7", Recipe.Message2 with
        {
            Entries = [EntryRecipe.Second with { Log = Renamed }],
        }),
    ];

    private static IEnumerable<Case> Proofs =>
    [
        new("proof-flipped", "C8", Case.FirstWritten(Changes.Flip("inclusionProof/hashes/0", 5))),
        new("proof-with-one-hash-more", "C8", Case.FirstWritten(
            Changes.Set("inclusionProof/hashes/4", Convert.ToBase64String(SHA256.HashData([]))))),
        new("proof-with-one-hash-less", "C8", Case.FirstWritten(Changes.Remove("inclusionProof/hashes/3"))),
        new("proof-with-a-short-hash", "C8", Case.FirstWritten(
            Changes.Rewrite("inclusionProof/hashes/1", text => Convert.ToBase64String(
                Convert.FromBase64String(text)[..31])))),
        new("proof-of-an-index-beyond-the-tree", "C8", Case.FirstWritten(Changes.Set("inclusionProof/logIndex", "11"))),
        new("proof-of-another-index", "C8", Case.FirstWritten(Changes.Set("inclusionProof/logIndex", "7"))),
        new("second-proof-flipped", "C8", Case.SecondWritten(Changes.Flip("inclusionProof/hashes/0", 5))),
        new("proof-of-another-root", "C9", Case.FirstWritten(Changes.Flip("inclusionProof/rootHash", 5))),
        new("proof-of-another-size", "C9", Case.FirstWritten(Changes.Set("inclusionProof/treeSize", "12"))),
    ];

    private static Case Checkpoint(string name, string check, Func<string, string> text) => new(
        name, check, Recipe.Message with { Entries = [new() { Checkpoint = new() { Text = text } }] });

    private static Recipe Lined(Func<string, IReadOnlyList<string>, IEnumerable<string>> lines) =>
        Recipe.Message with { Entries = [new() { Checkpoint = new() { Lines = lines } }] };

    private static string Hinted(string line)
    {
        string[] words = line.TrimEnd('\n').Split(' ');
        byte[] signature = Convert.FromBase64String(words[2]);
        signature[0] ^= 1;
        return $"{words[0]} {words[1]} {Convert.ToBase64String(signature)}\n";
    }
}
