using AiBom.Domain;
using AiBom.Storage.Reads;

namespace AiBom.Registry.Ingestion;

/// <summary>
/// One package URL, or one name and version, for different bytes: nothing is merged, and the conflict is said. Digests
/// are compared within one hash function only; of different functions nothing follows.
/// </summary>
internal static class IdentityRule
{
    /// <param name="keys">What the document declares.</param>
    /// <param name="records">By key, every record of what a declared package URL names.</param>
    public static IEnumerable<Finding> PackageUrls(DeclaredKeys keys, ILookup<string, EntityRecord> records)
    {
        for (int i = 0; i < keys.Entities.Length; i++)
        {
            string? url = keys.Of(i)
                .Where(key => key.Scheme is IdentityScheme.PackageUrl)
                .Select(key => key.Text)
                .FirstOrDefault();
            if (url is not null
                && Conflict([.. keys.DigestsOf(i)], records[url].Select(record => record.Key)) is { } other)
            {
                yield return Finding(
                    keys.Entities[i],
                    $"The package URL '{FindingLimits.Cut(keys.Entities[i].PackageUrl ?? url)}'",
                    keys.DigestsOf(i),
                    other);
            }
        }
    }

    /// <param name="position">The position of what the document describes.</param>
    /// <param name="keys">What the document declares.</param>
    /// <param name="sameName">Everything recorded under the same name and version.</param>
    public static IEnumerable<Finding> Names(
        int position, DeclaredKeys keys, IEnumerable<EntityRecord> sameName)
    {
        DeclaredEntity entity = keys.Entities[position];
        string[] digests = [.. keys.DigestsOf(position)];
        IEnumerable<string> recorded = sameName
            .Where(record => record.Kind == entity.Kind && record.Scheme is IdentityScheme.Digest)
            .Select(record => record.Key);
        if (Conflict(digests, recorded) is { } other)
        {
            yield return Finding(
                entity, $"The name '{FindingLimits.Cut(entity.QualifiedNameAndVersion())}'", digests, other);
        }
    }

    /// <summary>A recorded digest of the same function as a declared one, where none of that function agrees.</summary>
    private static string? Conflict(string[] declared, IEnumerable<string> recorded)
    {
        ILookup<string, string> byFunction = recorded
            .Where(key => !key.StartsWith("pkg:", StringComparison.Ordinal)
                && !key.StartsWith("name:", StringComparison.Ordinal))
            .ToLookup(FunctionOf, StringComparer.Ordinal);
        return declared
            .GroupBy(FunctionOf, StringComparer.Ordinal)
            .Where(group => byFunction.Contains(group.Key)
                && !byFunction[group.Key].Intersect(group, StringComparer.Ordinal).Any())
            .Select(group => byFunction[group.Key].Order(StringComparer.Ordinal).First())
            .FirstOrDefault();
    }

    private static string FunctionOf(string digest) => digest[..digest.IndexOf(':', StringComparison.Ordinal)];

    private static Finding Finding(DeclaredEntity entity, string what, IEnumerable<string> declared, string other) =>
        RecordRules.Warn(
            FindingCodes.NameDigestConflict,
            entity.Pointer,
            $"{what} is recorded for other bytes. Nothing was merged.",
            expected: other,
            found: declared.First());
}
