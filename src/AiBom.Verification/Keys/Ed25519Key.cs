using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace AiBom.Verification.Keys;

/// <summary>
/// A public key of Ed25519 (RFC 8032). What may be a key is decided here; signatures are verified by libcrypto, and
/// nowhere else: where that is absent, a signature is neither good nor bad.
/// </summary>
internal sealed class Ed25519Key
{
    /// <summary>The length of a raw public key.</summary>
    public const int Length = 32;

    /// <summary>The length of a signature.</summary>
    public const int SignatureLength = 64;

    // RFC 8032 section 5.1: the field and the curve's constant d = -121665/121666.
    private static readonly BigInteger P = BigInteger.Pow(2, 255) - 19;
    private static readonly BigInteger D = BigInteger.Parse(
        "37095705934669439343138083508754565189542113879843219016388785533085940283555", CultureInfo.InvariantCulture);

    private readonly Libcrypto.EvpKey? imported;

    private Ed25519Key(Libcrypto.EvpKey? imported) => this.imported = imported;

    /// <summary>Imports 32 bytes, or says why they are no key that anyone may sign with.</summary>
    /// <param name="raw">The bytes.</param>
    /// <param name="isSupported">Whether libcrypto is there.</param>
    /// <param name="key">The key.</param>
    /// <param name="problem">What is wrong otherwise.</param>
    public static bool TryImport(
        ReadOnlySpan<byte> raw,
        bool isSupported,
        [NotNullWhen(true)] out Ed25519Key? key,
        [NotNullWhen(false)] out string? problem)
    {
        key = null;
        problem = raw.Length == Length ? Judge(raw) : $"An Ed25519 key has {Length} bytes, not {raw.Length}.";
        if (problem is not null)
        {
            return false;
        }

        key = new Ed25519Key(isSupported ? Libcrypto.ImportEd25519(raw) : null);
        return true;
    }

    /// <summary>Whether a signature over the content holds.</summary>
    public SignatureVerdict Verify(SignedBytes content, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SignatureLength)
        {
            return SignatureVerdict.DoesNotHold;
        }

        if (imported is null)
        {
            return SignatureVerdict.Unsupported;
        }

        // Pure Ed25519 cannot be verified from a digest.
        if (content.Join() is not { } whole)
        {
            return SignatureVerdict.Unsupported;
        }

        return Libcrypto.Verifies(imported, whole.Span, signature)
            ? SignatureVerdict.Holds
            : SignatureVerdict.DoesNotHold;
    }

    /// <summary>
    /// A key must be a point in its one encoding. A point of low order is refused: under such a key a signature made
    /// without any secret holds for many messages, so it names nobody.
    /// </summary>
    private static string? Judge(ReadOnlySpan<byte> raw)
    {
        Span<byte> bytes = stackalloc byte[Length];
        raw.CopyTo(bytes);
        bool isOdd = bytes[^1] >= 0x80;
        bytes[^1] &= 0x7f;
        var y = new BigInteger(bytes, isUnsigned: true);
        if (y >= P)
        {
            return "The Ed25519 key is not in its one encoding (RFC 8032 section 5.1.2).";
        }

        BigInteger xx = SquareOfX(y);
        if ((xx.IsZero && isOdd) || BigInteger.ModPow(xx, (P - 1) / 2, P) == P - 1)
        {
            return "The Ed25519 key is no point of its curve (RFC 8032 section 5.1.3).";
        }

        return HasLowOrder(y, xx) ? "The Ed25519 key is a point of low order, under which anyone can sign." : null;
    }

    /// <summary>Solves the curve's equation, -x² + y² = 1 + dx²y², for x².</summary>
    private static BigInteger SquareOfX(BigInteger y)
    {
        BigInteger yy = y * y % P;
        return Mod((yy - 1) * Inverse(Mod((D * yy) + 1)));
    }

    /// <summary>Whether eight times the point is the neutral element (0, 1).</summary>
    private static bool HasLowOrder(BigInteger y, BigInteger xx)
    {
        for (int doubling = 0; doubling < 3; doubling++)
        {
            BigInteger yy = y * y % P;
            y = Mod((yy + xx) * Inverse(Mod(1 - (D * xx % P * yy))));
            xx = SquareOfX(y);
        }

        return y.IsOne;
    }

    private static BigInteger Inverse(BigInteger value) => BigInteger.ModPow(value, P - 2, P);

    private static BigInteger Mod(BigInteger value)
    {
        BigInteger rest = value % P;
        return rest.Sign < 0 ? rest + P : rest;
    }
}
