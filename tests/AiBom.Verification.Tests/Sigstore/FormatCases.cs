using System.Text.Json.Nodes;
using AiBom.Testing.Sigstore;

namespace AiBom.Verification.Tests.Sigstore;

/// <summary>A: bundles that are not written as the format says.</summary>
internal static class FormatCases
{
    private static readonly Recipe V1 = Recipe.Message with { MediaType = MediaTypes.V1, HasChain = true };

    public static IEnumerable<Case> All =>
    [
        .. Contents,
        .. Materials,
        .. Logs,
        .. Values,
        .. Bounds,
    ];

    private static IEnumerable<Case> Contents =>
    [
        new("media-type-0.4", "A1", Recipe.Message with
        {
            MediaType = "application/vnd.dev.sigstore.bundle.v0.4+json",
        }),
        new("media-type-99.9", "A1", Recipe.Message with
        {
            MediaType = "application/vnd.dev.sigstore.bundle+json;version=99.9",
        }),
        new("media-type-left-out", "A1", Recipe.Message with { Written = Changes.Remove("mediaType") }),
        new("both-contents", "A2", Recipe.Message with
        {
            Written = Changes.Set("dsseEnvelope", signed => signed.Envelope()),
        }),
        new("both-contents-statement", "A2", Recipe.Statement with
        {
            Written = Changes.Set("messageSignature", signed => signed.MessageSignature()),
        }),
        new("no-content", "A2", Recipe.Message with { Written = Changes.Remove("messageSignature") }),
    ];

    private static IEnumerable<Case> Materials =>
    [
        new("both-materials", "A2", Recipe.Message with
        {
            Written = Changes.Set("verificationMaterial/publicKey", new JsonObject { ["hint"] = "aGludA==" }),
        }),
        new("certificate-and-chain", "A2", V1 with
        {
            MediaType = MediaTypes.V2,
            Written = Changes.Set("verificationMaterial/certificate", signed => new JsonObject
            {
                ["rawBytes"] = Convert.ToBase64String(signed.Certificate!),
            }),
        }),
        new("no-material", "A2", Recipe.Message with { Written = Changes.Remove("verificationMaterial/certificate") }),
        new("v03-with-chain", "A3", Recipe.Message with { HasChain = true }),
        new("v01-with-empty-chain", "A3", V1 with
        {
            Written = Changes.Set("verificationMaterial/x509CertificateChain/certificates", new JsonArray()),
        }),
        new("certificate-with-bytes-behind-it", "A3", Recipe.Message with
        {
            Written = Changes.Rewrite(
                "verificationMaterial/certificate/rawBytes",
                text => Convert.ToBase64String([.. Convert.FromBase64String(text), 0])),
        }),
        new("certificate-that-is-none", "A3", Recipe.Message with
        {
            Written = Changes.Set("verificationMaterial/certificate/rawBytes", "MAA="),
        }),
        new("two-envelope-signatures", "A5", Recipe.Statement with
        {
            Written = Changes.Set("dsseEnvelope/signatures/1", signed => new JsonObject
            {
                ["sig"] = Convert.ToBase64String(signed.Signature),
            }),
        }),
        new("two-envelope-signatures-both-sound", "A5", Recipe.Statement with
        {
            Written = Changes.Set("dsseEnvelope/signatures/1", signed => new JsonObject
            {
                ["sig"] = Convert.ToBase64String(signed.Key.Sign(signed.Recipe.ToBeSigned())),
            }),
        }),
        new("no-envelope-signature", "A5", Recipe.Statement with
        {
            Written = Changes.Set("dsseEnvelope/signatures", new JsonArray()),
        }),
        new("empty-envelope-signature", "A5", Recipe.Statement with
        {
            Written = Changes.Set("dsseEnvelope/signatures/0/sig", ""),
        }),
    ];

