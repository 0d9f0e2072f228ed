using AiBom.Domain;
using AiBom.Testing.Signing;
using AiBom.Testing.Sigstore;
using AiBom.Verification.Attestations;
using AiBom.Verification.Sigstore;
using AiBom.Verification.Trust;

namespace AiBom.Verification.Tests.Opening;

/// <summary>When a signature counts: by the time that is proven, or else by the time of the submission.</summary>
public sealed class ValidityTests
{
    private static readonly DateTimeOffset SignedAt = VirtualSigstore.At;
    private static readonly Recipe Bom = Recipe.Statement with { Artifact = Trusted.Document };
    private static readonly Evidence Minted = VirtualSigstore.Mint(Bom);
    private static readonly TrustedRoots Roots = new([Minted.TrustedRoot]);
    private static readonly Key Pair = Key.P256();

    private static readonly byte[] Keyless = Minted.Bundle;
    private static readonly byte[] Keyed = VirtualSigstore.Mint(Bom with { Leaf = null, Key = () => Pair }).Bundle;
    private static readonly byte[] Stamped = VirtualSigstore.Mint(
        Recipe.Statement2 with { Artifact = Trusted.Document, Leaf = null, Key = () => Pair }).Bundle;

    private static readonly byte[] Unstamped = VirtualSigstore.Mint(
        Bom with { Leaf = null, Key = () => Pair, Entries = [] }).Bundle;

    private static readonly byte[] Bare = KeyRing.Aurora.SignDocument(Trusted.Document).ToBytes();

    // Hours are counted from the time that logs and authorities prove; the submission comes at hour 24.
    [Theory]
    [InlineData("keyless", null, 1, "VALID")]
    [InlineData("keyless", null, 0, "REVOKED quarantined SIGNER_REVOKED")]
    [InlineData("keyless", null, -1, "REVOKED quarantined SIGNER_REVOKED")]
    [InlineData("keyed", null, 1, "VALID")]
    [InlineData("keyed", null, 0, "REVOKED quarantined SIGNER_REVOKED")]
    [InlineData("stamped", null, 1, "VALID")]
    [InlineData("stamped", null, 0, "REVOKED quarantined SIGNER_REVOKED")]
    [InlineData("unstamped", null, 1, "REVOKED quarantined SIGNER_REVOKED")]
    [InlineData("unstamped", null, 24, "REVOKED quarantined SIGNER_REVOKED")]
    [InlineData("unstamped", null, 25, "VALID")]
    [InlineData("bare", null, 1, "REVOKED quarantined SIGNER_REVOKED")]
    [InlineData("bare", null, 24, "REVOKED quarantined SIGNER_REVOKED")]
    [InlineData("bare", null, 25, "VALID")]
    [InlineData("keyless", 1, null, "VALID")]
    [InlineData("keyless", 0, null, "EXPIRED quarantined SIGNER_EXPIRED")]
    [InlineData("stamped", 1, null, "VALID")]
    [InlineData("unstamped", 1, null, "EXPIRED quarantined SIGNER_EXPIRED")]
    [InlineData("bare", 1, null, "EXPIRED quarantined SIGNER_EXPIRED")]
    [InlineData("bare", 25, null, "VALID")]
    [InlineData("keyless", 1, 1, "VALID")]
    [InlineData("keyless", 0, 0, "REVOKED quarantined SIGNER_REVOKED")]
    [InlineData("bare", 1, 30, "EXPIRED quarantined SIGNER_EXPIRED")]
    public void A_signature_counts_where_its_signer_was_valid_and_not_yet_revoked(
        string bundle, int? untilHour, int? revokedHour, string expected) =>
        Assert.Equal(expected, Verdict(bundle, untilHour, revokedHour));

    [Fact]
    public void A_proven_time_after_the_submission_counts_as_the_submissions()
    {
        // A log's clock may be ahead of ours; then ours counts.
        Assert.Equal("VALID", Verdict("keyless", 0, 0, at: SignedAt.AddSeconds(-1)));
        Assert.Equal("REVOKED quarantined SIGNER_REVOKED", Verdict("keyless", null, -1, at: SignedAt));
    }

