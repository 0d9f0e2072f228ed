using System.Text;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Testing.Signing;
using AiBom.Testing.Sigstore;
using AiBom.Verification.Sigstore;
using AiBom.Verification.Trust;

namespace AiBom.Verification.Tests.Opening;

/// <summary>The decision table of <see cref="DocumentVerifier"/> for bundles of Sigstore, of each kind.</summary>
public sealed class SigstoreDocumentTests
{
    private const string Stranger = "https://ci.example/stranger";
    private const string CobaltCi = "https://ci.example/cobalt";
    private static readonly byte[] Other = """{"bomFormat":"CycloneDX","version":2}"""u8.ToArray();
    private static readonly string Provenance = Attested.ProvenanceOf("model");

    private static readonly Recipe Bytes = Recipe.Message with { Artifact = Trusted.Document };
    private static readonly Recipe Bom = Recipe.Statement with { Artifact = Trusted.Document };
    private static readonly Recipe Bom2 = Recipe.Statement2 with { Artifact = Trusted.Document };

    private static readonly Key Aurora = Key.P256();
    private static readonly Recipe Keyed = Bom with { Leaf = null, Key = () => Aurora };
    private static readonly Recipe KeyedBytes = Bytes with { Leaf = null, Key = () => Aurora };
    private static readonly Recipe KeyedAlone = Keyed with { Entries = [] };

    private static readonly TrustedRoots Roots = new([VirtualSigstore.Mint(Bytes).TrustedRoot]);

    private static readonly TrustPolicy Policy = new(
    [
        Identity("aurora", VirtualSigstore.Identity),
        Identity("cobalt", CobaltCi),
        Trusted.SignerOf(new SignerDraft("aurora") { PublicKey = Aurora.Pem }),
        Trusted.SignerOf(new SignerDraft("cobalt") { PublicKey = KeyRing.Cobalt.Pem }),
    ]);

    private static readonly Dictionary<string, Func<byte[]>> Bundles = new(StringComparer.Ordinal)
    {
        ["bytes"] = () => Mint(Bytes),
        ["bytes, second log"] = () => Mint(Recipe.Message2 with { Artifact = Trusted.Document }),
        ["bom"] = () => Mint(Bom),
        ["bom, second log"] = () => Mint(Bom2),
        ["bom payload"] = () => Mint(Bom with
        {
            PayloadType = "application/vnd.cyclonedx+json",
            Payload = Encoding.UTF8.GetString(Trusted.Document),
        }),
        ["keyed bom"] = () => Mint(Keyed),
        ["keyed bytes"] = () => Mint(KeyedBytes),
        ["keyed bom, no log"] = () => Mint(KeyedAlone),
        ["cobalt"] = () => Mint(Bom with { Leaf = Named(CobaltCi) }),
        ["stranger"] = () => Mint(Bom with { Leaf = Named(Stranger) }),
        ["keyed stranger"] = () => Mint(Keyed with { Key = Key.P256 }),
        ["other bytes"] = () => Mint(Bytes with { Artifact = Other }),
        ["other bom"] = () => Mint(Bom with { Artifact = Other }),
        ["provenance"] = () => Mint(Bom with { Payload = Provenance }),
        ["stranger's provenance"] = () => Mint(Bom with { Payload = Provenance, Leaf = Named(Stranger) }),
        ["no statement"] = () => Mint(Bom with { Payload = "[]" }),
        ["other payload type"] = () => Mint(Bom with { PayloadType = "application/json" }),
        ["media type"] = () => Mint(Bom with { MediaType = "application/vnd.dev.sigstore.bundle.v0.4+json" }),
        ["two contents"] = () => Mint(Bom with
        {
            Text = text => $"{text[..^1]},\"messageSignature\":{{\"signature\":\"AA==\"}}}}",
        }),
        ["unsound signature"] = () => Mint(Bom with { Signs = (sound, _) => [.. sound, 0] }),
        ["unsound, keyed"] = () => Mint(Keyed with { Signs = (sound, _) => [.. sound, 0] }),
        ["no log"] = () => Mint(Bom with { Entries = [] }),
        ["unknown authority"] = () => Mint(Bom with
        {
            Leaf = new LeafRecipe
            {
                Authority = new CertificateAuthority("else", VirtualSigstore.Founded, VirtualSigstore.At.AddYears(1)),
            },
        }),
        ["certificate not for code"] = () => Mint(Bom with { Leaf = new LeafRecipe { ExtendedKeyUsages = [] } }),
    };