    private static IEnumerable<Case> Logs =>
    [
        new("v01-without-promise", "A4", V1 with { Entries = [new() { HasPromise = false }], Timestamps = [new()] }),
        new("v02-without-proof", "A4", V1 with { MediaType = MediaTypes.V2, Entries = [new() { HasProof = false }] }),
        new("v03-without-proof", "A4", Recipe.Message with { Entries = [new() { HasProof = false }] }),
        new("neither-promise-nor-proof", "C15", Recipe.Message with
        {
            Entries = [new() { HasPromise = false, HasProof = false }],
            Timestamps = [new()],
        }),
        new("second-log-without-proof", "C15", Recipe.Message2 with
        {
            Entries = [EntryRecipe.Second with { HasProof = false }],
        }),
        new("proof-without-checkpoint", "A4", Case.FirstWritten(Changes.Remove("inclusionProof/checkpoint"))),
        new("v01-proof-without-checkpoint", "A4", V1 with
        {
            Entries = [new() { Written = Changes.Remove("inclusionProof/checkpoint") }],
        }),
        new("negative-index", "A6", Case.SecondWritten(Changes.Set("logIndex", "-1"))),
        new("time-before-the-calendar", "A6", Case.SecondWritten(Changes.Set("integratedTime", "-1"))),
        new("time-beyond-the-calendar", "A6", Case.SecondWritten(Changes.Set("integratedTime", $"{long.MaxValue}"))),
        new("index-of-65-bits", "A6", Case.SecondWritten(Changes.Set("logIndex", "18446744073709551616"))),
        new("index-that-is-no-whole-number", "A6", Case.SecondWritten(Changes.Set("logIndex", 6.5))),
        new("index-that-is-no-number", "A6", Case.SecondWritten(Changes.Set("logIndex", "six"))),
    ];

    private static IEnumerable<Case> Values =>
    [
        new("base64-with-white-space", "A7", Recipe.Message with
        {
            Written = Changes.Rewrite("messageSignature/signature", text => text.Insert(8, "\n")),
        }),
        new("base64-with-spare-bits", "A7", Recipe.Message with
        {
            // 32 bytes leave two bits of the last digit without a meaning: "A=" and "B=" read the same.
            Written = Changes.Rewrite(
                "messageSignature/messageDigest/digest", text => $"{text[..^2]}{Next(text[^2])}="),
        }),
        new("base64-of-other-digits", "A7", Recipe.Message with
        {
            Written = Changes.Rewrite("messageSignature/signature", text => $"{text[..8]}!{text[9..]}"),
        }),
    ];

    private static IEnumerable<Case> Bounds =>
    [
        new("33-entries", "A8", Recipe.Message with
        {
            Entries = [.. Enumerable.Range(0, 33).Select(index => new EntryRecipe { Index = index, TreeSize = 40 })],
        }),
        new("33-timestamps", "A8", Recipe.Message2 with
        {
            Timestamps =
            [
                .. Enumerable.Range(0, 33)
                    .Select(second => new TimestampRecipe { At = VirtualSigstore.At.AddSeconds(second) }),
            ],
        }),
        new("1025-subjects", "E6", Recipe.Statement with
        {
            Payload = Recipe.StatementAbout(Recipe.Statement.Artifact).Replace(
                "\"subject\":[",
                "\"subject\":[" + string.Concat(Enumerable.Repeat(
                    $"{{\"name\":\"other\",\"digest\":{{\"sha256\":\"{new string('0', 64)}\"}}}},", 1024)),
                StringComparison.Ordinal),
        }),
        new("33-digests-of-a-subject", "E6", Recipe.Statement with
        {
            Payload = Recipe.StatementAbout(Recipe.Statement.Artifact).Replace(
                "\"digest\":{",
                "\"digest\":{" + string.Concat(Enumerable.Range(0, 32).Select(number => $"\"other{number}\":\"00\",")),
                StringComparison.Ordinal),
        }),
        new("name-twice-in-two-spellings", "A8", Recipe.Message with
        {
            Text = text => $"{text[..^1]},\"media_type\":\"{MediaTypes.V3}\"}}",
        }),
        new("text-behind-the-bundle", "A1", Recipe.Message with { Text = text => text + "{}" }),
        new("name-twice", "A8", Recipe.Message with
        {
            Text = text => $"{text[..^1]},\"mediaType\":\"{MediaTypes.V3}\"}}",
        }),
        new("name-twice-in-an-entry", "A8", Recipe.Message with
        {
            Text = text => text.Replace("\"logIndex\":", "\"logIndex\":\"1\",\"logIndex\":", StringComparison.Ordinal),
        }),
        new("nested-too-deeply", "A1", Recipe.Message with
        {
            Text = text => $"{text[..^1]},\"more\":{new string('[', 200)}{new string(']', 200)}}}",
        }),
    ];

    private static char Next(char digit)
    {
        const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        return Digits[Digits.IndexOf(digit, StringComparison.Ordinal) | 1];
    }
}
