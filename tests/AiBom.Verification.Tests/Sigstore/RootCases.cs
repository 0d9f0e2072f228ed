using AiBom.Testing.Sigstore;

namespace AiBom.Verification.Tests.Sigstore;

/// <summary>B: trusted roots that do not hold for the evidence.</summary>
internal static class RootCases
{
    private static readonly DateTimeOffset At = VirtualSigstore.At;
    private static readonly TransparencyLog Stranger = TransparencyLog.First("rekor.stranger.example");

    private static readonly TransparencyLog One = VirtualSigstore.FirstRekor with { Operator = "virtual.example" };
    private static readonly TransparencyLog Two = TransparencyLog.First("rekor2.virtual.example", "virtual.example");

    private static readonly CertificateAuthority Lapsed =
        new("lapsed", VirtualSigstore.Founded, At.AddDays(-1));

    public static IEnumerable<Case> All =>
    [
        new("root-of-unknown-type", "B1", Case.Rooted(
            Recipe.Message,
            Changes.Set("mediaType", "application/vnd.dev.sigstore.trustedroot+json;version=99"))),
        new("root-log-without-start", "B2", Case.Rooted(
            Recipe.Message, Changes.Remove("tlogs/0/publicKey/validFor/start"))),
        new("root-log-without-window", "B2", Case.Rooted(
            Recipe.Message, Changes.Remove("tlogs/0/publicKey/validFor"))),
        new("root-log-window-backwards", "B3", Case.Rooted(
            Recipe.Message, Changes.Set("tlogs/1/publicKey/validFor", RootRecipe.Window(At, At.AddDays(-1))))),
        new("log-of-another-instance", "B4", Recipe.Message with { Entries = [new() { Log = Stranger }] }),
        new("log-of-another-instance-under-our-id", "B4", Recipe.Message with
        {
            Entries =
            [
                new()
                {
                    Log = Stranger,
                    Written = Changes.Set(
                        "logId/keyId", Convert.ToBase64String(VirtualSigstore.FirstRekor.Id)),
                },
            ],
        }),
        new("root-key-of-another-kind", "B5", Case.Rooted(
            Recipe.Message, Changes.Set("tlogs/0/publicKey/keyDetails", "PKIX_ECDSA_P384_SHA_384"))),
        new("root-rsa-key-in-its-frame", "B5", Case.Rooted(
            Case.Certified(new() { Stamps = [new() { Log = VirtualSigstore.CtLogOfRsa }] }),
            Changes.Set(
                "ctlogs/1/publicKey/rawBytes",
                Convert.ToBase64String(VirtualSigstore.CtLogOfRsa.Key.SubjectPublicKeyInfo)))),
        new("authority-window-past", "B6", Case.Rooted(
            Recipe.Message,
            Changes.Set(
                "certificateAuthorities/0/validFor", RootRecipe.Window(VirtualSigstore.Founded, At.AddDays(-1))))),
        new("authority-window-to-come", "B6", Case.Rooted(
            Recipe.Message, Changes.Set("certificateAuthorities/0/validFor", RootRecipe.Window(At.AddDays(1))))),
        new("authority-certificate-expired", "B6", Recipe.Message with
        {
            Leaf = new() { Authority = Lapsed },
            Root = new() { Authorities = [Lapsed] },
        }),
        new("two-logs-of-one-operator", "B7", Recipe.Message with
        {
            Entries = [new() { Log = One }, new() { Log = Two }],
            Root = new() { Logs = [One, Two] },
            Demand = new() { Logs = 2 },
        }),
        new("one-log-of-two", "B7", Recipe.Message with { Demand = new() { Logs = 2 } }),
    ];
}
