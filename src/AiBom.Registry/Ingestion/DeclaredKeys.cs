using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Lineage;
using AiBom.Storage.Reads;

namespace AiBom.Registry.Ingestion;

/// <summary>The keys of the entities that a document declares, and what the record already has under them.</summary>
internal sealed class DeclaredKeys
{
    private readonly ImmutableArray<ImmutableArray<IdentityKey>> keys;

    private DeclaredKeys(
        StatementSet statements,
        ImmutableArray<ImmutableArray<IdentityKey>> keys,
        IReadOnlyDictionary<string, EntityRecord> recorded,
        ImmutableArray<EntityRecord> alike)
    {
        Statements = statements;
        this.keys = keys;
        Recorded = recorded;
        Alike = alike;
    }

    /// <summary>What the document says.</summary>
    public StatementSet Statements { get; }

    /// <summary>The entities, in document order.</summary>
    public ImmutableArray<DeclaredEntity> Entities => Statements.Entities;

    /// <summary>What the record has, by key.</summary>
    public IReadOnlyDictionary<string, EntityRecord> Recorded { get; }

    /// <summary>What the record has that begins with the same digits as a declared commit, in any length.</summary>
    public ImmutableArray<EntityRecord> Alike { get; }

    public static async Task<DeclaredKeys> ResolveAsync(
        RegistryReads reads,
        StatementSet statements,
        string scope,
        LineageGraph lineage,
        CancellationToken cancellationToken)
    {
        ImmutableArray<ImmutableArray<IdentityKey>> declared =
            [.. statements.Entities.Select(entity => entity.Keys(scope, statements.Document))];
        IReadOnlyDictionary<string, EntityRecord> recorded = await reads.Entities.ByKeyAsync(
            declared.SelectMany(own => own).Select(key => key.Text).Distinct(StringComparer.Ordinal),
            cancellationToken);

        ImmutableArray<EntityRecord> alike = await reads.Entities.AlikeAsync(
            declared.SelectMany(own => own), cancellationToken);

        // The reads may be ahead of the graph by a commit; what the graph does not know yet is not compared.
        return new DeclaredKeys(
            statements,
            declared,
            recorded.Where(pair => lineage.Has(pair.Value.Id))
                .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal),
            [.. alike.Where(record => lineage.Has(record.Id))]);
    }

    /// <summary>The keys of the entity at a position, strongest first.</summary>
    public ImmutableArray<IdentityKey> Of(int entity) => keys[entity];

    /// <summary>The digests among the keys of the entity at a position.</summary>
    public IEnumerable<string> DigestsOf(int entity) =>
        keys[entity].Where(key => key.Scheme is IdentityScheme.Digest).Select(key => key.Text);

    /// <summary>The best record under any key of the entity at a position; null where it is new.</summary>
    public EntityRecord? RecordOf(int entity) => keys[entity]
        .Select(key => Recorded.GetValueOrDefault(key.Text))
        .FirstOrDefault(record => record is not null);
}
