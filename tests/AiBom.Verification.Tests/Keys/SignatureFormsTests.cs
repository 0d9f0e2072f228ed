using System.Security.Cryptography;
using AiBom.Testing.Signing;

namespace AiBom.Verification.Tests.Keys;

public sealed class SignatureFormsTests
{
    private const string Valid = "VALID author=aurora signer";
    private const string Invalid = "INVALID quarantined signature:SIGNATURE_INVALID";

    [Theory]
    [InlineData("nistP256", "SHA256", Valid)]
    [InlineData("nistP384", "SHA384", Valid)]
    [InlineData("nistP384", "SHA256", Valid)]
    [InlineData("nistP521", "SHA512", Valid)]
    [InlineData("nistP521", "SHA256", Valid)]
    [InlineData("nistP256", "SHA1", Invalid)]
    [InlineData("nistP256", "SHA512", Invalid)]
    [InlineData("nistP384", "SHA512", Invalid)]
    public void Ecdsa_holds_in_both_forms_with_the_hashes_of_its_curve(string curve, string hash, string expected)
    {
        foreach (DSASignatureFormat format in Enum.GetValues<DSASignatureFormat>())
        {
            var signer = Signer.Ecdsa(ECCurve.CreateFromFriendlyName(curve), new HashAlgorithmName(hash), format);

            Assert.Equal(expected, Verdict(signer, signer.SignDocument(Trusted.Document)));
        }
    }

    [Theory]
    [InlineData("SHA256", Valid)]
    [InlineData("SHA384", Valid)]
    [InlineData("SHA512", Valid)]
    [InlineData("SHA1", Invalid)]
    public void Rsa_holds_in_both_paddings_with_sha_2(string hash, string expected)
    {
        RSASignaturePadding[] paddings = [RSASignaturePadding.Pss, RSASignaturePadding.Pkcs1];
        foreach (RSASignaturePadding padding in paddings)
        {
            var signer = Signer.Rsa(2048, new HashAlgorithmName(hash), padding);

            Assert.Equal(expected, Verdict(signer, signer.SignDocument(Trusted.Document)));
        }
    }

    [Fact]
    public void A_signature_with_a_byte_more_or_less_does_not_hold()
    {
        Signer[] signers =
        [
            Signer.Ecdsa(),
            Signer.Ecdsa(format: DSASignatureFormat.IeeeP1363FixedFieldConcatenation),
            Signer.Rsa(2048, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
        ];
        foreach (Signer signer in signers)
        {
            Envelope sound = signer.SignDocument(Trusted.Document);
            byte[] signature = Convert.FromBase64String(sound.Signature);
            byte[][] others =
                [[.. signature, 0], [0, .. signature], signature[..^1], signature[1..], new byte[signature.Length]];
            foreach (byte[] other in others)
            {
                Assert.Equal(Invalid, Verdict(signer, sound with { Signature = Convert.ToBase64String(other) }));
            }
        }
    }

    [Fact]
    public void Many_verifications_under_one_key_at_once_agree()
    {
        byte[] sound = KeyRing.Aurora.SignDocument(Trusted.Document).ToBytes();

        Parallel.For(0, 200, _ => Assert.Equal(Valid, Trusted.Verdict(sound)));
    }

    private static string Verdict(Signer signer, Envelope envelope) =>
        Trusted.Verdict(Trusted.Policy((signer, "aurora", null, null)), "aurora", [envelope.ToBytes()]);
}
