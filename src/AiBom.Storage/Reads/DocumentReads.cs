using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Storage.Projections;

namespace AiBom.Storage.Reads;

/// <summary>Reads what accepted documents say of entities, beside their edges.</summary>
public sealed class DocumentReads
{
    private readonly ReadSource source;

    internal DocumentReads(ReadSource source) => this.source = source;

    /// <summary>Reads where documents speak of entities, by entity, oldest first.</summary>
    public async Task<ILookup<int, DeclarationRecord>> DeclarationsAsync(
        IEnumerable<int> entityIds, CancellationToken cancellationToken)
    {
        List<DeclarationRow> rows = await source.ReadAsync(
            entityIds,
            (context, chunk) => context.Declarations.Where(row => chunk.Contains(row.EntityId))
                .OrderBy(row => row.SubmissionSequence).ThenBy(row => row.Ordinal),
            cancellationToken);
        return rows.ToLookup(row => row.EntityId, row => new DeclarationRecord(
            row.SubmissionSequence, row.EntityId, row.Pointer, row.BomRef, row.IsDescribed));
    }

    /// <summary>Reads what a submission speaks of, in document order.</summary>
    public async Task<ILookup<long, DeclarationRecord>> DeclaredByAsync(
        IEnumerable<long> submissions, CancellationToken cancellationToken)
    {
        List<DeclarationRow> rows = await source.ReadAsync(
            submissions,
            (context, chunk) => context.Declarations.Where(row => chunk.Contains(row.SubmissionSequence))
                .OrderBy(row => row.SubmissionSequence).ThenBy(row => row.Ordinal),
            cancellationToken);
        return rows.ToLookup(row => row.SubmissionSequence, row => new DeclarationRecord(
            row.SubmissionSequence, row.EntityId, row.Pointer, row.BomRef, row.IsDescribed));
    }

    /// <summary>
    /// Reads the files that documents declare for entities, by entity, as each document declares them.
    /// </summary>
    public async Task<ILookup<int, FileRecord>> FilesAsync(
        IEnumerable<int> entityIds, CancellationToken cancellationToken)
    {
        List<FileRow> rows = await source.ReadAsync(
            entityIds,
            (context, chunk) => context.Files.Where(row => chunk.Contains(row.EntityId)),
            cancellationToken);
        return rows
            .OrderBy(row => row.SubmissionSequence)
            .ThenBy(row => row.Ordinal)
            .GroupBy(row => (row.SubmissionSequence, row.EntityId, row.Pointer))
            .Select(FileRecord.Of)
            .ToLookup(file => file.EntityId);
    }

    /// <summary>
    /// Reads who is said to have made, supplied, published or labelled entities, by entity, each name with the
    /// registered organization to which it is bound now.
    /// </summary>
    public async Task<ILookup<int, OrganizationClaimRecord>> OrganizationsAsync(
        IEnumerable<int> entityIds, CancellationToken cancellationToken)
    {
        List<OrganizationClaimRecord> claims = await source.ReadAsync(
            entityIds,
            (context, chunk) =>
                from row in context.OrganizationClaims
                where chunk.Contains(row.EntityId)
                join name in context.OrganizationNames on row.NameHash equals name.NameHash into names
                from name in names.DefaultIfEmpty()
                orderby row.SubmissionSequence, row.Ordinal
                select new OrganizationClaimRecord(
                    row.SubmissionSequence,
                    row.EntityId,
                    row.Role,
                    row.Name,
                    name == null ? null : name.Organization,
                    row.Pointer),
            cancellationToken);
        return claims.ToLookup(claim => claim.EntityId);
    }

    /// <summary>
    /// Finds the label sets that a registered organization is said to have made, or had made in its name, in a period.
    /// A labelling without begin or end may have been at any time, so it is found too.
    /// </summary>
    /// <param name="organization">The vendor's or the principal's id.</param>
    /// <param name="from">The first instant of the period; null for the beginning of time.</param>
    /// <param name="until">The first instant after it; null for its end.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    public async Task<ImmutableArray<LabelingRecord>> LabelingsByAsync(
        string organization, DateTimeOffset? from, DateTimeOffset? until, CancellationToken cancellationToken)
    {
        List<LabelingRow> rows = await source.ReadAsync(
            context => context.Labelings
                .Where(row => (until == null || row.From == null || row.From < until)
                    && (from == null || row.Until == null || row.Until >= from))
                .Where(row => context.OrganizationClaims.Any(claim =>
                    (claim.Role == OrganizationRole.LabelingVendor || claim.Role == OrganizationRole.LabelingPrincipal)
                    && claim.EntityId == row.EntityId
                    && claim.SubmissionSequence == row.SubmissionSequence
                    && context.OrganizationNames.Any(name =>
                        name.NameHash == claim.NameHash && name.Organization == organization)))
                .OrderBy(row => row.SubmissionSequence)
                .ThenBy(row => row.Ordinal),
            cancellationToken);
        ILookup<int, OrganizationClaimRecord> organizations =
            await OrganizationsAsync(rows.Select(row => row.EntityId), cancellationToken);
        return [.. rows.Select(row => LabelingRecord.Of(row, organizations[row.EntityId]))];
    }

    /// <summary>Reads when label sets were made and by whom, by entity.</summary>
    public async Task<ILookup<int, LabelingRecord>> LabelingsAsync(
        IReadOnlyCollection<int> entityIds, CancellationToken cancellationToken)
    {
        List<LabelingRow> rows = await source.ReadAsync(
            entityIds,
            (context, chunk) => context.Labelings.Where(row => chunk.Contains(row.EntityId))
                .OrderBy(row => row.SubmissionSequence).ThenBy(row => row.Ordinal),
            cancellationToken);
        ILookup<int, OrganizationClaimRecord> organizations = await OrganizationsAsync(entityIds, cancellationToken);
        return rows.ToLookup(row => row.EntityId, row => LabelingRecord.Of(row, organizations[row.EntityId]));
    }
}
