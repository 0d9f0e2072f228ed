using System.Collections.Immutable;
using System.Diagnostics;
using AiBom.Domain;
using AiBom.Lineage;
using AiBom.Storage;
using AiBom.Storage.Reads;

namespace AiBom.Registry.Catalog;

/// <summary>Finds entities by what people have in hand, and reads them as they stand.</summary>
public sealed class EntityCatalog(AibomStore store)
{
    /// <summary>The most candidates that an ambiguous reference lists.</summary>
    public const int MaxCandidates = 20;

    /// <summary>
    /// Finds what a reference means: exactly one thing, nothing, or several. A digest of the thing itself goes before
    /// that of a file, because a small file may be shared by many.
    /// </summary>
    public async Task<EntityLookup> FindAsync(
        EntityReference reference, LineageGraph lineage, CancellationToken cancellationToken)
    {
        ImmutableArray<int> named = await NamedAsync(reference, lineage, cancellationToken);
        ImmutableArray<int> distinct = [.. named.Select(id => lineage.Resolve(id)).Distinct()];
        return distinct switch
        {
            [] => new EntityLookup.NotFound(reference),
            [int one] => new EntityLookup.Found(one),
            _ => new EntityLookup.Ambiguous(reference, [.. distinct.Take(MaxCandidates)]),
        };
    }

    /// <summary>The keys that a reference itself leads to, whatever else names the same things.</summary>
    public async Task<ImmutableArray<int>> NamedAsync(
        EntityReference reference, LineageGraph lineage, CancellationToken cancellationToken)
    {
        IEnumerable<int> found = reference switch
        {
            EntityReference.ById(int id) => [id],
            EntityReference.ByDigest(string digest) => await ByDigestAsync(digest, cancellationToken),
            EntityReference.ByPackageUrl(string url) => await ByPackageUrlAsync(url, cancellationToken),
            EntityReference.ByName(string name) => await ByNameAsync(name, cancellationToken),
            _ => throw new UnreachableException(),
        };
        return [.. found.Where(lineage.Has).Distinct()];
    }

    /// <summary>
    /// Reads entities by the numbers of any of their keys; numbers that the record has not are left out. A read may be
    /// ahead of the graph by a commit: a key that the graph does not know yet stands for itself.
    /// </summary>
    public async Task<IReadOnlyDictionary<int, Entity>> ReadAsync(
        IReadOnlyCollection<int> ids, LineageGraph lineage, CancellationToken cancellationToken)
    {
        var members = ids.Distinct().ToDictionary(
            id => id, id => lineage.Has(id) ? lineage.Members(id) : [id]);
        IReadOnlyDictionary<int, EntityRecord> records = await store.Reads.Entities.ByIdAsync(
            members.Values.SelectMany(keys => keys).Distinct(), cancellationToken);
        return members.Where(pair => records.ContainsKey(pair.Key)).ToDictionary(
            pair => pair.Key,
            pair => EntityReading.Read(
                lineage.Has(pair.Key) ? lineage.Resolve(pair.Key) : pair.Key,
                [.. pair.Value.Select(id => records[id])]));
    }

    private async Task<IEnumerable<int>> ByDigestAsync(string digest, CancellationToken cancellationToken)
    {
        if (!DeclaredDigest.TryParse(digest, out DeclaredDigest? declared))
        {
            return [];
        }

        DigestMatch[] matches =
            [.. (await store.Reads.Entities.ByDigestAsync([declared], cancellationToken))[declared]];
        DigestMatch[] whole = [.. matches.Where(match => match.File is null)];
        return (whole.Length > 0 ? whole : matches).Select(match => match.EntityId);
    }

    private async Task<IEnumerable<int>> ByPackageUrlAsync(string url, CancellationToken cancellationToken)
    {
        if (!PackageUrl.TryParse(url, out PackageUrl? parsed))
        {
            return [];
        }

        IdentityKey[] keys = [.. IdentityKey.OfPackageUrl(parsed)];
        IReadOnlyDictionary<string, EntityRecord> exact = await store.Reads.Entities.ByKeyAsync(
            keys.Select(key => key.Text), cancellationToken);
        if (exact.Count > 0)
        {
            return exact.Values.Select(entity => entity.Id);
        }

        // Nobody wrote the commit just so: it may be recorded whole.
        int[] whole =
        [
            .. (await store.Reads.Entities.AlikeAsync(keys, cancellationToken))
                .Where(record => IdentityKey.TryParse(record.Key, out IdentityKey commit)
                    && keys.Any(key => key.Abbreviates(commit)))
                .Select(record => record.Id),
        ];
        return whole.Length > 0
            ? whole
            : (await store.Reads.Entities.ByPackageUrlAsync(parsed, cancellationToken)).Select(entity => entity.Id);
    }

    private async Task<IEnumerable<int>> ByNameAsync(string name, CancellationToken cancellationToken)
    {
        int at = name.LastIndexOf('@');
        (string qualifiedName, string? version) = at > 0 ? (name[..at], name[(at + 1)..]) : (name, null);
        ImmutableArray<EntityRecord> found =
            await store.Reads.Entities.ByNameAsync(qualifiedName, version, cancellationToken);
        return found.Select(entity => entity.Id);
    }
}
