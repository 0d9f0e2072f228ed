using System.Numerics;
using System.Security.Cryptography;
using AiBom.Domain;
using AiBom.Testing.Signing;
using AiBom.Verification.Keys;
using AiBom.Verification.Trust;

namespace AiBom.Verification.Tests.Keys;

public sealed class Ed25519Tests
{
    /// <summary>RFC 8032 section 7.1: secret, public key, message, signature.</summary>
    private static readonly string[][] Rfc8032 =
    [
        [
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
                + "d25bf5f0595bbe24655141438e7a100b",
        ],
        [
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
                + "387b2eaeb4302aeeb00d291612bb0c00",
        ],
        [
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
                + "4a7c15e9716ed28dc027beceea1ec40a",
        ],
        [
            "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
            "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd"
                + "454d4423643ce80e2a9ac94fa54ca49f",
            "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e030"
                + "3dca179c138ac17ad9bef1177331a704",
        ],
    ];



    [Fact]
    public void The_vectors_of_rfc_8032_hold()
    {
        Skip();
        foreach (string[] vector in Rfc8032)
        {
            byte[][] bytes = [.. vector.Select(Convert.FromHexString)];
            var signer = new Ed25519Signer(bytes[0]);

            Assert.Equal(bytes[1], signer.PublicKey.ToArray());
            Assert.Equal(bytes[3], signer.Sign(bytes[2]));
            Assert.Equal(SignatureVerdict.Holds, Verify(new Case(bytes[1], bytes[2], bytes[3])));
        }
    }

    [Fact]
    public void Every_verdict_is_the_one_that_node_gives()
    {
        Skip();
        Case[] cases = [.. Cases()];
        bool[]? second = NodeVerifier.Ed25519(cases.Select(one => (one.Key, one.Message, one.Signature)));
        Assert.SkipWhen(second is null, "Node is not installed.");

        Assert.Equal(cases.Length, second.Length);
        Assert.All(cases.Index(), one => Assert.Equal(
            second[one.Index] ? SignatureVerdict.Holds : SignatureVerdict.DoesNotHold, Verify(one.Item)));
        Assert.InRange(second.Count(holds => holds), 20, cases.Length / 2);
    }

    [Fact]
    public void A_damaged_signature_message_or_key_does_not_hold()
    {
        Skip();
        var signer = Ed25519Signer.FromSeed("damage");
        byte[] message = "model weights"u8.ToArray();
        byte[] sound = signer.Sign(message);

        Assert.Equal(SignatureVerdict.Holds, Verify(new Case(signer.PublicKey.ToArray(), message, sound)));
        Assert.All(
            Enumerable.Range(0, sound.Length * 8).Select(bit => Flip(sound, bit)),
            damaged => Assert.Equal(
                SignatureVerdict.DoesNotHold, Verify(new Case(signer.PublicKey.ToArray(), message, damaged))));
        byte[][] others = [[], sound[..^1], [.. sound, 0], new byte[64], PlusL(sound)];
        Assert.All(others, other => Assert.Equal(
            SignatureVerdict.DoesNotHold, Verify(new Case(signer.PublicKey.ToArray(), message, other))));
    }

