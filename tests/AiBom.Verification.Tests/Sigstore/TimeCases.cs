using System.Security.Cryptography;
using System.Text.Json.Nodes;
using AiBom.Testing.Sigstore;

namespace AiBom.Verification.Tests.Sigstore;

/// <summary>D1 to D5: times that nobody vouches for, or that are not the signature's.</summary>
internal static class TimeCases
{
    private static readonly DateTimeOffset At = VirtualSigstore.At;
    private static readonly DateTimeOffset Founded = VirtualSigstore.Founded;
    private static readonly TimestampAuthority Stranger = new("stranger", Founded, Founded.AddYears(10));
    private static readonly TimestampAuthority Namesake = new("stamper", Founded, Founded.AddYears(10));
    private static readonly TimestampAuthority Lapsed = new("lapsed", Founded, At.AddDays(-1));

    private static readonly TimestampAuthority Signer =
        new("signer", Founded, Founded.AddYears(10), VirtualSigstore.CodeSigning);

    /// <summary>A stamper whom the authority for signers certified.</summary>
    private static readonly TimestampAuthority Certified =
        new("certified", Founded, Founded.AddYears(10), issuer: VirtualSigstore.Fulcio);

    /// <summary>Another authority under the same name.</summary>
    private static readonly CertificateAuthority Impostor = new("fulcio", Founded, Founded.AddYears(10));

    public static IEnumerable<Case> All =>
    [
        new("no-time", "B7", Recipe.Message2 with { Timestamps = [] }),
        new("no-time-and-none-demanded", "D1", Unlogged with
        {
            Timestamps = [],
            Demand = new() { Times = 0, CtLogs = 0 },
        }),
        new("time-after-certificate", "D1", Stamped(new() { At = At.AddHours(1) })),
        new("time-after-certificate-that-no-log-has", "D1", Unlogged with
        {
            Timestamps = [new() { At = At.AddHours(1) }],
        }),
        new("one-time-of-two-after-certificate", "D1", Recipe.Message with
        {
            Timestamps = [new() { At = At.AddHours(1) }],
        }),
        new("time-before-certificate", "D1", Stamped(new() { At = At.AddHours(-1) })),
        new("authority-of-the-same-name", "D1", Case.Certified(new() { Authority = Impostor })),
        new("authority-of-stampers", "D1", Case.Certified(new() { Authority = VirtualSigstore.Stamper.Authority })),
        new("certificate-of-a-signer", "D1", IssuedBySigner()),
        new("authority-in-the-bundle-alone", "D1", Recipe.Message with
        {
            MediaType = MediaTypes.V2,
            HasChain = true,
            FurtherCertificates = Impostor.Chain,
            Leaf = new() { Authority = Impostor },
        }),
        new("timestamp-of-the-artifact", "D2", Stamped(new() { Over = signed => signed.Recipe.Artifact })),
        new("timestamp-of-the-signature-in-base64", "D2", Stamped(new()
        {
            Over = signed => System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(signed.Signature)),
        })),
        new("one-timestamp-of-two-of-the-artifact", "D2", Recipe.Message2 with
        {
            Timestamps = [new(), new() { Over = signed => signed.Recipe.Artifact }],
        }),
        new("timestamp-refused", "D2", Stamped(new() { Status = 2 })),
        new("timestamp-of-sha1", "D2", Stamped(new() { Imprint = HashAlgorithmName.SHA1 })),
        new("timestamp-of-a-stranger", "D3", Stamped(new() { By = Stranger })),
        new("timestamp-of-a-stranger-with-certificate", "D3", Stamped(new() { By = Stranger, Embeds = true })),
        new("timestamp-of-a-namesake-with-certificate", "D3", Stamped(new() { By = Namesake, Embeds = true })),
        new("timestamp-of-the-signers-authority", "D3", Stamped(new() { By = Certified, Embeds = true })),
        new("timestamp-of-an-expired-signer", "D3", Stamped(new() { By = Lapsed })),
        new("timestamp-of-a-code-signer", "D3", Stamped(new() { By = Signer })),
        new("timestamp-of-a-code-signer-with-certificate", "D1", Stamped(new() { By = Signer, Embeds = true })),
        new("stamper-window-past", "D4", Case.Rooted(
            Recipe.Message2,
            Changes.Set("timestampAuthorities/0/validFor", RootRecipe.Window(Founded, At.AddSeconds(-1))))),
        new("stamper-window-to-come", "D4", Case.Rooted(
            Recipe.Message2, Changes.Set("timestampAuthorities/0/validFor", RootRecipe.Window(At.AddSeconds(1))))),
        new("timestamp-twice", "D5", Recipe.Message2 with
        {
            Written = (bundle, _) =>
            {
                JsonNode data = bundle["verificationMaterial"]!["timestampVerificationData"]!;
                data["rfc3161Timestamps"]!.AsArray().Add(data["rfc3161Timestamps"]![0]!.DeepClone());
            },
        }),
    ];

    /// <summary>A signer, soundly certified, who certifies another and sends its own certificate along.</summary>
    private static Recipe IssuedBySigner()
    {
        var key = Key.P384();
        byte[] certificate = new LeafRecipe().Issue(key);
        return Recipe.Message with
        {
            MediaType = MediaTypes.V2,
            HasChain = true,
            FurtherCertificates = [certificate],
            Leaf = new() { Authority = new CertificateAuthority(VirtualSigstore.Fulcio, certificate, key) },
        };
    }

    /// <summary>A certificate in no certificate transparency log, and a verifier that asks for none.</summary>
    private static Recipe Unlogged => Recipe.Message2 with
    {
        Leaf = new() { Stamps = [] },
        Demand = new() { CtLogs = 0 },
    };

    /// <summary>A message in a second log, whose only time is this; all but the strangers are trusted.</summary>
    private static Recipe Stamped(TimestampRecipe stamp) => Recipe.Message2 with
    {
        Timestamps = [stamp],
        Root = new() { Stampers = [VirtualSigstore.Stamper, Lapsed, Signer] },
    };
}
