using System.Security.Cryptography;
using System.Text.Json.Nodes;
using AiBom.Testing.Sigstore;

namespace AiBom.Verification.Tests.Sigstore;

/// <summary>C: entries that no log has, or that are of something else.</summary>
internal static class LogCases
{
    private static readonly DateTimeOffset At = VirtualSigstore.At;

    private static readonly TransparencyLog Elsewhere =
        VirtualSigstore.SecondRekor with { Origin = "elsewhere.example", SignerName = "elsewhere.example" };

    private static readonly TransparencyLog Renamed =
        VirtualSigstore.SecondRekor with { Origin = "elsewhere.example" };

    public static IEnumerable<Case> All => [.. Promises, .. Checkpoints, .. Proofs, .. Bodies];

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
        new("log-window-past", "C2", Case.Rooted(
            Recipe.Message,
            Changes.Set("tlogs/0/publicKey/validFor", RootRecipe.Window(VirtualSigstore.Founded, At.AddSeconds(-1))))),
        new("log-window-to-come", "C2", Case.Rooted(
            Recipe.Message, Changes.Set("tlogs/0/publicKey/validFor", RootRecipe.Window(At.AddSeconds(1))))),
        new("time-without-promise", "C3", Case.FirstWritten(Changes.Remove("inclusionPromise"))),
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
        new("proof-of-another-index", "C8", Case.FirstWritten(Changes.Set("inclusionProof/logIndex", "7"))),
        new("second-proof-flipped", "C8", Case.SecondWritten(Changes.Flip("inclusionProof/hashes/0", 5))),
        new("proof-of-another-root", "C9", Case.FirstWritten(Changes.Flip("inclusionProof/rootHash", 5))),
        new("proof-of-another-size", "C9", Case.FirstWritten(Changes.Set("inclusionProof/treeSize", "12"))),
    ];

    private static IEnumerable<Case> Bodies =>
    [
        new("kind-of-another-version", "C10", Case.FirstWritten(Changes.Set("kindVersion/version", "0.0.2"))),
        new("kind-of-another-name", "C10", Recipe.Statement with
        {
            Entries = [new() { Kind = EntryKind.Dsse1, Written = Changes.Set("kindVersion/kind", "intoto") }],
        }),
        new("kind-unknown", "C10", Recipe.Message with
        {
            Entries =
            [
                new()
                {
                    Logged = Changes.Set("apiVersion", "0.0.9"),
                    Written = Changes.Set("kindVersion/version", "0.0.9"),
                },
            ],
        }),
        .. InEvery("log-other-signature", "C11", kind =>
            Changes.Set(SignaturePath(kind), signed => Signature(kind, signed))),
        .. InEvery("log-other-certificate", "C12", kind =>
            Changes.Set(VerifierPath(kind), signed => Verifier(kind, signed))),
        .. InEvery("log-other-digest", "C13", kind => Changes.Rewrite(DigestPath(kind), Other)),
        new("log-managed-key-of-another", "C12", Case.Logged(
            Recipe.Managed,
            Changes.Set(VerifierPath(EntryKind.HashedRekord1), _ => VerifierOf(Key.P256().Pem)))),
        new("log-digest-of-another-algorithm", "C13", Case.Logged(
            Recipe.Message, Changes.Set("spec/data/hash/algorithm", "sha512"))),
        new("second-log-digest-of-another-algorithm", "C13", Case.Logged(
            Recipe.Message2, Changes.Set("spec/hashedRekordV002/data/algorithm", "SHA2_512"))),
        new("time-outside-certificate", "C14", Recipe.Message with
        {
            Entries = [new() { At = At.AddHours(1) }],
            Timestamps = [new()],
        }),
        new("time-unpromised-outside-certificate", "C14", Recipe.Message with
        {
            Entries = [new() { At = At.AddHours(1), Written = Changes.Remove("inclusionPromise") }],
            Timestamps = [new()],
        }),
        new("proof-left-for-the-verifier-to-fetch", "C15", Recipe.Message with
        {
            Entries = [new() { Written = Changes.Remove("inclusionProof") }],
        }),
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

    /// <summary>The same lie told to each kind of entry.</summary>
    private static IEnumerable<Case> InEvery(string name, string check, Func<EntryKind, Change> change) =>
        from recipe in (IEnumerable<Recipe>)
        [
            Recipe.Message,
            Recipe.Message2,
            Recipe.Statement,
            Recipe.Statement with { Entries = [new() { Kind = EntryKind.InToto2 }] },
            Recipe.Statement2,
        ]
        let kind = recipe.Entries[0].Kind
        let content = recipe.IsEnvelope ? "statement" : "message"
        select new Case($"{name}-{content}-{kind.Name}-{kind.Version}", check, Case.Logged(recipe, change(kind)));

    private static string SignaturePath(EntryKind kind) => kind switch
    {
        { Version: "0.0.1", Name: "hashedrekord" } => "spec/signature/content",
        { Name: "hashedrekord" } => "spec/hashedRekordV002/signature/content",
        { Name: "dsse" } => "spec/signatures/0/signature",
        _ => "spec/content/envelope/signatures/0/sig",
    };

    private static string VerifierPath(EntryKind kind) => kind switch
    {
        { Version: "0.0.1", Name: "hashedrekord" } => "spec/signature/publicKey/content",
        { Name: "hashedrekord" } => "spec/hashedRekordV002/signature/verifier",
        { Name: "dsse" } => "spec/signatures/0/verifier",
        _ => "spec/content/envelope/signatures/0/publicKey",
    };

    private static string DigestPath(EntryKind kind) => kind switch
    {
        { Version: "0.0.1", Name: "hashedrekord" } => "spec/data/hash/value",
        { Name: "hashedrekord" } => "spec/hashedRekordV002/data/digest",
        { Name: "dsse" } => "spec/payloadHash/value",
        _ => "spec/content/payloadHash/value",
    };

    /// <summary>Another sound signature by the same key over the same bytes.</summary>
    private static JsonValue Signature(EntryKind kind, Signed signed)
    {
        string other = Convert.ToBase64String(signed.Key.Sign(signed.Recipe.ToBeSigned()));
        return JsonValue.Create(
            kind.Name is "intoto" ? Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(other)) : other);
    }

    /// <summary>Another sound certificate for the same key.</summary>
    private static JsonNode Verifier(EntryKind kind, Signed signed)
    {
        byte[] other = new LeafRecipe().Issue(signed.Key);
        return kind.Version is "0.0.2" && kind.Name is "hashedrekord"
            ? new JsonObject
            {
                ["keyDetails"] = signed.Key.Details,
                ["x509Certificate"] = new JsonObject { ["rawBytes"] = Convert.ToBase64String(other) },
            }
            : VerifierOf(PemEncoding.WriteString("CERTIFICATE", other));
    }

    private static JsonValue VerifierOf(string pem) =>
        JsonValue.Create(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(pem + "\n")));

    /// <summary>The digest of something else, in hexadecimal or base64 as the first was.</summary>
    private static string Other(string digest) => digest.Length is 64
        ? Convert.ToHexStringLower(SHA256.HashData("something else"u8))
        : Convert.ToBase64String(SHA256.HashData("something else"u8));
}
