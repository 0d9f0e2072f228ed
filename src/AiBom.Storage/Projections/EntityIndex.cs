using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Storage.Relational;

namespace AiBom.Storage.Projections;

/// <summary>The entity rows that one entry mentions: those that are there already, and those that it brings.</summary>
internal sealed class EntityIndex
{
    private readonly Dictionary<string, EntityRow> rows;
    private readonly List<EntityRow> added = [];
    private readonly long sequence;
    private int lastId;

    private EntityIndex(Dictionary<string, EntityRow> rows, long sequence, int lastId) =>
        (this.rows, this.sequence, this.lastId) = (rows, sequence, lastId);

    /// <summary>The keys that the entry mentions for the first time, in order of their numbers.</summary>
    public IReadOnlyList<EntityRow> Added => added;

    /// <summary>Reads what is there of <paramref name="keys"/>.</summary>
    public static async Task<EntityIndex> LoadAsync(
        RowReader reader, IEnumerable<IdentityKey> keys, long sequence, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, EntityRow>(StringComparer.Ordinal);
        IEnumerable<Digest> hashes = keys.Select(key => TextHash.Of(key.Text))
            .Distinct().OrderBy(hash => hash.Hex, StringComparer.Ordinal);
        foreach (EntityRow row in await reader.ReadAsync<EntityRow>(
            nameof(EntityRow.KeyHash), hashes, cancellationToken))
        {
            known.Add(row.Key, row);
        }

        long last = await reader.MaxAsync<EntityRow>(nameof(EntityRow.Id), cancellationToken);
        return new EntityIndex(known, sequence, checked((int)last));
    }

    /// <summary>The row of a key; a key that is mentioned for the first time gets the next number.</summary>
    public EntityRow Mention(IdentityKey key, EntityKind kind)
    {
        if (!rows.TryGetValue(key.Text, out EntityRow? row))
        {
            row = new EntityRow
            {
                Id = ++lastId,
                KeyHash = TextHash.Of(key.Text),
                Key = key.Text,
                Scheme = key.Scheme,
                FirstSequence = sequence,
                Kind = kind,
                StemHash = ShortCommits.StemOf(key),
            };
            rows.Add(key.Text, row);
            added.Add(row);
        }

        return row;
    }

    /// <summary>Writes all rows back.</summary>
    /// <returns>Their facts, in order of the ids.</returns>
    public async Task<ImmutableArray<EntityFacts>> SaveAsync(RowWriter writer, CancellationToken cancellationToken)
    {
        await writer.UpdateAsync([.. rows.Values.Except(added).OrderBy(row => row.Id)], cancellationToken);
        await writer.InsertAsync(added, cancellationToken);
        return [.. rows.Values.OrderBy(row => row.Id).Select(row => row.ToFacts())];
    }
}
