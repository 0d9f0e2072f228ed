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

    public static IEnumerable<Case> All => [.. Files, .. Windows, .. Strangers, .. Counts];

    private static IEnumerable<Case> Files =>
    [
        new("root-of-unknown-type", "B1", Case.Rooted(
            Recipe.Message,
            Changes.Set("mediaType", "application/vnd.dev.sigstore.trustedroot+json;version=99"))),
        new("root-log-without-start", "B2", Case.Rooted(
            Recipe.Message, Changes.Remove("tlogs/0/publicKey/validFor/start"))),
        new("root-that-is-no-object", "B1", Case.Rooted(
            Recipe.Message, (root, _) => root["tlogs"] = "none")),
        new("root-ct-log-without-start", "B2", Case.Rooted(
            Recipe.Message, Changes.Remove("ctlogs/0/publicKey/validFor/start"))),
        new("root-authority-of-no-certificate", "B6", Case.Rooted(
            Recipe.Message,
            Changes.Set("timestampAuthorities/0/certChain/certificates/0/rawBytes", "MAA="))),
        new("root-log-without-window", "B2", Case.Rooted(
            Recipe.Message, Changes.Remove("tlogs/0/publicKey/validFor"))),
    ];

    private static IEnumerable<Case> Windows =>
    [
        new("root-log-window-backwards", "B3", Case.Rooted(
            Recipe.Message, Changes.Set("tlogs/1/publicKey/validFor", RootRecipe.Window(At, At.AddDays(-1))))),
        new("root-authority-window-backwards", "B3", Case.Rooted(
            Recipe.Message, Changes.Set("timestampAuthorities/0/validFor", RootRecipe.Window(At, At.AddDays(-1))))),
        new("log-window-past", "B3", Case.Rooted(
            Recipe.Message,
            Changes.Set("tlogs/0/publicKey/validFor", RootRecipe.Window(VirtualSigstore.Founded, At.AddSeconds(-1))))),
        new("log-window-to-come", "B3", Case.Rooted(
            Recipe.Message, Changes.Set("tlogs/0/publicKey/validFor", RootRecipe.Window(At.AddSeconds(1))))),
        new("second-log-window-past", "B3", Case.Rooted(
            Recipe.Message2,
            Changes.Set("tlogs/1/publicKey/validFor", RootRecipe.Window(VirtualSigstore.Founded, At.AddSeconds(-1))))),
        new("authority-window-past", "B6", Case.Rooted(
            Recipe.Message,
            Changes.Set(
                "certificateAuthorities/0/validFor", RootRecipe.Window(VirtualSigstore.Founded, At.AddDays(-1))))),
        new("authority-window-to-come", "B6", Case.Rooted(
            Recipe.Message, Changes.Set("certificateAuthorities/0/validFor", RootRecipe.Window(At.AddDays(1))))),
    ];

    private static IEnumerable<Case> Strangers =>
    [
        new("log-of-another-instance", "B4", Recipe.Message with { Entries = [new() { Log = Stranger }] }),
        new("log-of-another-instance-and-timestamp", "B4", Recipe.Message with
        {
            Entries = [new() { Log = Stranger }],
            Timestamps = [new()],
        }),
        new("log-of-another-instance-under-our-id", "C2", Recipe.Message with
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
        new("root-ct-key-of-another-kind", "D7", Case.Rooted(
            Recipe.Message, Changes.Set("ctlogs/0/publicKey/keyDetails", "PKIX_ECDSA_P384_SHA_384"))),
        new("root-rsa-key-in-its-frame", "D7", Case.Rooted(
            Case.Certified(new() { Stamps = [new() { Log = VirtualSigstore.CtLogOfRsa }] }),
            Changes.Set(
                "ctlogs/1/publicKey/rawBytes",
                Convert.ToBase64String(VirtualSigstore.CtLogOfRsa.Key.SubjectPublicKeyInfo)))),
        new("authority-whose-root-is-another", "D1", Case.Rooted(
            Recipe.Message,
            Changes.Set(
                "certificateAuthorities/0/certChain/certificates/1/rawBytes",
                Convert.ToBase64String(Lapsed.Root.RawData)))),
        new("authority-certificate-expired", "D1", Recipe.Message with
        {
            Leaf = new() { Authority = Lapsed },
            Root = new() { Authorities = [Lapsed] },
        }),
    ];

    private static IEnumerable<Case> Counts =>
    [
        new("two-logs-of-one-operator", "B7", Recipe.Message with
        {
            Entries = [new() { Log = One }, new() { Log = Two }],
            Root = new() { Logs = [One, Two] },
            Demand = new() { Logs = 2 },
        }),
        new("one-log-of-two-and-a-stranger", "B4", Recipe.Message with
        {
            Entries = [new(), new() { Index = 3 }, new() { Log = Stranger }],
            Demand = new() { Logs = 2 },
        }),
        new("one-log-of-two", "B7", Recipe.Message with { Demand = new() { Logs = 2 } }),
        new("one-log-with-two-entries", "B7", Recipe.Message with
        {
            Entries = [new(), new() { Index = 3 }],
            Demand = new() { Logs = 2 },
        }),
        new("time-of-another-instance", "B7", Recipe.Message with
        {
            // The known log says no time; the time is of a log that anybody may run.
            Entries = [EntryRecipe.Second, new() { Log = Stranger }],
        }),
        new("stamper-counted-twice", "B7", Recipe.Message2 with
        {
            Timestamps = [new(), new() { At = At.AddSeconds(1) }],
            Demand = new() { Stampers = 2 },
        }),
    ];
}
