using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AiBom.Testing.Sigstore;

namespace AiBom.Verification.Tests.Sigstore;

/// <summary>E: signatures over something else, though a log has them; and Statements about something else.</summary>
internal static class ContentCases
{
    private static readonly byte[] Artifact = Recipe.Statement.Artifact;
    private static readonly string Sound = Recipe.StatementAbout(Artifact);

    public static IEnumerable<Case> All => [.. Signatures, .. Keys, .. Statements];

    private static IEnumerable<Case> Signatures =>
    [
        new("message-signature-of-something-else", "E1", Signs(Recipe.Message, (_, _) => "something else"u8.ToArray())),
        new("message-signature-of-something-else-second-log", "E1", Signs(
            Recipe.Message2, (_, _) => "something else"u8.ToArray())),
        new("message-digest-of-something-else", "E1", Recipe.Message with
        {
            Written = Changes.Flip("messageSignature/messageDigest/digest", 5),
        }),
        new("message-digest-of-another-algorithm", "C13", Recipe.Message with
        {
            Written = Changes.Set("messageSignature/messageDigest/algorithm", "SHA2_512"),
        }),
        new("statement-signature-of-something-else", "E2", Signs(
            Recipe.Statement, (_, _) => "something else"u8.ToArray())),
        new("statement-signature-of-something-else-second-log", "E2", Signs(
            Recipe.Statement2, (_, _) => "something else"u8.ToArray())),
        new("statement-signed-bare", "E2", Signs(Recipe.Statement, (_, recipe) => recipe.PayloadBytes())),
        new("statement-signed-under-another-type", "E2", Signs(
            Recipe.Statement,
            (sound, _) => Encoding.UTF8.GetBytes(
                Encoding.UTF8.GetString(sound).Replace("in-toto+json", "in-toto+jsom", StringComparison.Ordinal)))),
    ];

    private static IEnumerable<Case> Keys =>
    [
        new("digest-of-a-hash-that-did-not-sign", "E3", Case.Logged(Recipe.Message, BodyCases.OtherHash) with
        {
            Written = Changes.Set("messageSignature/messageDigest", signed => new JsonObject
            {
                ["algorithm"] = "SHA2_512",
                ["digest"] = Convert.ToBase64String(SHA512.HashData(signed.Recipe.Artifact)),
            }),
        }),
        new("signature-by-a-hash-of-another-key", "E2", Recipe.Statement with { Hash = HashAlgorithmName.SHA512 }),
        new("signature-in-raw-form", "E1", Recipe.Message with
        {
            Form = DSASignatureFormat.IeeeP1363FixedFieldConcatenation,
        }),
        new("ed25519-over-a-digest", "E4", Recipe.Message with
        {
            Key = Key.Ed25519,
            Hash = HashAlgorithmName.SHA256,
        }),
        new("ed25519-over-a-digest-second-log", "E4", Recipe.Message2 with
        {
            Key = Key.Ed25519,
            Hash = HashAlgorithmName.SHA256,
        }),
    ];

    private static IEnumerable<Case> Statements =>
    [
        new("payload-type-text", "E5", Recipe.Statement with { PayloadType = "text/plain" }),
        new("payload-type-json", "E5", Recipe.Statement with { PayloadType = "application/json" }),
        Statement(
            "statement-of-unknown-type", "E6", Recipe.StatementAbout(Artifact, "https://in-toto.io/Statement/v2")),
        Statement("statement-without-type", "E6", Sound.Replace(
            "\"_type\":\"https://in-toto.io/Statement/v1\",", "", StringComparison.Ordinal)),
        Statement("statement-with-two-lists-of-subjects", "E6", Sound.Replace(
            "\"subject\":", "\"subject\":[],\"subject\":", StringComparison.Ordinal)),
        Statement("statement-that-is-no-object", "E6", $"[{Sound}]"),
        Statement("subject-of-something-else", "E7", Recipe.StatementAbout("something else"u8.ToArray())),
        Statement("subject-in-upper-case", "E7", Recipe.StatementAbout(
            Artifact, digest: Convert.ToHexString(SHA256.HashData(Artifact)))),
        Statement("subject-of-another-algorithm", "E7", Recipe.StatementAbout(Artifact, algorithm: "sha512")),
        Statement("subject-by-half-its-digest", "E7", Recipe.StatementAbout(
            Artifact, digest: Convert.ToHexStringLower(SHA256.HashData(Artifact))[..32])),
        Statement("subject-of-a-commit", "E7", Recipe.StatementAbout(Artifact, algorithm: "gitCommit")),
        Statement("no-subject", "E7", "{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[],"
            + "\"predicateType\":\"https://cyclonedx.org/bom\",\"predicate\":{}}"),
    ];

    private static Case Statement(string name, string check, string payload) =>
        new(name, check, Recipe.Statement with { Payload = payload });

    private static Recipe Signs(Recipe recipe, Func<byte[], Recipe, byte[]> signs) => recipe with { Signs = signs };
}