    [Theory]
    [InlineData("bytes", "VALID author=aurora signer")]
    [InlineData("bytes, second log", "VALID author=aurora signer")]
    [InlineData("bom", "VALID author=aurora signer")]
    [InlineData("bom, second log", "VALID author=aurora signer")]
    [InlineData("bom payload", "VALID author=aurora signer")]
    [InlineData("keyed bom", "VALID author=aurora signer")]
    [InlineData("keyed bytes", "VALID author=aurora signer")]
    [InlineData("keyed bom, no log", "VALID author=aurora signer")]
    [InlineData("cobalt", "UNTRUSTED_SIGNER signer quarantined signer:UNTRUSTED_SIGNER")]
    [InlineData("stranger", "UNTRUSTED_SIGNER quarantined signer:UNTRUSTED_SIGNER")]
    [InlineData(
        "keyed stranger", "UNTRUSTED_SIGNER quarantined signature:SIGNER_UNKNOWN D9:SIGNER_UNKNOWN")]
    [InlineData("other bytes", "INVALID quarantined signature:SIGNATURE_INVALID C13:LOG_ENTRY_MISMATCH")]
    [InlineData("other bom", "INVALID signer quarantined subject:SUBJECT_MISMATCH")]
    [InlineData("provenance", "MISSING signer predicate:PREDICATE_NOT_BOM attestation:BUILDER_UNTRUSTED")]
    [InlineData(
        "stranger's provenance",
        "MISSING predicate:PREDICATE_NOT_BOM signer:UNTRUSTED_SIGNER attestation:BUILDER_UNTRUSTED")]
    [InlineData("no statement", "INVALID signer quarantined predicate:ENVELOPE_MALFORMED")]
    [InlineData("other payload type", "NOT_CHECKED signer payload-type:ALGORITHM_UNSUPPORTED")]
    [InlineData("media type", "INVALID quarantined envelope:ENVELOPE_MALFORMED A1:BUNDLE_MALFORMED")]
    [InlineData("two contents", "INVALID quarantined envelope:ENVELOPE_MALFORMED A2:BUNDLE_MALFORMED")]
    [InlineData("unsound signature", "INVALID quarantined signature:SIGNATURE_INVALID E2:SIGNATURE_INVALID")]
    [InlineData("unsound, keyed", "INVALID quarantined signature:SIGNATURE_INVALID E2:SIGNATURE_INVALID")]
    [InlineData("no log", "UNTRUSTED_SIGNER quarantined signature:SIGNER_UNKNOWN B7:EVIDENCE_INSUFFICIENT")]
    [InlineData("unknown authority", "UNTRUSTED_SIGNER quarantined signature:SIGNER_UNKNOWN D1:CERTIFICATE_INVALID")]
    [InlineData("certificate not for code", "INVALID quarantined signature:SIGNATURE_INVALID D6:CERTIFICATE_INVALID")]
    public void In_the_name_of_a_publisher_with_signers(string bundle, string expected) =>
        Assert.Equal(expected, Verdict("aurora", bundle));

    [Theory]
    [InlineData("bom", "UNTRUSTED_SIGNER signer signer:UNTRUSTED_SIGNER")]
    [InlineData("keyed bom", "UNTRUSTED_SIGNER signer signer:UNTRUSTED_SIGNER")]
    [InlineData("stranger", "UNTRUSTED_SIGNER signer:UNTRUSTED_SIGNER")]
    [InlineData("keyed stranger", "NOT_CHECKED signature:SIGNER_UNKNOWN D9:SIGNER_UNKNOWN")]
    [InlineData("provenance", "MISSING signer predicate:PREDICATE_NOT_BOM attestation:BUILDER_UNTRUSTED")]
    [InlineData("no log", "NOT_CHECKED signature:SIGNER_UNKNOWN B7:EVIDENCE_INSUFFICIENT")]
    [InlineData("unknown authority", "NOT_CHECKED signature:SIGNER_UNKNOWN D1:CERTIFICATE_INVALID")]
    [InlineData("unsound signature", "INVALID quarantined signature:SIGNATURE_INVALID E2:SIGNATURE_INVALID")]
    [InlineData("media type", "INVALID quarantined envelope:ENVELOPE_MALFORMED A1:BUNDLE_MALFORMED")]
    public void In_nobodys_name(string bundle, string expected) => Assert.Equal(expected, Verdict(null, bundle));

