using System.Text;
using AiBom.Testing.Signing;
using AiBom.Verification.ModelSigning;
using AiBom.Verification.Sigstore;

namespace AiBom.Verification.Tests.ModelSigning;

/// <summary>
/// Random damage to signatures, published and minted: never an exception, never more than was signed.
/// </summary>
public sealed class ModelFuzzTests
{
    private static readonly ModelDraft Sound = ModelDraft.Of(("a", "1"), ("b/c", "2"));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_damaged_bundle_is_believed_only_where_the_signed_bytes_are_whole(int seed)
    {
        var damage = new Damage(seed);
        Envelope envelope = Sound.SignedBy(KeyRing.Aurora);
        byte[] whole = ModelBundleText.Of(envelope, KeyRing.Aurora.KeyId).ToBytes();
        var verifier = new ModelVerifier(ModelCase.Trust(KeyRing.Aurora), ModelCase.At, allowLegacy: true);
        int believed = 0;
        for (int round = 0; round < 2_000; round++)
        {
            byte[] damaged = damage.Of(whole);
            if (verifier.Verify(damaged).Manifest is null)
            {
                continue;
            }

            believed++;
            string text = Encoding.UTF8.GetString(damaged).Replace("\\u002B", "+", StringComparison.Ordinal);
            Assert.Contains(envelope.Payload.TrimEnd('='), text, StringComparison.Ordinal);
            Assert.Contains(envelope.Signature.TrimEnd('='), text, StringComparison.Ordinal);
        }

        // Damage misses what counts now and then, or this test would show nothing.
        Assert.InRange(believed, 1, 1_999);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void A_signed_statement_of_any_shape_is_data(int seed)
    {
        var damage = new Damage(seed);
        byte[][] statements =
            [Sound.ToBytes(), ModelDraft.InShards(2, ("a:b", "12345"), ("c", "123")).ToBytes()];
        var verifier = new ModelVerifier(ModelCase.Trust(KeyRing.Aurora), ModelCase.At, allowLegacy: true);
        for (int round = 0; round < 1_000; round++)
        {
            byte[] damaged = damage.Of(statements[round % 2]);
            Envelope envelope = KeyRing.Aurora.Sign("application/vnd.in-toto+json", damaged);
            ModelReport report = verifier.Verify(ModelBundleText.Of(envelope, KeyRing.Aurora.KeyId).ToBytes());

            Assert.True(report.Manifest is null or { Files.Length: > 0 });
            Assert.All(report.Manifest?.Files ?? [], file => Assert.True(
                file.Name is "." || ResourceName.IsCanonical(file.Name), file.Name));
        }
    }

    [Fact]
    public void Damaged_published_bundles_are_data_for_every_method()
    {
        byte[][] seeds = [.. SignatureVectors.Rows("oms").Concat(SignatureVectors.Rows("oms-schema"))
            .Select(row => File.ReadAllBytes(row.Bundle))];
        var roots = TrustedRoots.Load([SignatureVectors.At("root-signing/targets/trusted_root.json")]);
        string pem = File.ReadAllText(SignatureVectors.At(
            "model-transparency/scripts/tests/keys/certificate/ca-cert.pem"));
        Assert.True(CertificateAuthorities.TryParse(pem, out CertificateAuthorities? authorities));
        ModelTrust[] methods =
        [
            ModelCase.Trust(KeyRing.Aurora),
            new ModelTrust.ByCertificate(authorities, roots),
            new ModelTrust.ByIdentity(roots, "name", "issuer"),
        ];
        var damage = new Damage(5);
        int count = 0;
        foreach (byte[] seed in seeds)
        {
            for (int round = 0; round < 60; round++)
            {
                byte[] damaged = damage.Of(seed);
                foreach (ModelTrust method in methods)
                {
                    _ = new ModelVerifier(method, ModelCase.At).Verify(damaged).Verdict;
                    count++;
                }
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"oms-fuzz: {count} damaged bundles verified");
        Assert.Equal(seeds.Length * 60 * 3, count);
    }
}
