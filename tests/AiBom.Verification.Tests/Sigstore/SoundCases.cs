using System.Security.Cryptography;
using System.Text.Json.Nodes;
using AiBom.Testing.Sigstore;

namespace AiBom.Verification.Tests.Sigstore;

/// <summary>Evidence that must be accepted: every kind, and what the standards leave to the writer.</summary>
internal static class SoundCases
{
    private static readonly DateTimeOffset At = VirtualSigstore.At;

    private static readonly Recipe Old = Recipe.Message with { MediaType = MediaTypes.V1, HasChain = true };

    public static IEnumerable<Case> All => [.. Kinds, .. Signers, .. Certificates, .. Logs, .. Roots, .. Writings];

    private static IEnumerable<Case> Kinds =>
    [
        Sound("message-first-log", Recipe.Message),
        Sound("message-second-log", Recipe.Message2),
        Sound("message-second-log-of-ecdsa", Recipe.Message2 with
        {
            Entries = [EntryRecipe.Second with { Log = VirtualSigstore.SecondRekorOfEcdsa }],
        }),
        Sound("statement-first-log", Recipe.Statement),
        Sound("statement-first-log-as-intoto", Recipe.Statement with
        {
            Entries = [new() { Kind = EntryKind.InToto2 }],
        }),
        Sound("statement-second-log", Recipe.Statement2),
        Sound("v01-promise-alone", Old with { Entries = [new() { HasProof = false }] }),
        Sound("v01-promise-and-proof", Old),
        Sound("v02", Old with { MediaType = MediaTypes.V2 }),
        Sound("v03-as-before", Recipe.Message with { MediaType = MediaTypes.V3AsBefore }),
        Sound("v02-whole-chain", Old with
        {
            MediaType = MediaTypes.V2,
            FurtherCertificates = VirtualSigstore.Fulcio.Chain,
        }),
        Sound("statement-v01", Recipe.Statement with
        {
            Payload = Recipe.StatementAbout(Recipe.Statement.Artifact, "https://in-toto.io/Statement/v0.1"),
        }),
    ];

    private static IEnumerable<Case> Signers =>
    [
        Sound("managed-key", Recipe.Managed),
        Sound("managed-key-in-second-log", Recipe.Message2 with { Leaf = null }),
        Sound("managed-key-statement", Recipe.Statement with { Leaf = null }),
        Sound("managed-key-at-the-ends-of-its-window", Recipe.Managed with
        {
            Demand = new() { KeyValidFrom = At, KeyValidUntil = At },
        }),
        Sound("message-of-p384", Recipe.Message with { Key = Key.P384 }),
        Sound("message-of-p521", Recipe.Message with { Key = Key.P521 }),
        Sound("statement-of-ed25519", Recipe.Statement with { Key = Key.Ed25519 }),
        Sound("statement-of-p384-with-sha256", Recipe.Statement with
        {
            Key = Key.P384,
            Hash = HashAlgorithmName.SHA256,
        }),
    ];

    private static IEnumerable<Case> Certificates =>
    [
        Sound("identity-mail", Named(SubjectName.Email("trainer@northwind.example"), "trainer@northwind.example")),
        Sound("identity-other-name", Named(SubjectName.Other("trainer!northwind"), "trainer!northwind")),
        Sound("issuer-old-extension-alone", Case.Certified(new() { Issuer = null })),
        Sound("issuer-new-extension-outweighs-old", Case.Certified(new() { OldIssuer = "https://elsewhere.example" })),
        Sound("stamp-with-extensions", Case.Certified(new()
        {
            Stamps = [new() { Extensions = [0, 0, 5, 1, 2, 3, 4, 5] }],
        })),
        Sound("stamp-of-rsa-log", Case.Certified(new() { Stamps = [new() { Log = VirtualSigstore.CtLogOfRsa }] })),
        Sound("stamps-of-two-logs", Recipe.Message with
        {
            Leaf = new() { Stamps = [new(), new() { Log = VirtualSigstore.CtLogOfRsa }] },
            Demand = new() { CtLogs = 2 },
        }),
    ];

