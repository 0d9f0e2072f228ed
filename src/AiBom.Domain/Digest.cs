using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json.Serialization;

namespace AiBom.Domain;

/// <summary>
/// The SHA-256 content address of bytes that the record keeps: two blobs are one exactly when these are equal.
/// </summary>
[JsonConverter(typeof(DigestJsonConverter))]
public sealed record Digest
{
    /// <summary>The length of <see cref="Hex"/>.</summary>
    public const int HexLength = 64;

    private const string Scheme = "sha256:";

    private Digest(string hex) => Hex = hex;

    /// <summary>Lowercase hexadecimal, without the <c>sha256:</c> scheme.</summary>
    public string Hex { get; }

    /// <summary>Computes the digest of <paramref name="content"/>.</summary>
    public static Digest Of(ReadOnlySpan<byte> content) => new(Convert.ToHexStringLower(SHA256.HashData(content)));

    /// <summary>Wraps the 32 bytes of a SHA-256 hash that was computed elsewhere.</summary>
    /// <exception cref="ArgumentException">There are not exactly 32 bytes.</exception>
    public static Digest FromHash(ReadOnlySpan<byte> hash) => hash.Length == SHA256.HashSizeInBytes
        ? new Digest(Convert.ToHexStringLower(hash))
        : throw new ArgumentException($"A SHA-256 hash has 32 bytes, not {hash.Length}.", nameof(hash));

    /// <summary>Reads 64 lowercase hexadecimal digits. Uppercase is refused: a key has one spelling.</summary>
    public static bool TryParseHex([NotNullWhen(true)] string? hex, [NotNullWhen(true)] out Digest? digest)
    {
        digest = hex is { Length: HexLength } && hex.All(char.IsAsciiHexDigitLower) ? new Digest(hex) : null;
        return digest is not null;
    }

    /// <summary>Reads <c>sha256:&lt;64 lowercase hex&gt;</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Digest? digest)
    {
        digest = null;
        return text is not null
            && text.StartsWith(Scheme, StringComparison.Ordinal)
            && TryParseHex(text[Scheme.Length..], out digest);
    }

    /// <summary>Reads what <see cref="ToString"/> wrote, from our own record.</summary>
    /// <exception cref="FormatException">The text is not a digest: the record is damaged.</exception>
    public static Digest Parse(string text) => TryParse(text, out Digest? digest)
        ? digest
        : throw new FormatException($"Expected 'sha256:' and 64 lowercase hexadecimal digits, found '{text}'.");

    /// <summary>The 32 bytes.</summary>
    public byte[] ToBytes() => Convert.FromHexString(Hex);

    /// <inheritdoc/>
    public override string ToString() => Scheme + Hex;
}
