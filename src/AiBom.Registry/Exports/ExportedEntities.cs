using AiBom.Domain;
using AiBom.Lineage;
using AiBom.Registry.Catalog;
using AiBom.Storage;
using AiBom.Storage.Reads;

namespace AiBom.Registry.Exports;

/// <summary>Reads the things of a lineage as a document declares them.</summary>
internal sealed class ExportedEntities(AibomStore store, EntityCatalog catalog)
{
    /// <summary>Reads them, in order.</summary>
    public async Task<IReadOnlyList<DeclaredEntity>> ReadAsync(
        int[] ids, LineageGraph lineage, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<int, Entity> entities = await catalog.ReadAsync(ids, lineage, cancellationToken);
        Dictionary<int, int> things = ids
            .SelectMany(id => lineage.Members(id), (id, key) => (id, key))
            .ToDictionary(pair => pair.key, pair => pair.id);
        ILookup<int, OrganizationClaimRecord> organizations = ByThing(
            await store.Reads.Documents.OrganizationsAsync(things.Keys, cancellationToken), things);
        ILookup<int, LabelingRecord> labelings = ByThing(
            await store.Reads.Documents.LabelingsAsync(
                [.. things.Keys.Where(key => entities[things[key]].Kind is EntityKind.LabelSet)], cancellationToken),
            things);
        return [.. ids.Select(id => Declare(entities[id], [.. organizations[id]], [.. labelings[id]]))];
    }

    private static ILookup<int, T> ByThing<T>(ILookup<int, T> byKey, Dictionary<int, int> things) => byKey
        .SelectMany(group => group, (group, value) => (Thing: things[group.Key], value))
        .ToLookup(pair => pair.Thing, pair => pair.value);

    private static DeclaredEntity Declare(
        Entity entity, OrganizationClaimRecord[] organizations, LabelingRecord[] labelings) => new()
        {
            Kind = entity.Kind,
            Pointer = "",
            Group = entity.Group,
            Name = entity.Name,
            Version = entity.Version,
            PackageUrl = PackageUrlOf(entity),
            Description = entity.Description,
            Digests =
            [
                .. entity.Digests
                    .Select(key => DeclaredDigest.TryParse(key, out DeclaredDigest? digest) ? digest : null)
                    .OfType<DeclaredDigest>(),
            ],
            Created = entity.CreatedAt,

            // That it was given to somebody is the giver's word; in the author's mouth it would be evidence.
            Organizations =
            [
                .. organizations
                    .Where(claim => claim.Role is not OrganizationRole.Recipient)
                    .DistinctBy(claim => (claim.Role, claim.Organization ?? claim.Name))
                    .Select(claim => new OrganizationClaim(claim.Role, claim.Name, "")),
            ],
            Completeness = [.. CompletenessOf(entity)],

            // Of several periods the one that covers all: an incident takes every statement as true.
            LabeledFrom = labelings.Min(labeling => labeling.From),
            LabeledUntil = labelings.Max(labeling => labeling.Until),
            IsDescribed = entity.IsDescribed,
        };

    /// <summary>
    /// A package URL with a revision identifies, so only one that the record takes for a key of this thing is written.
    /// </summary>
    private static string? PackageUrlOf(Entity entity)
    {
        if (PackageUrl.TryParse(entity.PackageUrl, out PackageUrl? url)
            && (IdentityKey.OfPackageUrl(url, entity.Kind) is not { } key
                || entity.Keys.Contains(key.Text, StringComparer.Ordinal)))
        {
            return entity.PackageUrl;
        }

        return entity.Keys.FirstOrDefault(own => own.StartsWith("pkg:", StringComparison.Ordinal));
    }

    private static IEnumerable<CompletenessClaim> CompletenessOf(Entity entity)
    {
        foreach ((CompletenessRelation relation, Completeness completeness) in new[]
        {
            (CompletenessRelation.Ancestors, entity.Ancestors),
            (CompletenessRelation.TrainingData, entity.TrainingData),
            (CompletenessRelation.Labels, entity.Labels),
        })
        {
            if (completeness is not Completeness.NotSpecified)
            {
                yield return new CompletenessClaim(relation, completeness, "");
            }
        }
    }
}
