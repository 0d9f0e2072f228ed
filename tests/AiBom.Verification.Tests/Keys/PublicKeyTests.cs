using System.Formats.Asn1;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using AiBom.Domain;
using AiBom.Testing.Signing;
using AiBom.Verification.Keys;

namespace AiBom.Verification.Tests.Keys;

public sealed class PublicKeyTests
{
    // RFC 8410 section 10.1.
    private const string Ed25519 = """
        -----BEGIN PUBLIC KEY-----
        MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
        -----END PUBLIC KEY-----
        """;

    // A key for agreement (RFC 7748), under which nothing is signed.
    private const string X25519 = """
        -----BEGIN PUBLIC KEY-----
        MCowBQYDK2VuAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
        -----END PUBLIC KEY-----
        """;

    [Fact]
    public void The_id_is_the_digest_of_the_subject_public_key_info()
    {
        Assert.True(PublicKey.TryParse(KeyRing.Aurora.Pem, out PublicKey? key, out _));

        Assert.Equal(KeyRing.Aurora.KeyId, key.Id.Hex);
        Assert.Equal(KeyRing.Aurora.Pem, key.Pem);
        Assert.Equal(KeyAlgorithm.EcdsaP256, key.Algorithm);
    }

    [Fact]
    public void Ed25519_keys_are_read() => Assert.Equal("Ed25519", Read(Ed25519));

    [Fact]
    public void White_space_around_the_block_does_not_matter() =>
        Assert.Equal("EcdsaP256", Read($"\r\n  {KeyRing.Aurora.Pem.ReplaceLineEndings("\r\n")}\n\n"));

    [Fact]
    public void Anything_but_one_public_key_is_refused()
    {
        string pem = KeyRing.Aurora.Pem;

        Assert.Equal("VALUE_INVALID", Read(null));
        Assert.Equal("VALUE_INVALID", Read(""));
        Assert.Equal("VALUE_INVALID", Read("ssh-ed25519 AAAA"));
        Assert.Equal("VALUE_INVALID", Read(pem + "\n" + pem));
        Assert.Equal("VALUE_INVALID", Read("Key of aurora:\n" + pem));
        Assert.Equal("VALUE_INVALID", Read(pem[..^30]));
        Assert.Equal("VALUE_INVALID", Read(pem + new string(' ', VerificationLimits.PemLength)));
        Assert.Equal("VALUE_INVALID", Read(pem.Replace("PUBLIC KEY", "CERTIFICATE", StringComparison.Ordinal)));
        Assert.Equal("VALUE_INVALID", Read(pem.Replace("PUBLIC KEY", "RSA PUBLIC KEY", StringComparison.Ordinal)));
        Assert.Equal("VALUE_INVALID", Read(Pem("no DER at all"u8.ToArray())));
        Assert.Equal("VALUE_INVALID", Read(Pem([])));
    }

