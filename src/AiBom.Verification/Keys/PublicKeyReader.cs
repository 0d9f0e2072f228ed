using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography;
using AiBom.Domain;

namespace AiBom.Verification.Keys;

/// <summary>Reads a SubjectPublicKeyInfo and refuses all that is not one plain, strong, public key.</summary>
internal static class PublicKeyReader
{
    public const string PemLabel = "PUBLIC KEY";

    private const string Check = "public-key";
    private const string EcPublicKey = "1.2.840.10045.2.1";
    private const string RsaEncryption = "1.2.840.113549.1.1.1";

    [SuppressMessage("Security", "S1313:RSPEC-1313", Justification = "An object identifier (RFC 8410), no address.")]
    private const string IdEd25519 = "1.3.101.112";

    /// <summary>A SubjectPublicKeyInfo of Ed25519 up to the key itself, in its one DER form (RFC 8410).</summary>
    public static ReadOnlySpan<byte> Ed25519Prefix =>
        [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];

    public static bool TryRead(
        string? pem, [NotNullWhen(true)] out PublicKey? key, [NotNullWhen(false)] out Finding? refusal)
    {
        key = null;
        return TryDer(pem, out byte[]? der, out refusal) && TryRead(der, out key, out refusal);
    }

    /// <summary>Reads a SubjectPublicKeyInfo in DER.</summary>
    public static bool TryRead(
        byte[] der, [NotNullWhen(true)] out PublicKey? key, [NotNullWhen(false)] out Finding? refusal) =>
        TryRead(der, Libcrypto.IsLoaded, out key, out refusal);

    /// <summary>Reads a SubjectPublicKeyInfo in DER, on a platform that has Ed25519 or has not.</summary>
    public static bool TryRead(
        byte[] der,
        bool hasEd25519,
        [NotNullWhen(true)] out PublicKey? key,
        [NotNullWhen(false)] out Finding? refusal)
    {
        key = null;
        if (!TryAlgorithm(der, out KeyAlgorithm algorithm, out refusal))
        {
            return false;
        }

        if (algorithm is KeyAlgorithm.Ed25519)
        {
            return TryReadEd25519(der, hasEd25519, out key, out refusal);
        }

        AsymmetricAlgorithm? imported = null;
        try
        {
            imported = Import(algorithm, der);
            refusal = Judge(imported, der);
            if (refusal is null)
            {
                key = new PublicKey(algorithm, der, imported);
                imported = null;
            }
        }
        catch (CryptographicException)
        {
            // The platform tells a point off its curve and broken DER apart only in words of its own.
            refusal = Malformed("The key's parameters are not those of a valid public key.");
        }
        finally
        {
            imported?.Dispose();
        }

        return key is not null;
    }