    private static IEnumerable<Case> Logs =>
    [
        Sound("timestamp-with-certificate", Recipe.Message2 with { Timestamps = [new() { Embeds = true }] }),
        Sound("timestamp-of-sha512", Recipe.Message2 with
        {
            Timestamps = [new() { Imprint = HashAlgorithmName.SHA512 }],
        }),
        Sound("first-log-and-timestamp", Recipe.Message with { Timestamps = [new()] }),
        Sound("two-logs", Recipe.Message2 with
        {
            Entries = [new(), EntryRecipe.Second],
            Root = new() { Logs = [VirtualSigstore.FirstRekor with { Operator = "one" }, VirtualSigstore.SecondRekor] },
            Demand = new() { Logs = 2 },
        }),
        Sound("tree-of-one", Recipe.Message with { Entries = [new() { Index = 0, TreeSize = 1 }] }),
        Sound("last-of-an-uneven-tree", Recipe.Message with { Entries = [new() { Index = 12, TreeSize = 13 }] }),
        Sound("first-index-left-out", Recipe.Message with
        {
            Entries = [new() { Index = 0, Written = Changes.Remove("inclusionProof/logIndex") }],
        }),
        Sound("checkpoint-with-witnesses", Witnessed((own, others) => [own, .. others])),
        Sound("checkpoint-with-witnesses-first", Witnessed((own, others) => [.. others, own])),
        Sound("checkpoint-with-further-lines", Recipe.Message with
        {
            Entries = [new() { Checkpoint = new() { Text = text => $"{text}Timestamp: 1689177396617352539\n" } }],
        }),
    ];

    private static IEnumerable<Case> Roots =>
    [
        Sound("log-window-ends-then", Case.Rooted(
            Recipe.Message, Changes.Set("tlogs/0/publicKey/validFor", RootRecipe.Window(At, At)))),
        Sound("stamper-window-ends-then", Case.Rooted(
            Recipe.Message2, Changes.Set("timestampAuthorities/0/validFor", RootRecipe.Window(At, At)))),
        Sound("authority-window-ends-then", Case.Rooted(
            Recipe.Message, Changes.Set("certificateAuthorities/0/validFor", RootRecipe.Window(At, At)))),
        Sound("window-with-null-for-its-end", Case.Rooted(
            Recipe.Message, Changes.Set("tlogs/0/publicKey/validFor/end", (JsonNode?)null))),
        Sound("root-with-a-key-of-unknown-kind-elsewhere", Case.Rooted(
            Recipe.Message, Changes.Set("tlogs/2/publicKey/keyDetails", "ML_DSA_65"))),
        Sound("entry-of-another-instance-besides", Recipe.Message with
        {
            Entries = [new(), new() { Log = TransparencyLog.First("rekor.stranger.example") }],
        }),
        Sound("root-with-a-log-in-two-windows", Case.Rooted(Recipe.Message, (root, _) =>
        {
            JsonNode later = root["tlogs"]![0]!.DeepClone();
            root["tlogs"]![0]!["publicKey"]!["validFor"] = RootRecipe.Window(VirtualSigstore.Founded, At.AddDays(-1));
            later["publicKey"]!["validFor"] = RootRecipe.Window(At.AddDays(-1));
            root["tlogs"]!.AsArray().Add(later);
        })),
        Sound("root-ends-at-an-intermediate", Case.Rooted(
            Recipe.Message, Changes.Remove("certificateAuthorities/0/certChain/certificates/1"))),
    ];

    private static IEnumerable<Case> Writings =>
    [
        Sound("indices-as-numbers", Case.FirstWritten((entry, _) =>
        {
            entry["logIndex"] = long.Parse(entry["logIndex"]!.GetValue<string>(), null);
            entry["integratedTime"] = At.ToUnixTimeSeconds();
        })),
        Sound("base64-for-urls-unpadded", Recipe.Message with
        {
            Written = Changes.Rewrite(
                "messageSignature/signature", text => text.TrimEnd('=').Replace('+', '-').Replace('/', '_')),
        }),
        Sound("subject-by-sha512", Recipe.Statement with
        {
            Payload = Recipe.StatementAbout(
                Recipe.Statement.Artifact,
                algorithm: "sha512",
                digest: Convert.ToHexStringLower(SHA512.HashData(Recipe.Statement.Artifact))),
        }),
        Sound("payload-type-of-a-predicate", Recipe.Statement with
        {
            PayloadType = "application/vnd.in-toto.bom+json",
        }),
    ];

    private static Case Sound(string name, Recipe recipe) => new(name, "", recipe);

    private static Recipe Named(SubjectName name, string identity) =>
        Case.Certified(new() { Names = [name] }) with { Demand = new() { Identity = identity } };

    private static Recipe Witnessed(Func<string, IReadOnlyList<string>, IEnumerable<string>> lines) =>
        Recipe.Message2 with
        {
            Entries =
            [
                EntryRecipe.Second with
                {
                    Checkpoint = new()
                    {
                        Witnesses = [("witness.example/one", Key.Ed25519()), ("witness.example/two", Key.P256())],
                        Lines = lines,
                    },
                },
            ],
        };
}
