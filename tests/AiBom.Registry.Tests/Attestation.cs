using System.Text;
using System.Text.Json.Nodes;
using AiBom.Testing.Signing;

namespace AiBom.Registry.Tests;

/// <summary>
/// in-toto Statements by the hand of whoever writes the test; digests are one digit, sixty-four times.
/// </summary>
internal static class Attestation
{
    public const string Builder = "https://ci.acme.example/train";

    /// <summary>A run that read and wrote bytes (SLSA provenance 1).</summary>
    public static byte[] Provenance(Signer signer, char output, string inputs, string builder = Builder) => Sign(
        signer, "https://slsa.dev/provenance/v1", output, new JsonObject
        {
            ["buildDefinition"] = new JsonObject
            {
                ["buildType"] = "https://acme.example/fine-tuning/v1",
                ["externalParameters"] = new JsonObject(),
                ["resolvedDependencies"] = new JsonArray(
                    [.. inputs.Select(digit => new JsonObject { ["digest"] = Sha256(digit) })]),
            },
            ["runDetails"] = new JsonObject { ["builder"] = new JsonObject { ["id"] = builder } },
        });

    /// <summary>That bytes were given to somebody (SCAI).</summary>
    public static byte[] Delivery(Signer signer, char what, string recipient) => Sign(
        signer, "https://in-toto.io/attestation/scai/attribute-report/v0.2", what, new JsonObject
        {
            ["attributes"] = new JsonArray(new JsonObject
            {
                ["attribute"] = "DELIVERED_TO",
                ["conditions"] = new JsonObject { ["recipient"] = recipient },
            }),
        });

    /// <summary>That tests passed.</summary>
    public static byte[] TestResult(Signer signer, char what) => Sign(
        signer, "https://in-toto.io/attestation/test-result/v0.1", what, new JsonObject
        {
            ["result"] = "PASSED",
            ["configuration"] = new JsonArray(),
        });

    private static byte[] Sign(Signer signer, string predicateType, char subject, JsonObject predicate)
    {
        var statement = new JsonObject
        {
            ["_type"] = "https://in-toto.io/Statement/v1",
            ["subject"] = new JsonArray(new JsonObject { ["name"] = "it", ["digest"] = Sha256(subject) }),
            ["predicateType"] = predicateType,
            ["predicate"] = predicate,
        };
        return signer.Sign("application/vnd.in-toto+json", Encoding.UTF8.GetBytes(statement.ToJsonString())).ToBytes();
    }

    private static JsonObject Sha256(char digit) => new() { ["sha256"] = new string(digit, 64) };
}
