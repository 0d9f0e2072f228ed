using System.Diagnostics.CodeAnalysis;

namespace AiBom.Domain;

/// <summary>A hash algorithm that a document may name (CycloneDX <c>hash-alg</c>, SPDX <c>HashAlgorithm</c>).</summary>
public enum HashFunction
{
    /// <summary>MD5: collisions are easy, so it never counts as integrity evidence.</summary>
    Md5 = 1,

    /// <summary>SHA-1: collisions are affordable, so it never counts as integrity evidence.</summary>
    Sha1,

    /// <summary>SHA-256 (FIPS 180-4), the function of this record's own content addresses.</summary>
    Sha256,

    /// <summary>SHA-384 (FIPS 180-4).</summary>
    Sha384,

    /// <summary>SHA-512 (FIPS 180-4).</summary>
    Sha512,

    /// <summary>SHA3-256 (FIPS 202).</summary>
    Sha3256,

    /// <summary>SHA3-384 (FIPS 202).</summary>
    Sha3384,

    /// <summary>SHA3-512 (FIPS 202).</summary>
    Sha3512,

    /// <summary>BLAKE2b-256 (RFC 7693).</summary>
    Blake2b256,

    /// <summary>BLAKE2b-384 (RFC 7693).</summary>
    Blake2b384,

    /// <summary>BLAKE2b-512 (RFC 7693).</summary>
    Blake2b512,

    /// <summary>BLAKE3 with 256 bits of output.</summary>
    Blake3,

    /// <summary>Streebog-256 (RFC 6986).</summary>
    Streebog256,

    /// <summary>Streebog-512 (RFC 6986).</summary>
    Streebog512,
}

/// <summary>A digest as a document declares it; a claim about bytes until bytes were hashed.</summary>
/// <param name="Function">The function the document names.</param>
/// <param name="Hex">Lowercase hexadecimal of the length that the function has.</param>
public sealed record DeclaredDigest(HashFunction Function, string Hex)
{
    private static readonly Dictionary<string, HashFunction> ByCycloneDxName = new(StringComparer.OrdinalIgnoreCase)
    {
        ["MD5"] = HashFunction.Md5,
        ["SHA-1"] = HashFunction.Sha1,
        ["SHA-256"] = HashFunction.Sha256,
        ["SHA-384"] = HashFunction.Sha384,
        ["SHA-512"] = HashFunction.Sha512,
        ["SHA3-256"] = HashFunction.Sha3256,
        ["SHA3-384"] = HashFunction.Sha3384,
        ["SHA3-512"] = HashFunction.Sha3512,
        ["BLAKE2b-256"] = HashFunction.Blake2b256,
        ["BLAKE2b-384"] = HashFunction.Blake2b384,
        ["BLAKE2b-512"] = HashFunction.Blake2b512,
        ["BLAKE3"] = HashFunction.Blake3,
        ["Streebog-256"] = HashFunction.Streebog256,
        ["Streebog-512"] = HashFunction.Streebog512,
    };

    private static readonly Dictionary<string, HashFunction> ByDigestSetName = new(StringComparer.Ordinal)
    {
        ["md5"] = HashFunction.Md5,
        ["sha1"] = HashFunction.Sha1,
        ["sha256"] = HashFunction.Sha256,
        ["sha384"] = HashFunction.Sha384,
        ["sha512"] = HashFunction.Sha512,
        ["sha3_256"] = HashFunction.Sha3256,
        ["sha3_384"] = HashFunction.Sha3384,
        ["sha3_512"] = HashFunction.Sha3512,
        ["blake2b"] = HashFunction.Blake2b512,
        ["blake3"] = HashFunction.Blake3,
    };

    /// <summary>Whether the digest may serve as identity and as integrity evidence: MD5 and SHA-1 may not.</summary>
    public bool IsStrong => Function is not (HashFunction.Md5 or HashFunction.Sha1);

    /// <summary>The function's name in CycloneDX (<c>hash-alg</c>), such as <c>SHA-256</c>.</summary>
    public string CycloneDxName => ByCycloneDxName.First(pair => pair.Value == Function).Key;

    /// <summary>The number of hexadecimal digits that a digest of <paramref name="function"/> has.</summary>
    public static int HexLengthOf(HashFunction function) => function switch
    {
        HashFunction.Md5 => 32,
        HashFunction.Sha1 => 40,
        HashFunction.Sha384 or HashFunction.Sha3384 or HashFunction.Blake2b384 => 96,
        HashFunction.Sha512 or HashFunction.Sha3512 or HashFunction.Blake2b512 or HashFunction.Streebog512 => 128,
        _ => 64,
    };

    /// <summary>Finds the function that CycloneDX calls <paramref name="name"/>.</summary>
    public static bool TryFunction(string? name, out HashFunction function)
    {
        function = default;
        return name is not null && ByCycloneDxName.TryGetValue(name, out function);
    }

    /// <summary>
    /// Finds the function of content digests that an in-toto <c>DigestSet</c> calls <paramref name="name"/>. What is
    /// left out (<c>gitCommit</c>, <c>gitTree</c>, <c>dirHash</c>) is a digest of something else than the bytes.
    /// </summary>
    public static bool TryDigestSetFunction(string name, out HashFunction function) =>
        ByDigestSetName.TryGetValue(name, out function);

    /// <summary>
    /// Makes a declared digest of <paramref name="content"/>; hexadecimal case is folded, length is checked.
    /// </summary>
    public static bool TryCreate(HashFunction function, string? content, [NotNullWhen(true)] out DeclaredDigest? digest)
    {
        digest = content is not null && content.Length == HexLengthOf(function) && content.All(char.IsAsciiHexDigit)
            ? new DeclaredDigest(function, content.ToLowerInvariant())
            : null;
        return digest is not null;
    }

    /// <summary>Reads what <see cref="ToString"/> writes; a bare digest of 64 digits is SHA-256.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out DeclaredDigest? digest)
    {
        digest = null;
        int colon = text?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        return colon <= 0
            ? TryCreate(HashFunction.Sha256, text, out digest)
            : char.IsAsciiLetter(text![0])
                && Enum.TryParse(text.AsSpan(0, colon), ignoreCase: true, out HashFunction function)
                && Enum.IsDefined(function)
                && TryCreate(function, text[(colon + 1)..], out digest);
    }

    /// <summary>
    /// <c>sha256:…</c>, <c>md5:…</c>: the function in lowercase without punctuation, then the digits.
    /// </summary>
    public override string ToString() => $"{Function.ToString().ToLowerInvariant()}:{Hex}";
}