    [Fact]
    public void A_private_key_is_refused_and_never_repeated()
    {
        Assert.False(PublicKey.TryParse(KeyRing.Aurora.PrivatePem, out _, out Finding? refusal));

        Assert.Equal(FindingCodes.ValueInvalid, refusal.Code);
        Assert.Contains("private key", refusal.Message, StringComparison.Ordinal);
        string secret = KeyRing.Aurora.PrivatePem.Split('\n')[1];
        Assert.DoesNotContain(secret[..20], refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Algorithms_that_are_not_verified_cannot_be_registered()
    {
        using var koblitz = ECDsa.Create(ECCurve.CreateFromFriendlyName("secP256k1"));
        using var short1024 = RSA.Create(1024);
        using var short2040 = RSA.Create(2040);

        Assert.Equal("ALGORITHM_UNSUPPORTED", Read(X25519));
        Assert.Equal("ALGORITHM_UNSUPPORTED", Read(koblitz.ExportSubjectPublicKeyInfoPem()));
        Assert.Equal("ALGORITHM_UNSUPPORTED", Read(short1024.ExportSubjectPublicKeyInfoPem()));
        Assert.Equal("ALGORITHM_UNSUPPORTED", Read(short2040.ExportSubjectPublicKeyInfoPem()));
    }

    [Fact]
    public void Explicit_curve_parameters_are_refused_even_where_they_are_those_of_a_named_curve()
    {
        using var named = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var explicitly = ECDsa.Create(named.ExportExplicitParameters(includePrivateParameters: false));

        Assert.Equal("ALGORITHM_UNSUPPORTED", Read(explicitly.ExportSubjectPublicKeyInfoPem()));
    }

    [Fact]
    public void A_point_off_its_curve_and_bytes_after_the_key_are_refused()
    {
        byte[] der = Der(KeyRing.Aurora.Pem);
        byte[] offCurve = [.. der];
        offCurve[^1] ^= 1;

        Assert.Equal("VALUE_INVALID", Read(Pem(offCurve)));
        Assert.Equal("VALUE_INVALID", Read(Pem([.. der, 0])));
        Assert.Equal("VALUE_INVALID", Read(Pem(der[..^1])));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("65536")]
    [InlineData("18446744073709551617")]
    public void An_rsa_exponent_that_is_one_or_even_or_large_is_refused(string exponent)
    {
        using var sound = RSA.Create(2048);
        RSAParameters parameters = sound.ExportParameters(includePrivateParameters: false);
        var key = new AsnWriter(AsnEncodingRules.DER);
        using (key.PushSequence())
        {
            key.WriteIntegerUnsigned(parameters.Modulus);
            key.WriteInteger(BigInteger.Parse(exponent, CultureInfo.InvariantCulture));
        }

        byte[] der = Info(key.Encode(), identifier =>
        {
            identifier.WriteObjectIdentifier("1.2.840.113549.1.1.1");
            identifier.WriteNull();
        });
        Assert.Contains(Read(Pem(der)), (string[])["ALGORITHM_UNSUPPORTED", "VALUE_INVALID"]);
    }

    [Fact]
    public void One_key_has_one_spelling_and_so_one_id()
    {
        using var rsa = RSA.Create(2048);
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        ECPoint point = ecdsa.ExportParameters(includePrivateParameters: false).Q;
        byte[] whole = [4, .. point.X!, .. point.Y!];
        byte[] compressed = [(byte)(2 + (point.Y[^1] & 1)), .. point.X];

        Assert.Equal("EcdsaP256", Read(Pem(Info(whole, P256))));
        Assert.Equal("VALUE_INVALID", Read(Pem(Info(compressed, P256))));
        Assert.Equal("VALUE_INVALID", Read(Pem(Info(whole, identifier =>
        {
            P256(identifier);
            identifier.WriteNull();
        }))));
        Assert.Equal("VALUE_INVALID", Read(Pem(Info(
            rsa.ExportRSAPublicKey(), identifier => identifier.WriteObjectIdentifier("1.2.840.113549.1.1.1")))));

        static void P256(AsnWriter identifier)
        {
            identifier.WriteObjectIdentifier("1.2.840.10045.2.1");
            identifier.WriteObjectIdentifier("1.2.840.10045.3.1.7");
        }
    }

    [Fact]
    public void Every_truncation_and_every_flipped_bit_of_a_key_is_refused_or_another_key()
    {
        byte[] der = Der(KeyRing.Aurora.Pem);
        for (int i = 0; i < der.Length; i++)
        {
            byte[] flipped = [.. der];
            flipped[i] ^= 0x10;

            Assert.NotEqual("EcdsaP256", Read(Pem(flipped)));
            Assert.NotEqual("EcdsaP256", Read(Pem(der[..i])));
        }
    }

    /// <summary>A SubjectPublicKeyInfo of any content.</summary>
    private static byte[] Info(byte[] key, Action<AsnWriter> writeIdentifier)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writeIdentifier(writer);
            }

            writer.WriteBitString(key);
        }

        return writer.Encode();
    }

    private static byte[] Der(string pem) => Convert.FromBase64String(string.Concat(pem.Split('\n')[1..^1]));

    private static string Pem(byte[] der) => PemEncoding.WriteString("PUBLIC KEY", der);

    /// <summary>The algorithm of the key, or the code of the refusal.</summary>
    private static string Read(string? pem) =>
        PublicKey.TryParse(pem, out PublicKey? key, out Finding? refusal) ? key.Algorithm.ToString() : refusal.Code;
}
