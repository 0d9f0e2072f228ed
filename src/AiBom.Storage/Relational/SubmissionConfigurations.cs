using AiBom.Storage.Projections;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiBom.Storage.Relational;

internal sealed class SubmissionConfiguration : IEntityTypeConfiguration<SubmissionRow>
{
    public void Configure(EntityTypeBuilder<SubmissionRow> builder)
    {
        builder.ToTable("Submissions");
        builder.HasKey(row => row.Sequence);
        builder.Property(row => row.Poster).HasMaxLength(StorageLimits.Actor);
        builder.Property(row => row.Author).HasMaxLength(StorageLimits.OrganizationId).IsUnicode(false);
        builder.Property(row => row.Publisher).HasMaxLength(StorageLimits.OrganizationId).IsUnicode(false);
        builder.Property(row => row.Scope).HasMaxLength(StorageLimits.Actor);

        // The same bytes with the same evidence by the same poster are one submission.
        builder.HasIndex(row => row.Submission).IsUnique();
        builder.HasIndex(row => row.Document);

        // "What rests on this signer?"
        builder.HasIndex(row => row.Signer);

        // Serial-and-version conflicts are scoped to the publisher.
        builder.HasIndex(row => new { row.Scope, row.SerialHash, row.Version });
    }
}

internal sealed class EntityConfiguration : IEntityTypeConfiguration<EntityRow>
{
    public void Configure(EntityTypeBuilder<EntityRow> builder)
    {
        builder.ToTable("Entities");
        builder.HasKey(row => row.Id);
        builder.HasIndex(row => row.KeyHash).IsUnique();
        builder.Ignore(row => row.PackageUrlClaim);
        builder.Ignore(row => row.DescriptionClaim);
        builder.Ignore(row => row.CreatedClaim);
        builder.Ignore(row => row.AncestorsClaim);
        builder.Ignore(row => row.TrainingDataClaim);
        builder.Ignore(row => row.LabelsClaim);

        // "Which commits begin so?"
        builder.HasIndex(row => row.StemHash);

        // Pages of one kind, in order of first mention.
        builder.HasIndex(row => new { row.Kind, row.Id });
    }
}

internal sealed class DeclarationConfiguration : IEntityTypeConfiguration<DeclarationRow>
{
    public void Configure(EntityTypeBuilder<DeclarationRow> builder)
    {
        builder.ToTable("Declarations");
        builder.OfSubmission();
        builder.OfEntity(row => row.EntityId);

        // What people search by: what any document calls the entity, not only what the best claim does.
        builder.HasIndex(row => row.NameHash);
        builder.HasIndex(row => row.PackageUrlHash);
    }
}

internal sealed class StatementConfiguration : IEntityTypeConfiguration<StatementRow>
{
    public void Configure(EntityTypeBuilder<StatementRow> builder)
    {
        builder.ToTable("Statements");
        builder.OfSubmission();
        builder.OfEntity(row => row.SubjectId);
        builder.OfEntity(row => row.ObjectId);
        builder.Property(row => row.Claimant).HasMaxLength(StorageLimits.Actor);
        builder.Property(row => row.Rule).HasMaxLength(128).IsUnicode(false);
    }
}

internal sealed class FileConfiguration : IEntityTypeConfiguration<FileRow>
{
    public void Configure(EntityTypeBuilder<FileRow> builder)
    {
        builder.ToTable("Files");
        builder.OfSubmission();
        builder.OfEntity(row => row.EntityId);
        builder.Property(row => row.Hex).HasMaxLength(128).IsUnicode(false);

        // "Where is this file used?"
        builder.HasIndex(row => row.Hex);
    }
}

internal sealed class EntityDigestConfiguration : IEntityTypeConfiguration<EntityDigestRow>
{
    public void Configure(EntityTypeBuilder<EntityDigestRow> builder)
    {
        builder.ToTable("EntityDigests");
        builder.OfSubmission();
        builder.OfEntity(row => row.EntityId);
        builder.Property(row => row.Hex).HasMaxLength(128).IsUnicode(false);
        builder.HasIndex(row => row.Hex);
    }
}

internal sealed class OrganizationClaimConfiguration : IEntityTypeConfiguration<OrganizationClaimRow>
{
    public void Configure(EntityTypeBuilder<OrganizationClaimRow> builder)
    {
        builder.ToTable("OrganizationClaims");
        builder.OfSubmission();
        builder.OfEntity(row => row.EntityId);

        // "What did this vendor label?" starts from the vendor's names.
        builder.HasIndex(row => new { row.NameHash, row.Role });
    }
}

internal sealed class LabelingConfiguration : IEntityTypeConfiguration<LabelingRow>
{
    public void Configure(EntityTypeBuilder<LabelingRow> builder)
    {
        builder.ToTable("Labelings");
        builder.OfSubmission();
        builder.OfEntity(row => row.EntityId);
    }
}
