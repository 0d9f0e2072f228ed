using System.Security.Cryptography.X509Certificates;
using System.Text;
using AiBom.Testing.Sigstore;

namespace AiBom.Verification.Tests.Sigstore;

/// <summary>D6 to D9: certificates that are not for this, or of someone else; and managed keys.</summary>
internal static class CertificateCases
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private const string Elsewhere = "https://elsewhere.example";

    private static readonly DateTimeOffset At = VirtualSigstore.At;
    private static readonly CtLog Stranger = new(Key.P256(), "ct.stranger.example");

    private static readonly CertificateAuthority Other =
        new("other", VirtualSigstore.Founded, VirtualSigstore.Founded.AddYears(10));

    public static IEnumerable<Case> All => [.. Usages, .. Stamps, .. Identities, .. ManagedKeys];

    private static IEnumerable<Case> Usages =>
    [
        Leaf("leaf-without-key-usage", "D6", new() { KeyUsage = null }),
        Leaf("leaf-for-key-agreement", "D6", new() { KeyUsage = X509KeyUsageFlags.KeyAgreement }),
        Leaf("leaf-without-extended-key-usage", "D6", new() { ExtendedKeyUsages = [] }),
        Leaf("leaf-for-anything", "D1", new() { ExtendedKeyUsages = ["2.5.29.37.0"] }),
        Leaf("leaf-for-clients", "D1", new() { ExtendedKeyUsages = [ClientAuthentication] }),
        Leaf("leaf-with-unknown-critical-extension", "D1", new()
        {
            Further = [new X509Extension("1.3.6.1.4.1.99999.1", [0x05, 0x00], critical: true)],
        }),
        Leaf("leaf-with-critical-policies", "D6", new()
        {
            // certificatePolicies with anyPolicy, which the platform takes and Fulcio never writes.
            Further = [new X509Extension("2.5.29.32", Convert.FromHexString("3008300606042A030405"), critical: true)],
        }),
    ];

    private static IEnumerable<Case> Stamps =>
    [
        Leaf("leaf-without-stamp", "D7", new() { Stamps = [] }),
        Stamp("stamp-of-a-stranger", new() { Log = Stranger }),
        Stamp("stamp-for-another-certificate", new() { Body = [.. OtherBody()] }),
        Stamp("stamp-for-another-issuer", new() { Authority = Other }),
        Stamp("stamp-with-extensions-added", new() { Written = stamp => WithExtensions(stamp) }),
        Stamp("stamp-of-another-version", new() { Written = stamp => [1, .. stamp[1..]] }),
        Stamp("stamp-cut-short", new() { Written = stamp => stamp[..^1] }),
        Stamp("stamp-flipped", new() { Written = stamp => [.. stamp[..^1], (byte)(stamp[^1] ^ 1)] }),
        new("ct-log-window-past", "D7", Case.Rooted(
            Recipe.Message,
            Changes.Set(
                "ctlogs/0/publicKey/validFor", RootRecipe.Window(VirtualSigstore.Founded, At.AddDays(-1))))),
        new("ct-log-counted-twice", "D7", Recipe.Message with
        {
            Leaf = new() { Stamps = [new(), new() { At = At.AddMinutes(-1) }] },
            Demand = new() { CtLogs = 2 },
        }),
    ];

    private static IEnumerable<Case> Identities =>
    [
        Leaf("leaf-with-two-names", "D8", new()
        {
            Names = [SubjectName.Uri(VirtualSigstore.Identity), SubjectName.Email("trainer@northwind.example")],
        }),
        Leaf("leaf-without-name", "D8", new() { Names = [] }),
        Leaf("leaf-of-a-host", "D8", new() { Names = [SubjectName.Host("ci.example")] }),
        Leaf("leaf-of-another", "D8", new() { Names = [SubjectName.Uri($"{VirtualSigstore.Identity}2")] }),
        Leaf("leaf-of-another-case", "D8", new()
        {
            Names = [SubjectName.Uri(VirtualSigstore.Identity.ToUpperInvariant())],
        }),
        Leaf("leaf-of-another-issuer", "D8", new() { Issuer = Elsewhere, OldIssuer = Elsewhere }),
        Leaf("leaf-of-another-issuer-in-the-new-extension", "D8", new() { Issuer = Elsewhere }),
        Leaf("leaf-with-issuer-in-no-der", "D8", new()
        {
            Issuer = null,
            Further =
            [
                new X509Extension(
                    "1.3.6.1.4.1.57264.1.8", Encoding.UTF8.GetBytes(VirtualSigstore.Issuer), critical: false),
            ],
        }),
        Leaf("leaf-without-issuer", "D8", new() { Issuer = null, OldIssuer = null }),
    ];

    private static IEnumerable<Case> ManagedKeys =>
    [
        new("managed-key-not-given", "D9", Recipe.Managed with { Demand = new() { IsOfTheOtherKind = true } }),
        new("managed-key-not-given-and-no-log-asked-for", "D9", Recipe.Managed with
        {
            Entries = [],
            Timestamps = [new()],
            Demand = new() { IsOfTheOtherKind = true, Logs = 0 },
        }),
        new("managed-key-of-another", "C12", Recipe.Managed with { Demand = new() { IsOfAnotherKey = true } }),
        new("certificate-where-a-key-is-asked-for", "D9", Recipe.Message with
        {
            Demand = new() { IsOfTheOtherKind = true },
        }),
        new("managed-key-window-past", "D9", Recipe.Managed with
        {
            Demand = new() { KeyValidUntil = At.AddSeconds(-1) },
        }),
        new("managed-key-window-to-come", "D9", Recipe.Managed with
        {
            Demand = new() { KeyValidFrom = At.AddSeconds(1) },
        }),
    ];

    private static Case Leaf(string name, string check, LeafRecipe leaf) => new(name, check, Case.Certified(leaf));

    private static Case Stamp(string name, StampRecipe stamp) => Leaf(name, "D7", new() { Stamps = [stamp] });

    private static byte[] OtherBody() => LeafRecipe.BodyOf(new LeafRecipe { Stamps = [] }.Issue(Key.P256()));

    /// <summary>Extensions of one byte where the log signed that there are none: after version, id and time.</summary>
    private static byte[] WithExtensions(byte[] stamp) => [.. stamp[..41], 0, 1, 0xFF, .. stamp[43..]];
}
