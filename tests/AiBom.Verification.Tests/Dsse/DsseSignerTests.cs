using System.Security.Cryptography;
using AiBom.Domain;
using AiBom.Verification.Dsse;
using AiBom.Verification.Keys;
using AiBom.Verification.Trust;

namespace AiBom.Verification.Tests.Dsse;

public sealed class DsseSignerTests
{
    [Fact]
    public void What_the_signer_makes_over_a_document_or_its_digest_is_accepted()
    {
        using var key = SigningKey.Create();
        var policy = new TrustPolicy([TrustedSigner.Of("northwind", key.PublicKey)]);
        byte[] statement = DsseSigner.SignStatement("bom.json", Digest.Of(Trusted.Document), key);

        Assert.Equal(
            "VALID author=northwind signer",
            Trusted.Verdict(policy, "northwind", [DsseSigner.SignDocument(Trusted.Document, key)]));
        Assert.Equal("VALID author=northwind signer", Trusted.Verdict(policy, "northwind", [statement]));
    }

    [Theory]
    [InlineData("nistP256")]
    [InlineData("nistP384")]
    [InlineData("nistP521")]
    [InlineData("rsa")]
    public void A_private_key_of_each_supported_kind_signs(string kind)
    {
        using AsymmetricAlgorithm made = kind is "rsa"
            ? RSA.Create(2048)
            : ECDsa.Create(ECCurve.CreateFromFriendlyName(kind));

        Assert.True(SigningKey.TryParse(made.ExportPkcs8PrivateKeyPem(), out SigningKey? key));
        using (key)
        {
            var policy = new TrustPolicy([TrustedSigner.Of("northwind", key.PublicKey)]);
            Assert.Equal(
                "VALID author=northwind signer",
                Trusted.Verdict(policy, "northwind", [DsseSigner.SignDocument(Trusted.Document, key)]));
        }
    }

    [Fact]
    public void What_is_no_usable_private_key_is_refused()
    {
        using var weak = RSA.Create(1024);
        using var koblitz = ECDsa.Create(ECCurve.CreateFromFriendlyName("secP256k1"));
        string?[] refused =
        [
            null, "", "key", AiBom.Testing.Signing.KeyRing.Aurora.Pem, weak.ExportPkcs8PrivateKeyPem(),
            koblitz.ExportPkcs8PrivateKeyPem(),
        ];

        Assert.All(refused, pem => Assert.False(SigningKey.TryParse(pem, out _)));
    }
}
