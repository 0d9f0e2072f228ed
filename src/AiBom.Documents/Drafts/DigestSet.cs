using System.Collections.Immutable;
using System.Text.Json;
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

        (string Name, Part Set)[] named =
            [.. set.Json.EnumerateObject().Select(member => (member.Name, set))];
        string? commit = named.Select(own => own.Name)
            .Where(name => name is "gitCommit" || (isRepository && name is "sha1"))
            .Select(set.Text)
            .FirstOrDefault(IsCommit)?
            .ToLowerInvariant();
        IEnumerable<(string Name, Part Set)> hashes = named.Where(own => !(isRepository && own.Name is "sha1"));
        return new DigestSet(
            DigestReader.Read(hashes, own => set.At.To(own.Name), set.At, own => ReadOne(own, report), report), commit);
    }

    private static DeclaredDigest? ReadOne((string Name, Part Set) own, Report report)
    {
        if (DeclaredDigest.TryDigestSetFunction(own.Name, out HashFunction function))
        {
            return DigestReader.Create(function, own.Set.Text(own.Name), own.Set.At.To(own.Name), report);
        }

        if (own.Name is not ("gitCommit" or "gitTag" or "gitTree" or "gitBlob"))
        {
            report.Inform(
                FindingCodes.AlgorithmUnsupported,
                own.Set.At.To(own.Name),
                "A digest by this function identifies no bytes here.");
        }

        return null;
    }

    /// <summary>SHA-1 or SHA-256 in hexadecimal, as git writes its commits.</summary>
    private static bool IsCommit(string? text) =>
        text is { Length: 40 or 64 } && text.All(char.IsAsciiHexDigit);
}
