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

    /// <summary>The digests of a list that stands in a field, each once.</summary>
    public static ImmutableArray<DeclaredDigest> Read(
        Part owner, string field, Func<Part, Report, DeclaredDigest?> readOne, Report report)
    {
        if (!owner.Has(field))
        {
            return [];
        }

        var digests = ImmutableArray.CreateBuilder<DeclaredDigest>();
        bool isStrong = false;
        foreach (Part hash in owner.Objects(field))
        {
            if (digests.Count == MostDigests)
            {
                report.Warn(
                    FindingCodes.ValueInvalid, hash.At, $"More than {MostDigests} hashes; the rest was left out.");
                break;
            }

            if (readOne(hash, report) is { } digest && !digests.Contains(digest))
            {
                digests.Add(digest);
                isStrong |= digest.IsStrong;
            }
        }

        if (digests.Count > 0 && !isStrong)
        {
            WarnOfWeakness(owner.At.To(field), report);
        }

        return digests.DrainToImmutable();
    }

    /// <summary>Says that there are digests, and none that counts.</summary>
    public static void WarnOfWeakness(Pointer at, Report report) => report.Warn(
        FindingCodes.WeakDigest,
        at,
        "Only MD5 or SHA-1 identifies it, which never counts as integrity evidence.",
        "SHA-256 or stronger");

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