    /// <summary>Imports a SubjectPublicKeyInfo whose algorithm is known.</summary>
    /// <exception cref="CryptographicException">It is none.</exception>
    public static AsymmetricAlgorithm Import(KeyAlgorithm algorithm, ReadOnlySpan<byte> der)
    {
        AsymmetricAlgorithm key = algorithm is KeyAlgorithm.Rsa ? RSA.Create() : ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(der, out _);
            return key;
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    private static bool TryDer(
        string? pem, [NotNullWhen(true)] out byte[]? der, [NotNullWhen(false)] out Finding? refusal)
    {
        der = null;
        refusal = null;
        if (pem is null || pem.Length > VerificationLimits.PemLength || !PemEncoding.TryFind(pem, out PemFields fields))
        {
            refusal = Malformed(
                $"Expected one PEM block '{PemLabel}' of at most {VerificationLimits.PemLength} characters.");
            return false;
        }

        string label = pem[fields.Label];
        if (label.Contains("PRIVATE", StringComparison.Ordinal))
        {
            refusal = Malformed("This is a private key. It is compromised now: revoke it, and register a public key.");
        }
        else if (!string.Equals(label, PemLabel, StringComparison.Ordinal))
        {
            refusal = Malformed($"Expected a PEM block '{PemLabel}'.") with { Found = FindingLimits.Cut(label) };
        }
        else if (!pem.AsSpan()[..fields.Location.Start.Value].IsWhiteSpace()
            || !pem.AsSpan()[fields.Location.End.Value..].IsWhiteSpace())
        {
            refusal = Malformed("Expected one PEM block and nothing beside it.");
        }
        else
        {
            der = Convert.FromBase64String(pem[fields.Base64Data]);
        }

        return refusal is null;
    }

    /// <summary>Reads the AlgorithmIdentifier (RFC 5480 section 2.1.1, RFC 8017 appendix A.1).</summary>
    private static bool TryAlgorithm(byte[] der, out KeyAlgorithm algorithm, [NotNullWhen(false)] out Finding? refusal)
    {
        algorithm = default;
        refusal = null;
        try
        {
            var outer = new AsnReader(der, AsnEncodingRules.DER);
            AsnReader info = outer.ReadSequence();
            AsnReader identifier = info.ReadSequence();
            string name = identifier.ReadObjectIdentifier();
            string? curve = name is EcPublicKey && identifier.PeekTag() == Asn1Tag.ObjectIdentifier
                ? identifier.ReadObjectIdentifier()
                : null;
            KeyAlgorithm? known = (name, curve) switch
            {
                (RsaEncryption, _) => KeyAlgorithm.Rsa,
                (IdEd25519, _) => KeyAlgorithm.Ed25519,
                (EcPublicKey, "1.2.840.10045.3.1.7") => KeyAlgorithm.EcdsaP256,
                (EcPublicKey, "1.3.132.0.34") => KeyAlgorithm.EcdsaP384,
                (EcPublicKey, "1.3.132.0.35") => KeyAlgorithm.EcdsaP521,
                _ => null,
            };
            algorithm = known.GetValueOrDefault();
            refusal = known is null ? Unsupported(curve ?? name) : null;
        }
        catch (AsnContentException)
        {
            refusal = Malformed("The PEM block holds no SubjectPublicKeyInfo in DER (RFC 5280 section 4.1.2.7).");
        }

        return refusal is null;
    }

    private static bool TryReadEd25519(
        byte[] der, bool isSupported, [NotNullWhen(true)] out PublicKey? key, [NotNullWhen(false)] out Finding? refusal)
    {
        key = null;
        refusal = null;
        if (!der.AsSpan().StartsWith(Ed25519Prefix))
        {
            refusal = Malformed("The SubjectPublicKeyInfo of an Ed25519 key is not as RFC 8410 writes it.");
        }
        else if (Ed25519Key.TryImport(
            der.AsSpan(Ed25519Prefix.Length), isSupported, out Ed25519Key? imported, out string? problem))
        {
            key = new PublicKey(der, imported);
        }
        else
        {
            refusal = Malformed(problem);
        }

        return key is not null;
    }

    /// <summary>What speaks against a key that could be imported; null for nothing.</summary>
    private static Finding? Judge(AsymmetricAlgorithm key, byte[] der)
    {
        // DER has one spelling for one key, and so a key has one id. Explicit curve parameters end here too.
        if (!key.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(der))
        {
            return Malformed("The SubjectPublicKeyInfo is not in its one DER form with a named curve.");
        }

        return key is RSA rsa && !IsStrong(rsa.ExportParameters(includePrivateParameters: false).Exponent, rsa.KeySize)
            ? Unsupported($"RSA of {rsa.KeySize} bits")
            : null;
    }

    /// <summary>The bounds of the modulus; and an exponent that is odd, above 1, and costs little.</summary>
    private static bool IsStrong(byte[]? exponent, int bits) =>
        bits is >= VerificationLimits.RsaBitsLeast and <= VerificationLimits.RsaBitsMost
            && exponent is not (null or [] or [1] or { Length: > sizeof(uint) })
            && (exponent[^1] & 1) == 1;

    private static Finding Malformed(string message) =>
        new(Check, Outcome.Malformed, FindingCodes.ValueInvalid, Severity.Error, "", message);

    private static Finding Unsupported(string found) => new(
        Check,
        Outcome.Unsupported,
        FindingCodes.AlgorithmUnsupported,
        Severity.Error,
        "",
        "No signature is verified under a key of this kind.",
        Expected: $"Ed25519, ECDSA on P-256, P-384 or P-521, or RSA of {VerificationLimits.RsaBitsLeast} to "
            + $"{VerificationLimits.RsaBitsMost} bits with a small odd exponent",
        Found: found);
}
