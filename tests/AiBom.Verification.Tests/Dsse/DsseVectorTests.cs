using AiBom.Testing;
using AiBom.Testing.Signing;
using AiBom.Verification.Dsse;
using AiBom.Verification.Keys;

namespace AiBom.Verification.Tests.Dsse;

/// <summary>Published envelopes and keys of others; both are ECDSA with signatures in IEEE P1363.</summary>
public sealed class DsseVectorTests
{
    private const string Specification = "conformance/signatures/dsse-spec";
    private const string Summary = "conformance/signatures/slsa-verifier/cli/slsa-verifier/testdata/vsa/gce/v1";

    [Theory]
    [InlineData($"{Specification}/envelope.json", $"{Specification}/key.pem")]
    [InlineData($"{Summary}/gke-gce-pre.bcid-vsa.jsonl", $"{Summary}/vsa_signing_public_key.pem")]
    public void A_published_envelope_opens_under_its_key_and_no_other(string envelope, string key)
    {
        Assert.SkipUnless(Repository.HasShared(envelope, out string reason), reason);
        byte[] bytes = File.ReadAllBytes(Repository.Shared(envelope));
        DsseEnvelope read = Assert.IsType<EnvelopeReading.Envelope>(DsseEnvelopeReader.Read(bytes)).Value;
        Assert.True(PublicKey.TryParse(File.ReadAllText(Repository.Shared(key)), out PublicKey? known, out _));

        Assert.Equal(SignatureVerdict.Holds, read.Open(known, out OpenedEnvelope? opened));
        Assert.NotNull(opened);
        Assert.Equal(known.Id, opened.Signer.Id);
        Assert.Equal(SignatureVerdict.DoesNotHold, read.Open(Trusted.KeyOf(KeyRing.Aurora), out _));
    }

    [Fact]
    public void The_pre_authentication_encoding_is_the_published_one()
    {
        const string File = $"{Specification}/pae.txt";
        Assert.SkipUnless(Repository.HasShared(File, out string reason), reason);
        byte[] expected = System.IO.File.ReadAllBytes(Repository.Shared(File));

        Assert.Equal(
            System.Security.Cryptography.SHA256.HashData(expected),
            PreAuthenticationEncoding.Of("http://example.com/HelloWorld", "hello world"u8.ToArray())
                .Hash(System.Security.Cryptography.HashAlgorithmName.SHA256));
    }

    [Fact]
    public void Published_bundles_are_data_and_never_trusted_where_nobody_is()
    {
        const string Index = "conformance/signatures/INDEX.tsv";
        Assert.SkipUnless(Repository.HasShared(Index, out string reason), reason);
        string[] bundles =
        [
            .. File.ReadLines(Repository.Shared(Index))
                .Skip(1)
                .Select(line => line.Split('\t'))
                .Where(row => row[1] is "sigstore-bundle")
                .Select(row => Repository.Shared($"conformance/signatures/{row[3]}"))
                .Where(File.Exists),
        ];

        Assert.True(bundles.Length > 50, $"{bundles.Length} bundles are listed.");
        Assert.All(bundles, bundle => Assert.Matches(
            "^(NOT_CHECKED (envelope|signature):|INVALID quarantined (envelope|signature):"
            + "|UNTRUSTED_SIGNER quarantined signature:SIGNER_UNKNOWN)",
            Trusted.Verdict(File.ReadAllBytes(bundle))));
    }
}
