using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Storage.Projections;

namespace AiBom.Storage.Reads;

/// <summary>That a document speaks of an entity.</summary>
/// <param name="Submission">The submission's sequence number.</param>
/// <param name="EntityId">The entity: its strongest key in this document.</param>
/// <param name="Pointer">Where it stands.</param>
/// <param name="BomRef">The document's own handle for it.</param>
/// <param name="IsDescribed">Whether the document describes it, rather than only naming it.</param>
public sealed record DeclarationRecord(long Submission, int EntityId, string Pointer, string? BomRef, bool IsDescribed);

/// <summary>A file as one document declares it.</summary>
/// <param name="Submission">The submission's sequence number.</param>
/// <param name="EntityId">The entity that it is a file of.</param>
/// <param name="Name">Its path within the entity.</param>
/// <param name="Digests">The declared digests; may be empty.</param>
/// <param name="Pointer">Where it stands.</param>
/// <param name="Status">How it stood against bytes when it was submitted; null where that was not looked at.</param>
public sealed record FileRecord(
    long Submission,
    int EntityId,
    string Name,
    ImmutableArray<DeclaredDigest> Digests,
    string Pointer,
    DigestStatus? Status)
{
    internal static FileRecord Of(IEnumerable<FileRow> digests)
    {
        FileRow[] rows = [.. digests];
        return new FileRecord(
            rows[0].SubmissionSequence,
            rows[0].EntityId,
            rows[0].Name,
            [.. rows.Where(row => row.Hex is not null)
                .Select(row => new DeclaredDigest(row.Function!.Value, row.Hex!))],
            rows[0].Pointer,
            rows[0].Status);
    }
}

/// <summary>An organization's part in an entity, by a document's word.</summary>
/// <param name="Submission">The submission's sequence number.</param>
/// <param name="EntityId">The entity.</param>
/// <param name="Role">The part.</param>
/// <param name="Name">The name as written.</param>
/// <param name="Organization">The registered organization to which the name is bound; null where none is.</param>
/// <param name="Pointer">Where it stands.</param>
public sealed record OrganizationClaimRecord(
    long Submission, int EntityId, OrganizationRole Role, string Name, string? Organization, string Pointer);

/// <summary>When a label set was made and by whom, by one document's word.</summary>
/// <param name="Submission">The submission's sequence number.</param>
/// <param name="EntityId">The label set.</param>
/// <param name="From">When the labelling began.</param>
/// <param name="Until">When it ended.</param>
/// <param name="Vendors">Who made the labels.</param>
/// <param name="Principals">Who ordered them from the vendor.</param>
public sealed record LabelingRecord(
    long Submission,
    int EntityId,
    DateTimeOffset? From,
    DateTimeOffset? Until,
    ImmutableArray<OrganizationClaimRecord> Vendors,
    ImmutableArray<OrganizationClaimRecord> Principals)
{
    internal static LabelingRecord Of(LabelingRow row, IEnumerable<OrganizationClaimRecord> organizations)
    {
        OrganizationClaimRecord[] here = [.. organizations.Where(claim => claim.Submission == row.SubmissionSequence)];
        return new LabelingRecord(
            row.SubmissionSequence,
            row.EntityId,
            row.From,
            row.Until,
            [.. here.Where(claim => claim.Role is OrganizationRole.LabelingVendor)],
            [.. here.Where(claim => claim.Role is OrganizationRole.LabelingPrincipal)]);
    }
}
