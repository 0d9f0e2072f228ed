using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using AiBom.Testing.Signing;
using AiBom.Testing.Sigstore;
using AiBom.Verification.ModelSigning;
using AiBom.Verification.Sigstore;

namespace AiBom.Verification.Tests.ModelSigning;

/// <summary>The signature of a model before its files: each case breaks one thing of a sound bundle.</summary>
public sealed class ModelSignatureTests
{
    private static readonly ModelDraft Sound = ModelDraft.Of(("a", "1"), ("b/c", "2"));
    private static readonly DateTimeOffset From = ModelCase.At.AddYears(-1);
    private static readonly DateTimeOffset Until = ModelCase.At.AddYears(1);
    private static readonly TestAuthority Root = new("root", From, Until);
    private static readonly TestAuthority Middle = Root.Below("middle", From, Until);

    private static readonly byte[] Whole = ModelCase.Signed(Sound);

    [Fact]
    public void A_signature_that_holds_says_what_was_signed_and_leaves_the_files_to_be_compared()
    {
        ModelReport report = new ModelVerifier(ModelCase.Trust(KeyRing.Aurora), ModelCase.At).Verify(Whole);

        Assert.Equal(["a", "b/c"], report.Manifest!.Files.Select(file => file.Name));
        Assert.Equal(KeyRing.Aurora.KeyId, report.Signer!.Key.Hex);
        Assert.Equal(ModelVerdict.NotChecked, report.Verdict);
        Assert.Null(report.Content);
    }

    [Theory]
    [InlineData("application/vnd.dev.sigstore.bundle.v0.3+json", "application/json")]
    [InlineData("bundle.v0.3+json", "bundle.v0.4+json")]
    [InlineData("\"publicKey\":{\"hint\":", "\"publicKey\":{\"name\":")]
    [InlineData("\"publicKey\":", "\"certificate\":{},\"publicKey\":")]
    [InlineData("\"publicKey\":{", "\"x509CertificateChain\":{\"certificates\":[]},\"other\":{")]
    [InlineData("\"verificationMaterial\":", "\"material\":")]
    [InlineData("\"dsseEnvelope\":", "\"envelope\":")]
    [InlineData("\"dsseEnvelope\":", "\"messageSignature\":{},\"dsseEnvelope\":")]
    [InlineData("\"dsseEnvelope\":", "\"mediaType\":\"\",\"dsseEnvelope\":")]
    [InlineData("\"signatures\":[", "\"signatures\":[{\"sig\":\"AAAA\"},")]
    [InlineData("\"payloadType\":", "\"type\":")]
    public void A_container_that_breaks_a_rule_is_refused(string sound, string broken) =>
        Assert.Equal("Invalid model-bundle:ENVELOPE_MALFORMED", ModelCase.Verdict(Replace(Whole, sound, broken)));

    [Theory]
    [InlineData("\"publicKey\":", "\"x509CertificateChain\":null,\"publicKey\":")]
    [InlineData("\"sig\":", "\"unknown\":1,\"sig\":")]
    [InlineData("\"mediaType\":", "\"unknown\":{},\"mediaType\":")]
    [InlineData("bundle.v0.3+json", "bundle+json;version=0.3")]
    [InlineData("\"tlogEntries\":[]", "\"tlogEntries\":null")]
    public void A_container_that_only_looks_different_is_read(string sound, string other) =>
        Assert.Equal("NotChecked", ModelCase.Verdict(Replace(Whole, sound, other)));

    [Theory]
    [InlineData("")]
    [InlineData("\"keyid\":null,")]
    [InlineData("\"keyid\":\"\",")]
    [InlineData("\"keyid\":\"whatever\",")]
    public void A_key_id_in_the_envelope_does_not_matter(string keyId)
    {
        string envelope = (Sound.SignedBy(KeyRing.Aurora) with { KeyId = null }).ToJson()
            .Replace("\"sig\"", $"{keyId}\"sig\"", StringComparison.Ordinal);
        ModelBundleText bundle = new(envelope, """{"publicKey":{"hint":"x"}}""");

        Assert.Equal("NotChecked", ModelCase.Verdict(bundle.ToBytes()));
    }

