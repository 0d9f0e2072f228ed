using AiBom.Domain;
using AiBom.Testing.Signing;
using AiBom.Verification.Keys;
using AiBom.Verification.Sigstore;
using AiBom.Verification.Trust;

namespace AiBom.Verification.Tests;

/// <summary>The one place that calls the verifier: evidence in, the verdict as text out.</summary>
internal static class Trusted
{
    public static DateTimeOffset At { get; } = new(2026, 7, 1, 9, 0, 0, TimeSpan.Zero);

    public static byte[] Document { get; } =
        """{"bomFormat":"CycloneDX","specVersion":"1.7","version":1}"""u8.ToArray();

    /// <summary>A key of aurora's whose time is over.</summary>
    public static Signer Retired { get; } = Signer.Ecdsa();

    /// <summary>Aurora has a valid and a retired key, cobalt and northwind one each; darkbox has none.</summary>
    public static TrustPolicy Standard { get; } = Policy(
        (KeyRing.Aurora, "aurora", null, null),
        (Retired, "aurora", null, At.AddDays(-1)),
        (KeyRing.Cobalt, "cobalt", null, null),
        (KeyRing.Northwind, "northwind", null, null));

    public static TrustPolicy Policy(
        params (Signer Signer, string Organization, DateTimeOffset? From, DateTimeOffset? Until)[] signers) =>
        new(signers.Select(entry => SignerOf(new SignerDraft(entry.Organization)
        {
            PublicKey = entry.Signer.Pem,
            ValidFrom = entry.From,
            ValidUntil = entry.Until,
        })));

    /// <summary>A draft that can be registered.</summary>
    public static TrustedSigner SignerOf(SignerDraft draft) =>
        TrustedSigner.TryCreate(draft, out TrustedSigner? signer, out Finding? why)
            ? signer
            : throw new ArgumentException(why.Message, nameof(draft));

    /// <summary>No trusted root is configured.</summary>
    public static TrustedRoots NoRoots { get; } = new([]);

    public static PublicKey KeyOf(Signer signer) => PublicKey.TryParse(signer.Pem, out PublicKey? key, out Finding? why)
        ? key
        : throw new ArgumentException(why.Message, nameof(signer));

    /// <summary>
    /// The verdict as text: authenticity, author, whether a signer is named, quarantine, then the findings.
    /// </summary>
    public static string Verdict(
        TrustPolicy policy, string? publisher, IReadOnlyList<byte[]> bundles, byte[]? document = null)
    {
        byte[] posted = document ?? Document;
        return Text(Verify(policy, NoRoots, publisher, bundles, posted, At));
    }

    /// <summary>The verdict on one bundle in aurora's name.</summary>
    public static string Verdict(byte[] bundle) => Verdict(Standard, "aurora", [bundle]);

    /// <summary>The verdict on one bundle given as text.</summary>
    public static string Verdict(string bundle) => Verdict(System.Text.Encoding.UTF8.GetBytes(bundle));

    /// <summary>The report on bundles.</summary>
    public static VerificationReport Verify(
        TrustPolicy policy,
        TrustedRoots roots,
        string? publisher,
        IReadOnlyList<byte[]> bundles,
        byte[]? document = null,
        DateTimeOffset? at = null) => new DocumentVerifier(policy, roots).Verify(
            document ?? Document,
            Digest.Of(document ?? Document),
            [.. bundles.Select(bundle => (ReadOnlyMemory<byte>)bundle)],
            publisher,
            at ?? At);

    /// <summary>A report as text.</summary>
    public static string Text(VerificationReport report)
    {
        IEnumerable<string> parts =
        [
            System.Text.Json.JsonNamingPolicy.SnakeCaseUpper.ConvertName(report.Authenticity.ToString()),
            report.Author is null ? "" : $"author={report.Author}",
            report.Signer is null ? "" : "signer",
            report.IsQuarantined ? "quarantined" : "",
            .. report.Findings.Select(finding => $"{finding.Check}:{finding.Code}"),
        ];
        return string.Join(' ', parts.Where(part => part.Length > 0));
    }
}
