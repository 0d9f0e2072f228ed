using System.Collections.Immutable;
using AiBom.Documents.Drafts;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.Spdx;

/// <summary>Reads <c>verifiedUsing</c> (Core <c>Hash</c>); other methods are no digests of the bytes.</summary>
internal static class HashReader
{
    /// <summary>The algorithms of the standard that this record has no use for.</summary>
    private static readonly HashSet<string> Unused = new(
        ["adler32", "crystalsdilithium", "crystalskyber", "falcon", "md2", "md4", "md6", "other", "sha224", "sha3224"],
        StringComparer.Ordinal);

    public static ImmutableArray<DeclaredDigest> Read(Node node, Report report)
    {
        string field = "verifiedUsing";
        if (!node.Part.Has(field) && node.Part.Has("hash"))
        {
            field = "hash";
            report.Warn(
                FindingCodes.FormTolerated,
                node.Part.At.To(field),
                "The hashes stand in another field; they were read all the same.",
                "verifiedUsing",
                field);
        }

        return DigestReader.Read(node.Part, field, ReadOne, report);
    }

    private static DeclaredDigest? ReadOne(Part hash, Report report)
    {
        if (hash.Text("type") is not ("Hash" or "spdx:Hash" or null))
        {
            return null;
        }

        Pointer at = hash.At.To("algorithm");
        string? written = hash.Text("algorithm");
        string plain = (written ?? "").ToLowerInvariant()
            .Replace("-", "", StringComparison.Ordinal)
            .Replace("_", "", StringComparison.Ordinal);
        if (Unused.Contains(plain))
        {
            report.Inform(FindingCodes.AlgorithmUnsupported, at, $"A digest of {plain} identifies nothing here.");
            return null;
        }

        if (plain.Length == 0
            || !char.IsAsciiLetter(plain[0])
            || !Enum.TryParse(plain, ignoreCase: true, out HashFunction function)
            || !Enum.IsDefined(function))
        {
            report.Warn(
                FindingCodes.ValueInvalid,
                at,
                "The hash algorithm is none of SPDX; the digest was left out.",
                "sha256 or another of HashAlgorithm",
                written);
            return null;
        }

        string name = NameOf(function);
        if (!name.Equals(written, StringComparison.Ordinal))
        {
            report.Warn(
                FindingCodes.FormTolerated, at, "The algorithm is spelled otherwise in the standard.", name, written);
        }

        return DigestReader.Create(function, hash.Text("hashValue"), hash.At.To("hashValue"), report);
    }

    private static string NameOf(HashFunction function) => function switch
    {
        HashFunction.Sha3256 => "sha3_256",
        HashFunction.Sha3384 => "sha3_384",
        HashFunction.Sha3512 => "sha3_512",
        _ => function.ToString().ToLowerInvariant(),
    };
}
