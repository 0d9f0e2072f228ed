using System.Collections.Immutable;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.Drafts;

/// <summary>
/// An in-toto <c>DigestSet</c>: digests of the bytes, and the commit of the repository, which is a revision and never
/// the digest of any bytes.
/// </summary>
/// <param name="Digests">The digests of the bytes.</param>
/// <param name="Commit">The commit; null where none is named.</param>
internal sealed record DigestSet(ImmutableArray<DeclaredDigest> Digests, string? Commit)
{
    /// <summary>More than there are functions.</summary>
    private const int MostDigests = 64;

    private static readonly DigestSet None = new([], null);

    /// <summary>Reads the set in a field.</summary>
    /// <param name="owner">The object that has the field.</param>
    /// <param name="field">The field's name.</param>
    /// <param name="isRepository">Whether it is of a repository, of which SLSA 0.2 writes the commit as SHA-1.</param>
    /// <param name="report">Takes what is wrong.</param>
    public static DigestSet Read(Part owner, string field, bool isRepository, Report report)
    {
        if (owner.Object(field) is not { } set)
        {
            return None;
        }

        string? commit = null;
        var digests = ImmutableArray.CreateBuilder<DeclaredDigest>();
        foreach (string name in set.Json.EnumerateObject().Take(MostDigests).Select(member => member.Name))
        {
            if (name is "gitCommit" || (isRepository && name is "sha1"))
            {
                commit ??= set.Text(name) is { } text && IsCommit(text) ? text.ToLowerInvariant() : null;
            }
            else if (ReadOne(name, set, report) is { } digest)
            {
                digests.Add(digest);
            }
        }

        if (digests.Count > 0 && !digests.Any(digest => digest.IsStrong))
        {
            DigestReader.WarnOfWeakness(set.At, report);
        }

        return new DigestSet(digests.DrainToImmutable(), commit);
    }

    private static DeclaredDigest? ReadOne(string name, Part set, Report report)
    {
        if (DeclaredDigest.TryDigestSetFunction(name, out HashFunction function))
        {
            return DigestReader.Create(function, set.Text(name), set.At.To(name), report);
        }

        if (name is not ("gitTag" or "gitTree" or "gitBlob"))
        {
            report.Inform(
                FindingCodes.AlgorithmUnsupported,
                set.At.To(name),
                "A digest by this function identifies no bytes here.");
        }

        return null;
    }

    /// <summary>SHA-1 or SHA-256 in hexadecimal, as git writes its commits.</summary>
    private static bool IsCommit(string text) =>
        text.Length is 40 or 64 && text.All(char.IsAsciiHexDigit);
}
