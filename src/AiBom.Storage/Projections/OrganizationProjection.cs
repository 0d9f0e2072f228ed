using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Storage.Relational;
using Microsoft.EntityFrameworkCore;

namespace AiBom.Storage.Projections;

/// <summary>Who may speak for whom, who may call, and which bytes are there.</summary>
internal static class OrganizationProjection
{
    /// <summary>Finds a signer.</summary>
    public static Task<SignerRow?> FindAsync(
        AibomContext context, string organization, Digest keyId, CancellationToken cancellationToken) =>
        context.Signers.AsNoTracking().SingleOrDefaultAsync(
            known => known.Organization == organization && known.KeyId == keyId, cancellationToken);

    /// <summary>
    /// Registers an organization, or more names of it. A name that is bound already stays with the organization that
    /// has it.
    /// </summary>
    /// <returns>The hashes of the names that are new.</returns>
    public static async Task<List<Digest>> ApplyAsync(
        AibomContext context,
        RowWriter rows,
        JournalEntry entry,
        OrganizationRegistered registered,
        CancellationToken cancellationToken)
    {
        string id = registered.Organization;
        var row = new OrganizationRow { Id = id, DisplayName = registered.DisplayName, Sequence = entry.Sequence };
        bool isKnown = await context.Organizations.AnyAsync(known => known.Id == id, cancellationToken);
        await (isKnown ? rows.UpdateAsync([row], cancellationToken) : rows.InsertAsync([row], cancellationToken));

        OrganizationNameRow[] names = [.. registered.Aliases
            .Prepend(registered.DisplayName)
            .Prepend(id)
            .Select(name => new OrganizationNameRow
            {
                NameHash = TextHash.OfName(name),
                Name = name,
                Organization = id,
            })
            .DistinctBy(name => name.NameHash)];
        List<Digest> bound = [];
        foreach (OrganizationNameRow name in names)
        {
            if (!await context.OrganizationNames.AnyAsync(known => known.NameHash == name.NameHash, cancellationToken))
            {
                await rows.InsertAsync([name], cancellationToken);
                bound.Add(name.NameHash);
            }
        }

        return bound;
    }

    /// <summary>Registers a signer; registering it again changes all but its revocation.</summary>
    public static async Task ApplyAsync(
        AibomContext context,
        RowWriter rows,
        JournalEntry entry,
        SignerRegistered registered,
        CancellationToken cancellationToken)
    {
        SignerRow? known = await FindAsync(context, registered.Organization, registered.KeyId, cancellationToken);
        var row = new SignerRow
        {
            Organization = registered.Organization,
            KeyId = registered.KeyId,
            Registration = CanonicalJson.Serialize(registered),
            RevokedSince = known?.RevokedSince,
            RevocationReason = known?.RevocationReason,
            Sequence = known?.Sequence ?? entry.Sequence,
            LastSequence = entry.Sequence,
        };
        await (known is null ? rows.InsertAsync([row], cancellationToken) : rows.UpdateAsync([row], cancellationToken));
    }

    /// <summary>Issues a token; issuing it again changes its holder.</summary>
    public static async Task ApplyAsync(
        AibomContext context,
        RowWriter rows,
        JournalEntry entry,
        AccessTokenIssued issued,
        CancellationToken cancellationToken)
    {
        var row = new AccessTokenRow { Token = issued.Token, Holder = issued.Holder, Sequence = entry.Sequence };
        bool isKnown = await context.AccessTokens.AnyAsync(known => known.Token == row.Token, cancellationToken);
        await (isKnown ? rows.UpdateAsync([row], cancellationToken) : rows.InsertAsync([row], cancellationToken));
    }

    /// <summary>Notes stored bytes. The same bytes again change nothing.</summary>
    public static async Task ApplyAsync(
        AibomContext context,
        RowWriter rows,
        JournalEntry entry,
        ArtifactStored stored,
        CancellationToken cancellationToken)
    {
        Digest artifact = stored.Artifact;
        if (!await context.Artifacts.AnyAsync(known => known.Artifact == artifact, cancellationToken))
        {
            await rows.InsertAsync(
                [new ArtifactRow { Artifact = artifact, Length = stored.Length, Sequence = entry.Sequence }],
                cancellationToken);
        }
    }
}