    [Fact]
    public void A_strangers_signature_is_told_from_a_false_one()
    {
        byte[] stranger = ModelCase.Signed(Sound, KeyRing.Stranger);
        Envelope broken = Sound.SignedBy(KeyRing.Aurora);
        byte[] signature = Convert.FromBase64String(broken.Signature);
        signature[^1] ^= 1;
        broken = broken with { Signature = Convert.ToBase64String(signature) };
        string pemHint = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(KeyRing.Aurora.Pem + "\n")));

        Assert.Equal("UntrustedSigner model-signature:SIGNER_UNKNOWN", ModelCase.Verdict(stranger));
        Assert.Equal("NotChecked", ModelCase.Verdict(stranger, ModelCase.Trust(KeyRing.Aurora, KeyRing.Stranger)));
        Assert.Equal("UntrustedSigner model-signature:SIGNER_UNKNOWN", ModelCase.Verdict(stranger, ModelCase.Trust()));
        foreach (string hint in (string[])[KeyRing.Aurora.KeyId, pemHint])
        {
            Assert.Equal(
                "Invalid model-signature:SIGNATURE_INVALID",
                ModelCase.Verdict(ModelBundleText.Of(broken, hint).ToBytes()));
        }
    }

    [Theory]
    [InlineData("P-256")]
    [InlineData("P-384")]
    [InlineData("P-521")]
    [InlineData("RSA")]
    [InlineData("Ed25519")]
    public void Every_kind_of_key_signs(string kind)
    {
        Signer signer = kind switch
        {
            "P-384" => Signer.Ecdsa(ECCurve.NamedCurves.nistP384, HashAlgorithmName.SHA384),
            "P-521" => Signer.Ecdsa(ECCurve.NamedCurves.nistP521, HashAlgorithmName.SHA512),
            "RSA" => Signer.Rsa(2048, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
            "Ed25519" => Signer.Ed25519("model"),
            _ => Signer.Ecdsa(),
        };

        Assert.Equal("NotChecked", ModelCase.Verdict(ModelCase.Signed(Sound, signer), ModelCase.Trust(signer)));
    }

    [Fact]
    public void A_certificate_that_leads_to_the_authority_is_trusted()
    {
        (Signer signer, byte[] leaf) = Middle.Certify("publisher", From, Until);

        Assert.Equal("NotChecked", Chain(signer, [leaf, Middle.Der]));
        Assert.Equal("NotChecked", Chain(signer, [leaf, Middle.Der, Root.Der]));
        Assert.Equal("NotChecked", Chain(signer, [leaf], Root.Pem + "\n" + Middle.Pem));
    }

    [Fact]
    public void A_certificate_of_nobody_who_was_named_is_not_trusted()
    {
        var other = new TestAuthority("root", From, Until);
        (Signer signer, byte[] leaf) = other.Certify("publisher", From, Until);
        (Signer below, byte[] belowLeaf) = Middle.Certify("publisher", From, Until);

        Assert.Equal("UntrustedSigner model-signer:UNTRUSTED_SIGNER", Chain(signer, [leaf]));
        Assert.Equal("UntrustedSigner model-signer:UNTRUSTED_SIGNER", Chain(signer, [leaf, other.Der]));
        Assert.Equal("UntrustedSigner model-signer:UNTRUSTED_SIGNER", Chain(below, [belowLeaf]));
        Assert.Equal("Invalid model-signature:SIGNATURE_INVALID", Chain(signer, [belowLeaf, Middle.Der]));
    }

    [Fact]
    public void A_certificate_of_one_who_is_no_authority_is_not_trusted()
    {
        // The publisher signs a certificate for somebody else with the key of its own, which may not do that.
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        (_, byte[] leaf) = Middle.Certify("publisher", From, Until);
        using X509Certificate2 issuer = X509CertificateLoader.LoadCertificate(leaf);
        var request = new CertificateRequest("CN=publisher's friend", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        using ECDsa forger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 forged = request.Create(
            issuer.SubjectName, X509SignatureGenerator.CreateForECDsa(forger), From, Until, [1, 2, 3]);

        Assert.Equal(
            "UntrustedSigner model-signer:UNTRUSTED_SIGNER",
            Chain(Signer.Of(key), [forged.RawData, leaf, Middle.Der]));
    }

    [Theory]
    [InlineData(-2, -1, "Expired model-validity:SIGNER_EXPIRED")]
    [InlineData(1, 2, "Expired model-validity:SIGNER_EXPIRED")]
    [InlineData(-1, 1, "NotChecked")]
    public void A_certificate_counts_while_it_is_valid(int fromDays, int untilDays, string expected)
    {
        (Signer signer, byte[] leaf) =
            Middle.Certify("publisher", ModelCase.At.AddDays(fromDays), ModelCase.At.AddDays(untilDays));

        Assert.Equal(expected, Chain(signer, [leaf, Middle.Der]));
    }

    [Fact]
    public void A_certificate_that_ended_since_counts_where_the_time_of_the_signing_is_proven()
    {
        DateTimeOffset signedAt = VirtualSigstore.At;
        (Signer signer, byte[] leaf) = Middle.Certify("publisher", signedAt.AddDays(-1), signedAt.AddDays(1));
        Envelope envelope = Sound.SignedBy(signer);
        byte[] signature = Convert.FromBase64String(envelope.Signature);
        var roots = new TrustedRoots([VirtualSigstore.Mint(new Recipe()).TrustedRoot]);
        ModelBundleText bundle = ModelBundleText.Of(envelope, leaf, Middle.Der);

        string Stamped(byte[] stamp, TrustedRoots? times) => ModelCase.Verdict(
            bundle.With(stamp).ToBytes(), new ModelTrust.ByCertificate(Authorities(Root.Pem), times));

        const string Expired = "Expired model-validity:SIGNER_EXPIRED";
        byte[] sound = VirtualSigstore.Stamper.Stamp(signature, signedAt);
        Assert.Equal("NotChecked", Stamped(sound, roots));
        Assert.Equal(Expired, Stamped(sound, times: null));
        Assert.Equal(Expired, Stamped(sound, new TrustedRoots([])));
        Assert.Equal(Expired, Stamped(VirtualSigstore.Stamper.Stamp(signature, signedAt.AddDays(2)), roots));
        Assert.Equal(Expired, Stamped(VirtualSigstore.Stamper.Stamp([.. signature, 0], signedAt), roots));
        Assert.Equal(Expired, Stamped([1, 2, 3], roots));
        Assert.Equal(
            Expired,
            ModelCase.Verdict(
                bundle.ToBytes(), new ModelTrust.ByCertificate(Authorities(Root.Pem), roots)));
    }

    [Fact]
    public void An_expired_certificate_of_nobody_who_was_named_is_untrusted_before_it_is_expired()
    {
        var other = new TestAuthority("other", From, Until);
        (Signer signer, byte[] leaf) = other.Certify("publisher", From, From.AddDays(1));

        Assert.Equal("UntrustedSigner model-signer:UNTRUSTED_SIGNER", Chain(signer, [leaf, other.Der]));
    }

    [Theory]
    [InlineData(X509KeyUsageFlags.DigitalSignature, false, "NotChecked")]
    [InlineData(X509KeyUsageFlags.None, true, "NotChecked")]
    [InlineData(X509KeyUsageFlags.KeyAgreement, false, "UntrustedSigner model-signer:UNTRUSTED_SIGNER")]
    [InlineData(X509KeyUsageFlags.None, false, "UntrustedSigner model-signer:UNTRUSTED_SIGNER")]
    public void A_certificate_must_be_for_signing(X509KeyUsageFlags usage, bool isForCode, string expected)
    {
        (Signer signer, byte[] leaf) = Middle.Certify("publisher", From, Until, usage, isForCode);

        Assert.Equal(expected, Chain(signer, [leaf, Middle.Der]));
    }

    [Fact]
    public void The_caller_chooses_the_method_and_not_the_bundle()
    {
        (Signer signer, byte[] leaf) = Middle.Certify("publisher", From, Until);
        byte[] chained = ModelBundleText.Of(Sound.SignedBy(signer), leaf, Middle.Der).ToBytes();

        Assert.Equal("NotChecked", ModelCase.Verdict(chained, ModelCase.Trust(signer)));
        Assert.Equal("UntrustedSigner model-signature:SIGNER_UNKNOWN", ModelCase.Verdict(chained));
        Assert.Equal(
            "UntrustedSigner model-signature:SIGNER_UNKNOWN",
            ModelCase.Verdict(Whole, new ModelTrust.ByCertificate(Authorities(Root.Pem))));
    }

    [Fact]
    public void What_is_no_certificate_is_refused()
    {
        Assert.Equal("Invalid model-signature:ENVELOPE_MALFORMED", Chain(KeyRing.Aurora, [[1, 2, 3]]));
        Assert.False(CertificateAuthorities.TryParse("", out _));
        Assert.False(CertificateAuthorities.TryParse(null, out _));
        Assert.False(CertificateAuthorities.TryParse(Middle.Pem, out _));
        Assert.False(CertificateAuthorities.TryParse(KeyRing.Aurora.Pem, out _));
        Assert.False(CertificateAuthorities.TryParse(
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", out _));
    }

    [Fact]
    public void The_deprecated_form_is_taken_only_where_it_is_allowed()
    {
        const string Statement = """
            {"_type": "https://in-toto.io/Statement/v1", "subject": [
              {"name": "it's a \\ model",
               "digest": {"sha256": "f6310066c7320497ea554260c32c43660bff648cb2a61194832cc086077085e1"}}],
             "predicateType": "https://model_signing/Digests/v0.1", "predicate": {"unused": "\u00fc"}}
            """;
        byte[] payload = Encoding.UTF8.GetBytes(
            Statement.ReplaceLineEndings("\n").Replace("\\u00fc", "ü", StringComparison.Ordinal));
        byte[] legacy = Legacy(payload);

        Assert.Equal("LegacyRefused model-manifest:LEGACY_FORMAT", ModelCase.Verdict(legacy));
        Assert.Equal("NotChecked", ModelCase.Verdict(legacy, allowLegacy: true));
        Assert.Equal(
            "Invalid model-manifest:MANIFEST_INVALID", ModelCase.Verdict(Legacy(Sound.ToBytes()), allowLegacy: true));
    }

    /// <summary>
    /// What Python's <c>repr</c> makes of the payload, written anew: escapes, and the quote's choice.
    /// </summary>
    private static byte[] Legacy(byte[] payload)
    {
        bool hasSingle = payload.Contains((byte)'\'');
        bool hasDouble = payload.Contains((byte)'"');
        char quote = hasSingle && !hasDouble ? '"' : '\'';
        string repr = string.Concat(payload.Select(b => b switch
        {
            (byte)'\n' => "\\n",
            (byte)'\t' => "\\t",
            (byte)'\r' => "\\r",
            (byte)'\\' => "\\\\",
            _ when b == quote => $"\\{quote}",
            < 0x20 or > 0x7e => $"\\x{b:x2}",
            _ => $"{(char)b}",
        }));
        string signed = $"DSSEV1 28 application/vnd.in-toto+json {payload.Length} b{quote}{repr}{quote}";
        var envelope = new Envelope(
            "application/vnd.in-toto+json",
            Convert.ToBase64String(payload),
            null,
            Convert.ToBase64String(KeyRing.Aurora.SignBytes(Encoding.ASCII.GetBytes(signed))));
        return ModelBundleText.Of(envelope, KeyRing.Aurora.KeyId).ToBytes();
    }

    private static string Chain(Signer signer, byte[][] chain, string? authorities = null) => ModelCase.Verdict(
        ModelBundleText.Of(Sound.SignedBy(signer), chain).ToBytes(),
        new ModelTrust.ByCertificate(Authorities(authorities ?? Root.Pem)));

    private static CertificateAuthorities Authorities(string pem) =>
        CertificateAuthorities.TryParse(pem, out CertificateAuthorities? authorities)
            ? authorities
            : throw new ArgumentException("No authority.", nameof(pem));

    private static byte[] Replace(byte[] bundle, string sound, string broken)
    {
        string text = Encoding.UTF8.GetString(bundle);
        Assert.Contains(sound, text, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text.Replace(sound, broken, StringComparison.Ordinal));
    }
}
