using System.Security.Cryptography;
using System.Text.Json;
using AiBom.Domain;
using AiBom.Verification.Dsse;

namespace AiBom.Verification.Keys;

/// <summary>Reads public keys in JSON (RFC 7517, RFC 7518 section 6, RFC 8037 section 2).</summary>
internal static class JsonWebKey
{
    /// <summary>
    /// Reads a key. It is judged as a key that someone wants to register is, so one key has one id in whatever form.
    /// </summary>
    public static JsonWebKeyReading Read(JsonElement jwk)
    {
        if (jwk.ValueKind is not JsonValueKind.Object)
        {
            return new JsonWebKeyReading.Malformed("A public key is no object.");
        }

        // A private key in a document is compromised; its public half proves nothing any more.
        if (jwk.TryGetProperty("d", out _))
        {
            return new JsonWebKeyReading.Malformed("A public key has the private member 'd'.");
        }

        try
        {
            byte[]? der = (Text(jwk, "kty"), Text(jwk, "crv")) switch
            {
                ("EC", "P-256") => Ecdsa(jwk, ECCurve.NamedCurves.nistP256, 32),
                ("EC", "P-384") => Ecdsa(jwk, ECCurve.NamedCurves.nistP384, 48),
                ("EC", "P-521") => Ecdsa(jwk, ECCurve.NamedCurves.nistP521, 66),
                ("OKP", "Ed25519") => [.. PublicKeyReader.Ed25519Prefix, .. Bytes(jwk, "x", 32)],
                ("RSA", _) => Rsa(jwk),
                _ => null,
            };
            if (der is null)
            {
                return new JsonWebKeyReading.Unsupported($"{Text(jwk, "kty")} {Text(jwk, "crv")}".TrimEnd());
            }

            PublicKeyReader.TryRead(der, out PublicKey? key, out Finding? refusal);
            return (key, refusal?.Outcome) switch
            {
                ({ } read, _) => new JsonWebKeyReading.Key(read),
                (_, Outcome.Unsupported) => new JsonWebKeyReading.Unsupported(refusal.Found ?? ""),
                _ => new JsonWebKeyReading.Malformed(refusal!.Message),
            };
        }
        catch (Exception refused) when (refused is JsonException or CryptographicException)
        {
            return new JsonWebKeyReading.Malformed("A public key's members are not those of a valid key.");
        }
    }

    private static byte[] Ecdsa(JsonElement jwk, ECCurve curve, int length)
    {
        using ECDsa key = ECDsa.Create(new ECParameters
        {
            Curve = curve,
            Q = new ECPoint { X = Bytes(jwk, "x", length), Y = Bytes(jwk, "y", length) },
        });
        return key.ExportSubjectPublicKeyInfo();
    }

    private static byte[] Rsa(JsonElement jwk)
    {
        byte[] modulus = Bytes(jwk, "n", length: null);
        byte[] exponent = Bytes(jwk, "e", length: null);
        if (modulus is [0, ..] || exponent is [0, ..] || modulus.Length * 8 > VerificationLimits.RsaBitsMost)
        {
            throw new JsonException("A number of the key has leading zeros or is too long.");
        }

        using RSA key = RSA.Create(new RSAParameters { Modulus = modulus, Exponent = exponent });
        return key.ExportSubjectPublicKeyInfo();
    }

    private static string Text(JsonElement jwk, string name) =>
        jwk.TryGetProperty(name, out JsonElement value) && value.ValueKind is JsonValueKind.String
            ? value.GetString()!
            : "";

    private static byte[] Bytes(JsonElement jwk, string name, int? length) =>
        StrictBase64.TryDecodeUrl(Text(jwk, name), out byte[]? bytes) && bytes.Length == (length ?? bytes.Length)
            ? bytes
            : throw new JsonException($"'{name}' is not base64url of its length.");
}

/// <summary>What came of reading a key.</summary>
internal abstract record JsonWebKeyReading
{
    private JsonWebKeyReading()
    {
    }

    /// <summary>It can be used.</summary>
    public sealed record Key(PublicKey Value) : JsonWebKeyReading;

    /// <summary>It is of a kind under which nothing is verified.</summary>
    public sealed record Unsupported(string Found) : JsonWebKeyReading;

    /// <summary>It is no public key.</summary>
    public sealed record Malformed(string Problem) : JsonWebKeyReading;
}
