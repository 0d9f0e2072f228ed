using System.Formats.Asn1;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using AiBom.Testing.Sigstore;

namespace AiBom.Verification.Tests.Sigstore;

/// <summary>C10 to C14: entries that a log has, but of something else.</summary>
internal static class BodyCases
{
    private static readonly DateTimeOffset At = VirtualSigstore.At;

    private static readonly BigInteger OrderOfP256 = BigInteger.Parse(
        "0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551",
        NumberStyles.HexNumber,
        CultureInfo.InvariantCulture);

    public static IEnumerable<Case> All => [.. Bodies, .. Others];

    private static IEnumerable<Case> Bodies =>
    [
        new("kind-of-another-version", "C10", Case.FirstWritten(Changes.Set("kindVersion/version", "0.0.3"))),
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
    ];

    private static IEnumerable<Case> Others =>
    [
        new("log-signature-mirrored", "C11", Case.Logged(
            Recipe.Message, Changes.Set("spec/signature/content", signed => Mirrored(signed.Signature)))),
        new("log-key-in-place-of-certificate", "C12", Case.Logged(
            Recipe.Message2,
            Changes.Set("spec/hashedRekordV002/signature/verifier", signed => new JsonObject
            {
                ["keyDetails"] = signed.Key.Details,
                ["publicKey"] = new JsonObject
                {
                    ["rawBytes"] = Convert.ToBase64String(signed.Key.SubjectPublicKeyInfo),
                },
            }))),
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
        new("log-entry-of-an-envelope-for-a-message", "C13", Recipe.Message with
        {
            Entries =
            [
                new()
                {
                    Kind = EntryKind.Dsse1,
                    Logged = Changes.Set("spec/payloadHash/value", Convert.ToHexStringLower(SHA256.HashData([]))),
                },
            ],
        }),
        new("log-digest-of-a-hash-that-did-not-sign", "C13", Case.Logged(Recipe.Message, OtherHash) with
        {
            Written = Changes.Remove("messageSignature/messageDigest"),
        }),
        new("log-entry-of-two-signatures", "C11", Case.Logged(
            Recipe.Statement,
            (body, _) => body["spec"]!["signatures"]!.AsArray().Add(body["spec"]!["signatures"]![0]!.DeepClone()))),
    ];

    /// <summary>The digest of the same artifact by a function that the signer did not use.</summary>
    public static void OtherHash(JsonNode body, Signed signed)
    {
        JsonNode hash = body["spec"]!["data"]!["hash"]!;
        hash["algorithm"] = "sha512";
        hash["value"] = Convert.ToHexStringLower(SHA512.HashData(signed.Recipe.Artifact));
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

    /// <summary>The other signature that holds where one does: r and the curve's order less s.</summary>
    private static string Mirrored(byte[] signature)
    {
        AsnReader pair = new AsnReader(signature, AsnEncodingRules.DER).ReadSequence();
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(pair.ReadInteger());
            writer.WriteInteger(OrderOfP256 - pair.ReadInteger());
        }

        return Convert.ToBase64String(writer.Encode());
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
