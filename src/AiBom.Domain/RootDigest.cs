using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace AiBom.Domain;

/// <summary>
/// The one digest of an artifact of several files: SHA-256 over the concatenated raw SHA-256 digests of its files
/// (OpenSSF Model Signing 1.0, section 6.5.1), the files in code-point order of their names.
/// </summary>
public static class RootDigest
{
    /// <summary>Computes it from the files' SHA-256 digests by name.</summary>
    /// <exception cref="ArgumentException">There is no file: nothing has no digest.</exception>
    public static Digest Of(IEnumerable<(string Name, Digest Digest)> files)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        int count = 0;
        foreach ((_, Digest digest) in files.OrderBy(file => file.Name, CodePointOrder.Comparer))
        {
            hash.AppendData(digest.ToBytes());
            count++;
        }

        return count > 0
            ? Digest.FromHash(hash.GetHashAndReset())
            : throw new ArgumentException("A root digest needs at least one file.", nameof(files));
    }

    /// <summary>
    /// Computes it from declared files. There is none where a file lacks a SHA-256 digest or a name stands twice: a
    /// digest of some of the files would be an identity of something else.
    /// </summary>
    public static bool TryOf(ImmutableArray<DeclaredFile> files, [NotNullWhen(true)] out Digest? root)
    {
        root = null;
        var named = new Dictionary<string, Digest>(StringComparer.Ordinal);
        foreach (DeclaredFile file in files)
        {
            DeclaredDigest? declared = file.Digests.FirstOrDefault(digest => digest.Function is HashFunction.Sha256);
            if (declared is null
                || !Digest.TryParseHex(declared.Hex, out Digest? digest)
                || !named.TryAdd(file.Name, digest))
            {
                return false;
            }
        }

        root = named.Count > 0 ? Of(named.Select(pair => (pair.Key, pair.Value))) : null;
        return root is not null;
    }
}

/// <summary>The order of strings by Unicode code point, which is UTF-8 byte order and not UTF-16 order.</summary>
internal static class CodePointOrder
{
    public static Comparer<string> Comparer { get; } = Comparer<string>.Create(Compare);

    private static int Compare(string? left, string? right) =>
        System.Text.Encoding.UTF8.GetBytes(left ?? "").AsSpan()
            .SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(right ?? ""));
}
