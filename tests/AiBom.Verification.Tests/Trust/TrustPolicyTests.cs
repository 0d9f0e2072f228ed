using AiBom.Domain;
using AiBom.Testing.Signing;
using AiBom.Verification.Trust;

namespace AiBom.Verification.Tests.Trust;

public sealed class TrustPolicyTests
{
    [Fact]
    public void The_key_ids_are_listed_once_and_in_order_whatever_the_order_of_registration()
    {
        (Signer, string, DateTimeOffset?, DateTimeOffset?)[] signers =
        [
            (KeyRing.Cobalt, "cobalt", null, null),
            (KeyRing.Aurora, "aurora", null, null),
            (KeyRing.Aurora, "consortium", null, null),
        ];
        string[] expected =
            [.. new[] { KeyRing.Aurora.KeyId, KeyRing.Cobalt.KeyId }.Order(StringComparer.Ordinal)];

        Assert.Equal(expected, Trusted.Policy(signers).SignerIds.Select(id => id.Hex));
        Assert.Equal(expected, Trusted.Policy([.. signers.Reverse()]).SignerIds.Select(id => id.Hex));
        Assert.Equal(3, Trusted.Policy(signers).Signers.Length);
        Assert.Empty(TrustPolicy.Empty.SignerIds);
    }

    [Fact]
    public void An_organization_whose_keys_are_all_retired_still_has_signers()
    {
        TrustPolicy policy = Trusted.Policy((KeyRing.Aurora, "aurora", null, Trusted.At.AddYears(-1)));

        Assert.True(policy.HasSigners("aurora"));
        Assert.False(policy.HasSigners("Aurora"));
        Assert.False(policy.HasSigners("cobalt"));
        Assert.False(policy.HasSigners(null));
    }

    [Fact]
    public void The_key_that_a_signature_names_is_tried_first_then_the_publishers_then_all()
    {
        TrustPolicy policy = Trusted.Policy(
            (KeyRing.Aurora, "aurora", null, null),
            (KeyRing.Cobalt, "cobalt", null, null),
            (KeyRing.Northwind, "northwind", null, null));
        Assert.True(Digest.TryParseHex(KeyRing.Northwind.KeyId, out Digest? named));

        Assert.Equal(
            [KeyRing.Northwind.KeyId, KeyRing.Cobalt.KeyId, KeyRing.Aurora.KeyId],
            policy.Candidates(named, "cobalt").Select(key => key.Id.Hex));
        Assert.Equal(3, policy.Candidates(null, null).Count());
    }

    [Fact]
    public void Keys_that_read_all_bytes_anew_are_tried_as_long_as_the_bytes_are_few()
    {
        TrustPolicy policy = Trusted.Policy(
            (Signer.Ed25519("1"), "aurora", null, null),
            (Signer.Ed25519("2"), "aurora", null, null),
            (Signer.Ed25519("3"), "aurora", null, null),
            (KeyRing.Cobalt, "cobalt", null, null));
        var trust = new PublisherTrust(publisher: null, policy, Trusted.At);

        Assert.Equal(4, trust.Candidates(named: null, length: 100).Count());
        Assert.Equal(
            ["EcdsaP256", "Ed25519", "Ed25519"],
            trust.Candidates(named: null, length: 300L * 1024 * 1024).Select(key => $"{key.Algorithm}").Order());
        Assert.Equal(2, trust.Candidates(named: null, length: long.MaxValue).Count());
    }

    [Fact]
    public void A_key_whose_time_was_renewed_counts_in_each_of_its_times()
    {
        TrustPolicy policy = Trusted.Policy(
            (KeyRing.Aurora, "aurora", null, Trusted.At.AddDays(-9)),
            (KeyRing.Aurora, "aurora", Trusted.At, null));

        Assert.Equal(
            "VALID author=aurora signer",
            Trusted.Verdict(policy, "aurora", [KeyRing.Aurora.SignDocument(Trusted.Document).ToBytes()]));
    }
}