    [Theory]
    [InlineData("bom", "NOT_CHECKED signature:TRUSTED_ROOT_MISSING B4:EVIDENCE_INSUFFICIENT")]
    [InlineData("bytes, second log", "NOT_CHECKED signature:TRUSTED_ROOT_MISSING B4:EVIDENCE_INSUFFICIENT")]
    [InlineData("keyed bom", "VALID author=aurora signer")]
    [InlineData("unsound, keyed", "INVALID quarantined signature:SIGNATURE_INVALID E2:SIGNATURE_INVALID")]
    [InlineData("media type", "INVALID quarantined envelope:ENVELOPE_MALFORMED A1:BUNDLE_MALFORMED")]
    public void Without_trusted_roots_only_keys_can_be_decided(string bundle, string expected) =>
        Assert.Equal(expected, Verdict("aurora", bundle, Trusted.NoRoots));

    [Fact]
    public void A_damaged_trusted_root_is_no_fault_of_the_bundles() => Assert.Equal(
        "NOT_CHECKED signature:TRUSTED_ROOT_MISSING B1:TRUSTED_ROOT_MALFORMED",
        Verdict("aurora", "bom", new TrustedRoots(["{}"u8.ToArray()])));

    [Fact]
    public void The_trusted_time_is_told_where_there_is_one()
    {
        Assert.Equal(VirtualSigstore.At, Report("aurora", "bom").SignedAt);
        Assert.Equal(VirtualSigstore.At, Report("aurora", "keyed bom").SignedAt);
        Assert.Null(Report("aurora", "keyed bom, no log").SignedAt);
        Assert.Null(Report("aurora", "keyed bom", Trusted.NoRoots).SignedAt);
    }

    [Fact]
    public void Of_sound_signatures_the_one_that_is_proven_to_be_oldest_decides()
    {
        VerificationReport report = Trusted.Verify(
            Policy, Roots, "aurora", [Bundles["keyed bom, no log"](), Bundles["bom"]()]);

        Assert.Equal(Authenticity.Valid, report.Authenticity);
        Assert.Equal(VirtualSigstore.At, report.SignedAt);
        Assert.Equal(Policy.ByIdentity(VirtualSigstore.Identity, VirtualSigstore.Issuer)[0].Id, report.Signer);
    }

    [Fact]
    public void Every_check_of_Sigstore_is_in_the_details_with_its_outcome()
    {
        string[] names = [.. SigstoreChecks.All.Select(check => check.Name)];
        BundleReport sound = Report("aurora", "bom").Bundles[0];
        BundleReport broken = Report("aurora", "unsound signature").Bundles[0];

        Assert.Equal(names, sound.Details.Select(check => check.Check));
        Assert.All(sound.Details, check => Assert.Equal(Outcome.Passed, check.Outcome));
        Assert.Equal(names, broken.Details.Select(check => check.Check));
        Assert.Equal(Outcome.Failed, broken.Details.Single(check => check.Check is "E2").Outcome);
        Assert.Equal(Outcome.NotReached, broken.Details[^1].Outcome);
    }

    [Fact]
    public void A_sound_attestation_comes_back_with_the_index_of_its_bundle_and_takes_nothing_from_the_document()
    {
        VerificationReport report = Trusted.Verify(
            new TrustPolicy([Trusted.SignerOf(Draft("aurora", VirtualSigstore.Identity) with
            {
                Builders = [Attested.Builder],
            })]),
            Roots,
            "aurora",
            [Bundles["bom"](), Bundles["provenance"]()]);

        Assert.Equal(Authenticity.Valid, report.Authenticity);
        Assert.All(report.Findings, finding => Assert.Equal(Severity.Information, finding.Severity));
        var posted = Assert.Single(report.Attestations);
        Assert.Equal(1, posted.Bundle);
        Assert.Equal(["aurora"], posted.Verification.Authors);
        Assert.True(posted.Verification.Report.IsBuilderTrusted);
        Assert.Equal(SigstoreChecks.All.Length, posted.Verification.Details.Length);
    }

    internal static SignerDraft Draft(string organization, string name) =>
        new(organization) { Identity = new IdentitySigner(name, VirtualSigstore.Issuer) };

    internal static TrustedSigner Identity(string organization, string name) =>
        Trusted.SignerOf(Draft(organization, name));

    private static LeafRecipe Named(string identity) => new() { Names = [SubjectName.Uri(identity)] };

    private static byte[] Mint(Recipe recipe) => VirtualSigstore.Mint(recipe).Bundle;

    private static string Verdict(string? publisher, string bundle, TrustedRoots? roots = null) =>
        Trusted.Text(Report(publisher, bundle, roots));

    private static VerificationReport Report(string? publisher, string bundle, TrustedRoots? roots = null) =>
        Trusted.Verify(Policy, roots ?? Roots, publisher, [Bundles[bundle]()]);
}