    [Fact]
    public void Keys_of_low_order_and_keys_that_are_no_points_are_refused()
    {
        // The eight points whose order divides eight, as y and the sign of x; then encodings that are not the one.
        string[] lowOrder =
        [
            "0100000000000000000000000000000000000000000000000000000000000000",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0000000000000000000000000000000000000000000000000000000000000080",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        ];
        string[] notCanonical =
        [
            "0100000000000000000000000000000000000000000000000000000000000080",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        ];

        Assert.All(lowOrder, hex => Assert.Contains("low order", Refusal(hex), StringComparison.Ordinal));
        Assert.All(notCanonical, hex => Assert.NotEqual("", Refusal(hex)));
        Assert.Contains("no point", Refusal("02" + new string('0', 62)), StringComparison.Ordinal);
        Assert.Equal("", Refusal(Rfc8032[0][1]));
    }

    [Fact]
    public void A_key_in_another_frame_is_refused()
    {
        byte[] sound = Ed25519Signer.FromSeed("frame").ExportSubjectPublicKeyInfo();
        byte[][] others = [sound[..^1], [.. sound, 0], [.. sound[..1], 0x2b, .. sound[2..], 0]];

        Assert.True(PublicKeyReader.TryRead(sound, out PublicKey? key, out _));
        Assert.Equal(KeyAlgorithm.Ed25519, key.Algorithm);
        Assert.Equal(Digest.Of(sound), key.Id);
        Assert.All(others, der => Assert.False(PublicKeyReader.TryRead(der, out _, out _)));
    }

    [Fact]
    public void An_envelope_signed_with_ed25519_makes_its_signer_the_author()
    {
        Skip();
        var signer = Signer.Ed25519("an envelope");

        Assert.Equal("VALID author=aurora signer", Verdict(signer, isSupported: true, keyId: signer.KeyId));
        Assert.Equal("VALID author=aurora signer", Verdict(signer, isSupported: true, keyId: null));
    }

    [Fact]
    public void Where_the_platform_lacks_it_a_signature_is_unsupported_and_never_false()
    {
        var signer = Signer.Ed25519("elsewhere");
        const string unsupported = "NOT_CHECKED signature:ALGORITHM_UNSUPPORTED";

        Assert.Equal(unsupported, Verdict(signer, isSupported: false, keyId: signer.KeyId));
        Assert.Equal(unsupported, Verdict(signer, isSupported: false, keyId: null));

        // A signature that names another key, or is of another length, says enough to be judged.
        Assert.Equal(
            "UNTRUSTED_SIGNER quarantined signature:SIGNER_UNKNOWN",
            Verdict(signer, isSupported: false, keyId: KeyRing.Stranger.KeyId));
    }

    [Fact]
    public void Many_verifications_under_one_key_at_once_agree()
    {
        Skip();
        var signer = Ed25519Signer.FromSeed("many");
        byte[] signature = signer.Sign("many"u8);
        Assert.True(PublicKeyReader.TryRead(signer.ExportSubjectPublicKeyInfo(), out PublicKey? key, out _));

        SignatureVerdict Under(PublicKey known, byte[] content) =>
            known.Verify(new SignedBytes(content), signature, SignatureForms.Dsse);

        Parallel.For(0, 500, _ =>
        {
            Assert.Equal(SignatureVerdict.Holds, Under(key, "many"u8.ToArray()));
            Assert.Equal(SignatureVerdict.DoesNotHold, Under(key, "few"u8.ToArray()));
        });
    }

    private static void Skip() => Assert.SkipUnless(Libcrypto.IsLoaded, "libcrypto is not loaded on this platform.");

    private static IEnumerable<Case> Cases()
    {
        var random = new Random(25519);
        foreach (string[] vector in Rfc8032)
        {
            byte[][] bytes = [.. vector.Select(Convert.FromHexString)];
            var sound = new Case(bytes[1], bytes[2], bytes[3]);
            yield return sound;
            yield return sound with { Signature = PlusL(sound.Signature) };
            yield return sound with { Message = [.. sound.Message, 0] };
            for (int round = 0; round < 20; round++)
            {
                yield return sound with { Signature = Flip(sound.Signature, random.Next(512)) };
            }
        }

        for (int number = 0; number < 20; number++)
        {
            var signer = Ed25519Signer.FromSeed($"case {number}");
            var message = new byte[random.Next(2_000)];
            random.NextBytes(message);
            var sound = new Case(signer.PublicKey.ToArray(), message, signer.Sign(message));
            yield return sound;
            yield return sound with { Signature = Flip(sound.Signature, random.Next(512)) };
            yield return sound with { Signature = [.. sound.Signature[..32], .. new byte[32]] };

            // R is the neutral element, S is zero: what holds under a key of low order must not under another.
            yield return sound with { Signature = [1, .. new byte[63]] };
        }
    }

    private static byte[] Flip(byte[] bytes, int bit)
    {
        byte[] flipped = [.. bytes];
        flipped[bit / 8] ^= (byte)(1 << (bit % 8));
        return flipped;
    }

    /// <summary>The same signature with S + L: a second spelling, which RFC 8032 section 5.1.7 refuses.</summary>
    private static byte[] PlusL(byte[] signature)
    {
        BigInteger s = new BigInteger(signature.AsSpan(32), isUnsigned: true) + Ed25519Signer.L;
        byte[] other = [.. signature[..32], .. new byte[32]];
        s.TryWriteBytes(other.AsSpan(32), out _, isUnsigned: true);
        return other;
    }

    private static SignatureVerdict Verify(Case one)
    {
        Assert.True(PublicKeyReader.TryRead(
            Ed25519Signer.ToSubjectPublicKeyInfo(one.Key), out PublicKey? key, out Finding? refusal), refusal?.Message);
        return key.Verify(new SignedBytes(one.Message), one.Signature, SignatureForms.Dsse);
    }

    private static string Refusal(string hex)
    {
        byte[] der = Ed25519Signer.ToSubjectPublicKeyInfo(Convert.FromHexString(hex));
        return PublicKeyReader.TryRead(der, out _, out Finding? refusal) ? "" : refusal.Message;
    }

    private static string Verdict(Signer signer, bool isSupported, string? keyId)
    {
        byte[] der = PemEncoding.TryFind(signer.Pem, out PemFields fields)
            ? Convert.FromBase64String(signer.Pem[fields.Base64Data])
            : [];
        Assert.True(PublicKeyReader.TryRead(der, isSupported, out PublicKey? key, out _));
        byte[] bundle = (signer.SignDocument(Trusted.Document) with { KeyId = keyId }).ToBytes();
        return Trusted.Verdict(new TrustPolicy([TrustedSigner.Of("aurora", key)]), "aurora", [bundle]);
    }

    private sealed record Case(byte[] Key, byte[] Message, byte[] Signature);
}
