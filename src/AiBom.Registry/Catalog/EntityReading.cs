using System.Collections.Immutable;
using System.Diagnostics;
using AiBom.Domain;
using AiBom.Storage.Reads;

namespace AiBom.Registry.Catalog;

/// <summary>
/// Reads one thing from the records of all keys that name it: of each attribute the best-proved claim.
/// </summary>
internal static class EntityReading
{
    /// <param name="id">The key that stands for the thing.</param>
    /// <param name="records">Its keys; at least one.</param>
    public static Entity Read(int id, ImmutableArray<EntityRecord> records)
    {
        ImmutableArray<EntityRecord> strongest =
            [.. records.OrderBy(record => record.Scheme).ThenBy(record => record.Id)];

        // A document that describes the thing knows its name better than one that only refers to it.
        EntityRecord named = strongest
            .OrderByDescending(record => record.Name.Length > 0)
            .ThenByDescending(record => record.IsDescribed)
            .ThenByDescending(record => record.NameAssurance)
            .First();
        Claimed<DateTimeOffset>? created = Best(strongest, record => record.Created);
        Entity entity = Of(named.Kind, id, [.. strongest.Select(record => record.Key)]);
        return entity with
        {
            Group = named.Group,
            Name = named.Name,
            Version = named.Version,
            PackageUrl = Best(strongest, record => record.PackageUrl)?.Value,
            Description = Best(strongest, record => record.Description)?.Value,
            CreatedAt = created?.Value,
            CreatedAtAssurance = created?.Assurance,
            Ancestors = Worst(strongest, record => record.Ancestors),
            TrainingData = Worst(strongest, record => record.TrainingData),
            Labels = Worst(strongest, record => record.Labels),
            IsDescribed = strongest.Any(record => record.IsDescribed),
        };
    }

    private static Entity Of(EntityKind kind, int id, ImmutableArray<string> keys) => kind switch
    {
        EntityKind.Model => new ModelVersion { Id = id, Keys = keys },
        EntityKind.Dataset => new DatasetVersion { Id = id, Keys = keys },
        EntityKind.LabelSet => new LabelSet { Id = id, Keys = keys },
        EntityKind.AiSystem => new AiSystemVersion { Id = id, Keys = keys },
        EntityKind.SoftwareComponent => new SoftwareComponent { Id = id, Keys = keys },
        _ => throw new UnreachableException($"Entity {id} is of the unknown kind '{kind}'."),
    };

    private static Claimed<T>? Best<T>(ImmutableArray<EntityRecord> records, Func<EntityRecord, Claimed<T>?> claim) =>
        records.Select(claim).Aggregate((Claimed<T>?)null, Claimed.Better);

    private static Completeness Worst(
        ImmutableArray<EntityRecord> records, Func<EntityRecord, Claimed<Completeness>?> claim) =>
        records.Select(claim).Aggregate((Claimed<Completeness>?)null, Claimed.Worse)?.Value
            ?? Completeness.NotSpecified;
}
