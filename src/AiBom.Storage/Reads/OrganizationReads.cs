using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Storage.Projections;

namespace AiBom.Storage.Reads;

/// <summary>Reads organizations, their names and signers, access tokens and stored artifacts.</summary>
public sealed class OrganizationReads
{
    private readonly ReadSource source;

    internal OrganizationReads(ReadSource source) => this.source = source;

    /// <summary>Reads organizations by id.</summary>
    public async Task<IReadOnlyDictionary<string, OrganizationRecord>> ByIdAsync(
        IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        List<OrganizationRow> rows = await source.ReadAsync(
            ids, (context, chunk) => context.Organizations.Where(row => chunk.Contains(row.Id)), cancellationToken);
        List<OrganizationNameRow> names = await source.ReadAsync(
            ids,
            (context, chunk) => context.OrganizationNames.Where(row => chunk.Contains(row.Organization)),
            cancellationToken);
        ILookup<string, string> byOrganization =
            names.OrderBy(row => row.Name, StringComparer.Ordinal).ToLookup(
                row => row.Organization, row => row.Name, StringComparer.Ordinal);
        return rows.ToDictionary(
            row => row.Id,
            row => new OrganizationRecord(row.Id, row.DisplayName, [.. byOrganization[row.Id]]),
            StringComparer.Ordinal);
    }

    /// <summary>
    /// Finds the organizations to which names are bound. Case and outer blanks do not matter; an id is a name too.
    /// </summary>
    /// <returns>
    /// The organization's id by the name as it was asked for; names that bind to nothing are not in it.
    /// </returns>
    public async Task<IReadOnlyDictionary<string, string>> ByNameAsync(
        IEnumerable<string> names, CancellationToken cancellationToken)
    {
        ILookup<Digest, string> asked = names.Distinct(StringComparer.Ordinal).ToLookup(TextHash.OfName);
        List<OrganizationNameRow> rows = await source.LookUpAsync<Digest, OrganizationNameRow>(
            nameof(OrganizationNameRow.NameHash), asked.Select(group => group.Key), cancellationToken);
        return rows
            .SelectMany(row => asked[row.NameHash], (row, name) => (name, row.Organization))
            .ToDictionary(pair => pair.name, pair => pair.Organization, StringComparer.Ordinal);
    }

    /// <summary>Reads a page of organizations in order of their ids.</summary>
    /// <param name="after">The id after which the page begins; empty for the first page.</param>
    /// <param name="count">The most organizations, up to <see cref="StorageLimits.Page"/>.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    public async Task<ImmutableArray<OrganizationRecord>> PageAsync(
        string after, int count, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, StorageLimits.Page);
        List<string> ids = await source.ReadAsync(
            context => context.Organizations
                .Where(row => string.Compare(row.Id, after) > 0)
                .OrderBy(row => row.Id)
                .Select(row => row.Id)
                .Take(count),
            cancellationToken);
        IReadOnlyDictionary<string, OrganizationRecord> organizations = await ByIdAsync(ids, cancellationToken);
        return [.. ids.Select(id => organizations[id])];
    }

    /// <summary>Reads the signers of organizations, by organization, in order of registration.</summary>
    public async Task<ILookup<string, SignerRecord>> SignersAsync(
        IEnumerable<string> organizations, CancellationToken cancellationToken)
    {
        List<SignerRow> rows = await source.ReadAsync(
            organizations,
            (context, chunk) => context.Signers.Where(row => chunk.Contains(row.Organization))
                .OrderBy(row => row.Sequence),
            cancellationToken);
        return rows.ToLookup(row => row.Organization, SignerRecord.Of, StringComparer.Ordinal);
    }

    /// <summary>Reads for which organizations keys may speak, by key, in order of registration.</summary>
    public async Task<ILookup<Digest, SignerRecord>> SignersByKeyAsync(
        IEnumerable<Digest> keyIds, CancellationToken cancellationToken)
    {
        List<SignerRow> rows = await source.ReadAsync(
            keyIds,
            (context, chunk) => context.Signers.Where(row => chunk.Contains(row.KeyId)).OrderBy(row => row.Sequence),
            cancellationToken);
        return rows.ToLookup(row => row.KeyId, SignerRecord.Of);
    }

    /// <summary>
    /// The last entry that registered, changed or revoked a signer; 0 where none did. A decision that rested on an
    /// earlier state of trust is to be taken anew.
    /// </summary>
    public async Task<long> TrustVersionAsync(CancellationToken cancellationToken)
    {
        await using Lease lease = await source.OpenAsync(cancellationToken);
        return await lease.Rows.MaxAsync<SignerRow>(nameof(SignerRow.LastSequence), cancellationToken);
    }

    /// <summary>Reads the holder of a token by the token's digest; null where no such token was issued.</summary>
    public async Task<string?> TokenHolderAsync(Digest token, CancellationToken cancellationToken)
    {
        List<string> holders = await source.ReadAsync(
            context => context.AccessTokens.Where(row => row.Token == token).Select(row => row.Holder),
            cancellationToken);
        return holders.SingleOrDefault();
    }

    /// <summary>Reads the lengths of stored artifacts, by digest.</summary>
    public async Task<IReadOnlyDictionary<Digest, long>> ArtifactLengthsAsync(
        IEnumerable<Digest> artifacts, CancellationToken cancellationToken)
    {
        List<ArtifactRow> rows = await source.LookUpAsync<Digest, ArtifactRow>(
            nameof(ArtifactRow.Artifact), artifacts, cancellationToken);
        return rows.ToDictionary(row => row.Artifact, row => row.Length);
    }
}

/// <summary>A registered organization.</summary>
/// <param name="Id">Its id.</param>
/// <param name="DisplayName">Its name for people.</param>
/// <param name="Names">Every name that binds to it, its id included.</param>
public sealed record OrganizationRecord(string Id, string DisplayName, ImmutableArray<string> Names);

/// <summary>A signer that may speak for an organization.</summary>
/// <param name="Registered">Its registration, as it counts.</param>
public sealed record SignerRecord(SignerRegistered Registered)
{
    /// <summary>The organization's id.</summary>
    public string Organization => Registered.Organization;

    /// <summary>Identifies the signer; for a key the SHA-256 of its SubjectPublicKeyInfo.</summary>
    public Digest KeyId => Registered.KeyId;

    /// <summary>The first instant from which its signatures do not count; null where it is not revoked.</summary>
    public DateTimeOffset? RevokedSince { get; init; }

    /// <summary>Why it was revoked.</summary>
    public string? RevocationReason { get; init; }

    internal static SignerRecord Of(SignerRow row) => new(CanonicalJson.Deserialize<SignerRegistered>(row.Registration))
    {
        RevokedSince = row.RevokedSince,
        RevocationReason = row.RevocationReason,
    };
}
