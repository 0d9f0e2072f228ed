using System.Text;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Testing.Signing;
using AiBom.Testing.Sigstore;
using AiBom.Verification.Attestations;
using AiBom.Verification.Sigstore;
using AiBom.Verification.Trust;

namespace AiBom.Verification.Tests.Opening;

/// <summary>
/// Random damage to sound bundles of each kind: never an exception, and no trust without the signed bytes.
/// </summary>
public sealed class OpeningFuzzTests
{
    private static readonly DateTimeOffset At = VirtualSigstore.At;
    private static readonly Key Pair = Key.P256();
    private static readonly TestAuthority Authority = new("authority", VirtualSigstore.Founded, At.AddYears(1));
    private static readonly (Signer Signer, byte[] Certificate) Ci = Authority.Certify("ci", At, At.AddDays(60));
    private static readonly Recipe Bom = Recipe.Statement with { Artifact = Trusted.Document };
    private static readonly TrustedRoots Roots = new([VirtualSigstore.Mint(Bom).TrustedRoot]);

    private static readonly TrustPolicy Policy = new(
    [
        SigstoreDocumentTests.Identity("aurora", VirtualSigstore.Identity),
        Trusted.SignerOf(new SignerDraft("aurora") { PublicKey = Pair.Pem }),
        Trusted.SignerOf(new SignerDraft("aurora") { Certificate = new CertificateSigner("CN=ci", Authority.Pem) }),
        Trusted.SignerOf(new SignerDraft("aurora") { PublicKey = KeyRing.Northwind.Pem }),
    ]);

    private static readonly byte[][] Seeds =
    [
        VirtualSigstore.Mint(Bom).Bundle,
        VirtualSigstore.Mint(Recipe.Message2 with { Artifact = Trusted.Document }).Bundle,
        VirtualSigstore.Mint(Bom with { Leaf = null, Key = () => Pair }).Bundle,
        VirtualSigstore.Mint(Bom with { Leaf = null, Key = () => Pair, Entries = [] }).Bundle,
        ModelBundleText.Of(Ci.Signer.SignDocument(Trusted.Document), Ci.Certificate, Authority.Der).ToBytes(),
        ModelBundleText.Of(
            ModelDraft.Of(("weights", "w")).SignedBy(KeyRing.Northwind), KeyRing.Northwind.KeyId).ToBytes(),
        KeyRing.Northwind.Attest(Attested.ProvenanceOf("model", "base")).ToBytes(),
        Encoding.UTF8.GetBytes(Attested.ProvenanceOf("model", "base")),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Damaged_bundles_are_data(int seed)
    {
        var damage = new Damage(seed);
        for (int round = 0; round < 400; round++)
        {
            byte[] sound = Seeds[round % Seeds.Length];
            byte[] damaged = damage.Of(sound);
            VerificationReport report = Trusted.Verify(Policy, Roots, "aurora", [damaged]);
            AttestationVerification attestation = new AttestationVerifier(Policy, Roots).Verify(damaged, Trusted.At);

            // What decides is signed or unread, so a bundle that is still believed has the signature it had.
            if (report.Authenticity is Authenticity.Valid || attestation.Authenticity is Authenticity.Valid)
            {
                Assert.Equal(SignatureOf(sound), SignatureOf(damaged));
            }

            Assert.Equal(attestation.Authenticity is Authenticity.Valid, attestation.Authors.Length > 0);
        }
    }

    [Fact]
    public void Certificates_that_are_none_and_claims_of_length_are_data()
    {
        byte[] leaf = Ci.Certificate;
        byte[][] certificates =
        [
            [],
            [0x30],
            [0x30, 0x80],
            [0x30, 0x84, 0x40, 0x00, 0x00, 0x00],
            [0x30, 0x88, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
            leaf[..^1],
            [.. leaf, 0],
            .. Enumerable.Range(0, 200).Select(i => Flipped(leaf, i * 3)),
            new byte[VerificationLimits.CertificateBytes + 1],
        ];
        foreach (byte[] certificate in certificates)
        {
            byte[] bundle = ModelBundleText.Of(
                Ci.Signer.SignDocument(Trusted.Document), certificate, Authority.Der).ToBytes();

            Assert.NotEqual(
                Authenticity.Valid, Trusted.Verify(Policy, Roots, "aurora", [bundle]).Authenticity);
        }
    }

    [Theory]
    [InlineData("""{"verificationMaterial":null,"dsseEnvelope":null}""")]
    [InlineData("""{"verificationMaterial":{},"dsseEnvelope":{}}""")]
    [InlineData("""{"verificationMaterial":{"publicKey":{}},"dsseEnvelope":{"signatures":[]}}""")]
    [InlineData("""{"verificationMaterial":{"publicKey":{"hint":1}},"dsseEnvelope":{}}""")]
    [InlineData("""{"verificationMaterial":{"x509CertificateChain":{"certificates":[]}},"dsseEnvelope":{}}""")]
    [InlineData("""{"verificationMaterial":{},"verificationMaterial":{}}""")]
    [InlineData("""{"attestations":[]}""")]
    [InlineData("""{"_type":1}""")]
    [InlineData("null")]
    [InlineData("1e999999")]
    [InlineData("\"\\ud800\"")]
    public void Odd_bundles_are_data(string bundle)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(bundle);

        Assert.NotEqual(Authenticity.Valid, Trusted.Verify(Policy, Roots, "aurora", [bytes]).Authenticity);
        Assert.NotEqual(
            Authenticity.Valid, new AttestationVerifier(Policy, Roots).Verify(bytes, Trusted.At).Authenticity);
    }

    [Theory]
    [InlineData("tlogEntries")]
    [InlineData("timestampVerificationData")]
    [InlineData("other")]
    public void Bundles_with_a_hundred_thousand_entries_and_deep_ones_end(string member)
    {
        string many = string.Join(',', Enumerable.Repeat("{}", 100_000));
        string deep = new string('[', 100_000);
        foreach (string value in (string[])[$"[{many}]", $$"""{"rfc3161Timestamps":[{{many}}]}""", deep])
        {
            byte[] bundle = Encoding.UTF8.GetBytes(
                $$"""{"verificationMaterial":{"{{member}}":{{value}},"publicKey":{"hint":"x"} },"dsseEnvelope":{} }""");

            Assert.Equal(
                Authenticity.Invalid, Trusted.Verify(Policy, Roots, "aurora", [bundle]).Authenticity);
        }
    }

    private static byte[] Flipped(byte[] bytes, int at)
    {
        byte[] flipped = [.. bytes];
        flipped[at % flipped.Length] ^= 0x40;
        return flipped;
    }

    private static string SignatureOf(byte[] bundle)
    {
        string text = Encoding.UTF8.GetString(bundle);
        int at = Math.Max(
            text.IndexOf("\"sig\":\"", StringComparison.Ordinal),
            text.IndexOf("\"signature\":\"", StringComparison.Ordinal));
        return at < 0 ? text : text[(at + 13)..Math.Min(text.Length, at + 90)];
    }
}
