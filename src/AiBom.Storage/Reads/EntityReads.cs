using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Storage.Projections;
using AiBom.Storage.Relational;
using Microsoft.EntityFrameworkCore;

namespace AiBom.Storage.Reads;

/// <summary>Reads identity keys. Each is one entity row; which of them are one thing, the lineage graph says.</summary>
public sealed class EntityReads
{
    private static readonly Func<AibomContext, Digest, string?, IAsyncEnumerable<int>> ByName =
        EF.CompileAsyncQuery((AibomContext context, Digest name, string? version) => context.Declarations
            .Where(row => row.NameHash == name && (version == null || row.Version == version))
            .Select(row => row.EntityId)
            .Distinct());

    private readonly ReadSource source;

    internal EntityReads(ReadSource source) => this.source = source;

    /// <summary>Reads entities by id.</summary>
    public async Task<IReadOnlyDictionary<int, EntityRecord>> ByIdAsync(
        IEnumerable<int> ids, CancellationToken cancellationToken)
    {
        List<EntityRow> rows = await source.LookUpAsync<int, EntityRow>(nameof(EntityRow.Id), ids, cancellationToken);
        return rows.ToDictionary(row => row.Id, EntityRecord.Of);
    }

    /// <summary>Reads entities by their keys' exact texts (<see cref="IdentityKey.Text"/>).</summary>
    public async Task<IReadOnlyDictionary<string, EntityRecord>> ByKeyAsync(
        IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        List<EntityRow> rows = await source.LookUpAsync<Digest, EntityRow>(
            nameof(EntityRow.KeyHash), keys.Select(TextHash.Of), cancellationToken);
        return rows.ToDictionary(row => row.Key, EntityRecord.Of, StringComparer.Ordinal);
    }

    /// <summary>
    /// Finds the entities that a digest stands for: as a key, as a digest declared for the thing itself, or as that of
    /// one of its files. Weak digests find too: a match is a lead, not a proof.
    /// </summary>
    /// <param name="digests">What to look for, such as <c>sha256:…</c> or <c>md5:…</c>.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The matches of each digest, the whole thing before its files.</returns>
    public async Task<ILookup<DeclaredDigest, DigestMatch>> ByDigestAsync(
        IReadOnlyCollection<DeclaredDigest> digests, CancellationToken cancellationToken)
    {
        List<string> hexes = [.. digests.Select(digest => digest.Hex)];
        IReadOnlyDictionary<string, EntityRecord> keys = await ByKeyAsync(
            digests.Select(digest => digest.ToString()), cancellationToken);
        var own = await source.ReadAsync(
            hexes,
            (context, chunk) => context.EntityDigests.Where(row => chunk.Contains(row.Hex))
                .Select(row => new { row.EntityId, row.Function, row.Hex }).Distinct(),
            cancellationToken);
        var files = await source.ReadAsync(
            hexes,
            (context, chunk) => context.Files.Where(row => row.Hex != null && chunk.Contains(row.Hex))
                .Select(row => new { row.EntityId, row.Function, row.Hex, row.Name }).Distinct(),
            cancellationToken);

        HashSet<DeclaredDigest> asked = [.. digests];
        var byKey = digests.Where(digest => keys.ContainsKey(digest.ToString())).Select(digest =>
            (Digest: digest, Match: new DigestMatch(keys[digest.ToString()].Id, File: null)));
        var byDigest = own.Select(row =>
            (Digest: new DeclaredDigest(row.Function, row.Hex), Match: new DigestMatch(row.EntityId, File: null)));
        var byFile = files.Select(row =>
        (
            Digest: new DeclaredDigest(row.Function!.Value, row.Hex!),
            Match: new DigestMatch(row.EntityId, row.Name)));
        return byKey.Concat(byDigest).Concat(byFile)
            .Where(found => asked.Contains(found.Digest))
            .Distinct()
            .OrderBy(found => found.Match.File is not null)
            .ThenBy(found => found.Match.EntityId)
            .ThenBy(found => found.Match.File, StringComparer.Ordinal)
            .ToLookup(found => found.Digest, found => found.Match);
    }

