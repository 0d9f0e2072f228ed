using System.Collections.Immutable;
using System.Globalization;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx;

/// <summary>Reads <c>hashes</c> (CycloneDX <c>hash</c>).</summary>
internal static class HashReader
{
    /// <summary>More than there are functions; the rest is left out with a finding.</summary>
    private const int MostDigests = 64;

    public static ImmutableArray<DeclaredDigest> Read(Part component, Report report)
    {
        var digests = new HashSet<DeclaredDigest>();
        foreach (Part hash in component.Objects("hashes"))
        {
            if (digests.Count == MostDigests)
            {
                report.Warn(
                    FindingCodes.ValueInvalid, hash.At, $"More than {MostDigests} hashes; the rest was left out.");
                break;
            }

            if (ReadOne(hash, report) is { } digest)
            {
                digests.Add(digest);
            }
        }

        if (digests.Count > 0 && !digests.Any(digest => digest.IsStrong))
        {
            report.Warn(
                FindingCodes.WeakDigest,
                component.At.To("hashes"),
                "Only MD5 or SHA-1 identifies it, which never counts as integrity evidence.",
                "SHA-256 or stronger");
        }

        return [.. digests];
    }

    private static DeclaredDigest? ReadOne(Part hash, Report report)
    {
        string? algorithm = hash.Text("alg");
        string? content = hash.Text("content");
        if (!DeclaredDigest.TryFunction(algorithm, out HashFunction function))
        {
            report.Warn(
                FindingCodes.ValueInvalid,
                hash.At.To("alg"),
                "The hash algorithm is none of CycloneDX.",
                "SHA-256 or another of hash-alg",
                algorithm);
            return null;
        }

        if (!DeclaredDigest.TryCreate(function, content, out DeclaredDigest? digest))
        {
            string expected = string.Create(
                CultureInfo.InvariantCulture, $"{DeclaredDigest.HexLengthOf(function)} hexadecimal digits");
            report.Warn(
                FindingCodes.ValueInvalid, hash.At.To("content"), $"This is no {function} digest.", expected, content);
        }

        return digest;
    }
}