    [Fact]
    public void A_signature_from_before_its_signer_counted_does_not() => Assert.Equal(
        Authenticity.Expired,
        Trusted.Verify(
            new TrustPolicy([Trusted.SignerOf(
                SigstoreDocumentTests.Draft("aurora", VirtualSigstore.Identity) with
                {
                    ValidFrom = SignedAt.AddHours(1),
                })]),
            Roots,
            "aurora",
            [Keyless]).Authenticity);

    [Fact]
    public void A_revoked_signer_outweighs_an_expired_one_and_a_stranger_and_not_a_sound_one()
    {
        TrustPolicy policy = new(
        [
            Trusted.SignerOf(new SignerDraft("aurora") { PublicKey = KeyRing.Aurora.Pem }) with
            {
                RevokedSince = SignedAt,
            },
            Trusted.SignerOf(new SignerDraft("aurora")
            {
                PublicKey = Trusted.Retired.Pem,
                ValidUntil = SignedAt.AddDays(-1),
            }),
            Trusted.SignerOf(new SignerDraft("aurora") { PublicKey = KeyRing.Northwind.Pem }),
        ]);
        byte[] expired = Trusted.Retired.SignDocument(Trusted.Document).ToBytes();
        byte[] stranger = KeyRing.Stranger.SignDocument(Trusted.Document).ToBytes();
        byte[] sound = KeyRing.Northwind.SignDocument(Trusted.Document).ToBytes();

        Assert.Equal(
            Authenticity.Revoked, Trusted.Verify(policy, Roots, "aurora", [stranger, expired, Bare]).Authenticity);
        VerificationReport report = Trusted.Verify(policy, Roots, "aurora", [Bare, sound]);
        Assert.Equal(Authenticity.Valid, report.Authenticity);
        Assert.False(report.IsQuarantined);
        Assert.Contains(report.Findings, finding => finding.Code is FindingCodes.SignerRevoked);
    }

    [Theory]
    [InlineData(1, "VALID")]
    [InlineData(0, "REVOKED")]
    public void An_attestation_counts_by_the_same_time(int revokedHour, string expected)
    {
        byte[] bundle = VirtualSigstore.Mint(Bom with { Payload = Attested.ProvenanceOf("model") }).Bundle;
        AttestationVerification verification = new AttestationVerifier(Policy(null, revokedHour), Roots)
            .Verify(bundle, SignedAt.AddHours(24));

        Assert.Equal(expected, verification.Authenticity.ToString().ToUpperInvariant());
        Assert.Equal(expected is "VALID" ? ["aurora"] : [], verification.Authors);
        Assert.Equal(expected is "REVOKED", verification.IsQuarantined);
        Assert.Equal(SignedAt, verification.SignedAt);
        Assert.NotNull(verification.Signer);
    }

    private static string Verdict(string bundle, int? untilHour, int? revokedHour, DateTimeOffset? at = null)
    {
        byte[] bytes = bundle switch
        {
            "keyless" => Keyless,
            "keyed" => Keyed,
            "stamped" => Stamped,
            "unstamped" => Unstamped,
            _ => Bare,
        };
        VerificationReport report = Trusted.Verify(
            Policy(untilHour, revokedHour), Roots, "aurora", [bytes], at: at ?? SignedAt.AddHours(24));
        IEnumerable<string> parts =
        [
            report.Authenticity.ToString().ToUpperInvariant(),
            report.IsQuarantined ? "quarantined" : "",
            .. report.Findings.Select(finding => finding.Code),
        ];
        return string.Join(' ', parts.Where(part => part.Length > 0));
    }

    private static TrustPolicy Policy(int? untilHour, int? revokedHour) => new(
        ((SignerDraft[])
        [
            SigstoreDocumentTests.Draft("aurora", VirtualSigstore.Identity),
            new SignerDraft("aurora") { PublicKey = Pair.Pem },
            new SignerDraft("aurora") { PublicKey = KeyRing.Aurora.Pem },
        ]).Select(draft => Trusted.SignerOf(draft with { ValidUntil = At(untilHour) }) with
        {
            RevokedSince = At(revokedHour),
        }));

    private static DateTimeOffset? At(int? hour) => hour is { } hours ? SignedAt.AddHours(hours) : null;
}
