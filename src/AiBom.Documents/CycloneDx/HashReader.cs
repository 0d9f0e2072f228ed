using System.Collections.Immutable;
using AiBom.Documents.Drafts;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx;

/// <summary>Reads <c>hashes</c> (CycloneDX <c>hash</c>).</summary>
internal static class HashReader
{
    public static ImmutableArray<DeclaredDigest> Read(Part component, Report report) =>
        DigestReader.Read(component, "hashes", ReadOne, report);

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

        return DigestReader.Create(function, content, hash.At.To("content"), report);
    }
}
