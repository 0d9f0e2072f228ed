using System.Collections.Immutable;
using System.Globalization;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.Drafts;

/// <summary>Reads the digests that a thing declares, in whatever form its format writes one.</summary>
internal static class DigestReader
{
    /// <summary>More than there are functions; the rest is left out with a finding.</summary>
    private const int MostDigests = 64;

    /// <summary>The digests of a list that stands at a place, each once.</summary>
    public static ImmutableArray<DeclaredDigest> Read(
        IEnumerable<Part> hashes, Pointer at, Func<Part, DeclaredDigest?> readOne, Report report) =>
        Read(hashes, hash => hash.At, at, readOne, report);

    /// <summary>The same of a list whose items are no objects.</summary>
    public static ImmutableArray<DeclaredDigest> Read<T>(
        IEnumerable<T> hashes,
        Func<T, Pointer> placeOf,
        Pointer at,
        Func<T, DeclaredDigest?> readOne,
        Report report)
    {
        var digests = new HashSet<DeclaredDigest>();
        foreach (T hash in hashes)
        {
            if (digests.Count == MostDigests)
            {
                report.Warn(
                    FindingCodes.ValueInvalid, placeOf(hash), $"More than {MostDigests} hashes; the rest was left out.");
                break;
            }

            if (readOne(hash) is { } digest)
            {
                digests.Add(digest);
            }
        }

        if (digests.Count > 0 && !digests.Any(digest => digest.IsStrong))
        {
            report.Warn(
                FindingCodes.WeakDigest,
                at,
                "Only MD5 or SHA-1 identifies it, which never counts as integrity evidence.",
                "SHA-256 or stronger");
        }

        return [.. digests];
    }

    /// <summary>The digest of a function; null, with a finding, where the text is none.</summary>
    public static DeclaredDigest? Create(HashFunction function, string? content, Pointer at, Report report)
    {
        if (!DeclaredDigest.TryCreate(function, content, out DeclaredDigest? digest))
        {
            string expected = string.Create(
                CultureInfo.InvariantCulture, $"{DeclaredDigest.HexLengthOf(function)} hexadecimal digits");
            report.Warn(FindingCodes.ValueInvalid, at, $"This is no {function} digest.", expected, content);
        }

        return digest;
    }
}
