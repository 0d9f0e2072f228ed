using AiBom.Storage.Projections;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiBom.Storage.Relational;

internal sealed class OrganizationConfiguration : IEntityTypeConfiguration<OrganizationRow>
{
    public void Configure(EntityTypeBuilder<OrganizationRow> builder)
    {
        builder.ToTable("Organizations");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).HasMaxLength(StorageLimits.OrganizationId).IsUnicode(false);
    }
}

internal sealed class OrganizationNameConfiguration : IEntityTypeConfiguration<OrganizationNameRow>
{
    public void Configure(EntityTypeBuilder<OrganizationNameRow> builder)
    {
        // A name binds to one organization only.
        builder.ToTable("OrganizationNames");
        builder.HasKey(row => row.NameHash);
        builder.Property(row => row.Organization).HasMaxLength(StorageLimits.OrganizationId).IsUnicode(false);
        builder.HasOne<OrganizationRow>().WithMany()
            .HasForeignKey(row => row.Organization).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SignerConfiguration : IEntityTypeConfiguration<SignerRow>
{
    public void Configure(EntityTypeBuilder<SignerRow> builder)
    {
        builder.ToTable("Signers");
        builder.HasKey(row => new { row.Organization, row.KeyId });
        builder.Property(row => row.Organization).HasMaxLength(StorageLimits.OrganizationId).IsUnicode(false);

        // A signature names its key, not its organization.
        builder.HasIndex(row => row.KeyId);
        builder.HasOne<OrganizationRow>().WithMany()
            .HasForeignKey(row => row.Organization).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AccessTokenConfiguration : IEntityTypeConfiguration<AccessTokenRow>
{
    public void Configure(EntityTypeBuilder<AccessTokenRow> builder)
    {
        builder.ToTable("AccessTokens");
        builder.HasKey(row => row.Token);
        builder.Property(row => row.Holder).HasMaxLength(StorageLimits.Actor);
    }
}

internal sealed class ArtifactConfiguration : IEntityTypeConfiguration<ArtifactRow>
{
    public void Configure(EntityTypeBuilder<ArtifactRow> builder)
    {
        builder.ToTable("Artifacts");
        builder.HasKey(row => row.Artifact);
    }
}