    /// <summary>
    /// Finds the entities that any accepted document calls by a qualified name (<c>group/name</c>), exactly so written.
    /// A name joins nothing: several publishers may use it.
    /// </summary>
    /// <param name="qualifiedName">The name.</param>
    /// <param name="version">The version; null for every version.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    public async Task<ImmutableArray<EntityRecord>> ByNameAsync(
        string qualifiedName, string? version, CancellationToken cancellationToken)
    {
        Digest hash = TextHash.Of(qualifiedName);
        List<int> ids = await source.ReadAsync(context => ByName(context, hash, version), cancellationToken);
        return await InOrderAsync(ids, cancellationToken);
    }

    /// <summary>
    /// Finds the entities to which any accepted document gives a package URL, in whatever spelling. Qualifiers are
    /// compared only where they name a hub; without a version every version is found.
    /// </summary>
    public async Task<ImmutableArray<EntityRecord>> ByPackageUrlAsync(
        PackageUrl packageUrl, CancellationToken cancellationToken)
    {
        // Where models and datasets are written alike, either may be meant.
        Digest model = LineHash(packageUrl.Normalized(EntityKind.Model));
        Digest dataset = LineHash(packageUrl.Normalized(EntityKind.Dataset));
        string? version = packageUrl.Version;
        List<int> ids = await source.ReadAsync(
            context => context.Declarations
                .Where(row => (row.PackageUrlHash == model || row.PackageUrlHash == dataset)
                    && (version == null || row.PackageUrlVersion == version))
                .Select(row => row.EntityId)
                .Distinct(),
            cancellationToken);
        return await InOrderAsync(ids, cancellationToken);
    }

    /// <summary>
    /// Finds commits that are written as keys are, whole or cut short: everything recorded that begins with the same
    /// digits in the same repository, as far as <see cref="StorageLimits.Alike"/>. Which of them are meant,
    /// <see cref="IdentityKey.Abbreviates"/> says; what is bound to what is a projection's matter.
    /// </summary>
    public async Task<ImmutableArray<EntityRecord>> AlikeAsync(
        IEnumerable<IdentityKey> keys, CancellationToken cancellationToken)
    {
        List<EntityRow> rows = await source.ReadAsync(
            keys.Select(ShortCommits.StemOf).OfType<Digest>(),
            (context, chunk) => context.Entities.Where(row => chunk.Contains(row.StemHash!))
                .OrderBy(row => row.Id)
                .Take(StorageLimits.Alike),
            cancellationToken);
        return [.. rows.OrderBy(row => row.Id).Select(EntityRecord.Of)];
    }

    /// <summary>Reads a page, in order of first mention.</summary>
    /// <param name="kind">The kind; null for every kind.</param>
    /// <param name="after">The id after which the page begins; 0 for the first page.</param>
    /// <param name="count">The most entities, up to <see cref="StorageLimits.Page"/>.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    public async Task<ImmutableArray<EntityRecord>> PageAsync(
        EntityKind? kind, int after, int count, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, StorageLimits.Page);
        List<EntityRow> rows = await source.ReadAsync(
            context => context.Entities
                .Where(row => row.Id > after && (kind == null || row.Kind == kind))
                .OrderBy(row => row.Id)
                .Take(count),
            cancellationToken);
        return [.. rows.Select(EntityRecord.Of)];
    }

    /// <summary>What all versions of a package URL share, by its one spelling.</summary>
    internal static Digest LineHash(PackageUrl normalized)
    {
        // Only for a hub elsewhere do qualifiers say of what the versions are.
        string? qualifiers = HubIdentity.TryOf(normalized, out _) ? normalized.Qualifiers : null;
        return TextHash.Of((normalized with { Version = null, Qualifiers = qualifiers }).ToString());
    }

    private async Task<ImmutableArray<EntityRecord>> InOrderAsync(List<int> ids, CancellationToken cancellationToken) =>
        [.. (await ByIdAsync(ids, cancellationToken)).Values.OrderBy(entity => entity.Id)];
}

/// <summary>An entity that a digest leads to.</summary>
/// <param name="EntityId">The entity.</param>
/// <param name="File">The name of its file that has the digest; null where the digest is of the thing itself.</param>
public sealed record DigestMatch(int EntityId, string? File);
