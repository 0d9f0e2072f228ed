using AiBom.Storage.Projections;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiBom.Storage.Relational;

internal sealed class DeploymentConfiguration : IEntityTypeConfiguration<DeploymentRow>
{
    public void Configure(EntityTypeBuilder<DeploymentRow> builder)
    {
        builder.ToTable("Deployments");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).HasMaxLength(StorageLimits.DeploymentId);
    }
}

internal sealed class DeploymentIntervalConfiguration : IEntityTypeConfiguration<DeploymentIntervalRow>
{
    public void Configure(EntityTypeBuilder<DeploymentIntervalRow> builder)
    {
        builder.ToTable("DeploymentIntervals");
        builder.HasKey(row => row.Sequence);
        builder.Property(row => row.Deployment).HasMaxLength(StorageLimits.DeploymentId);
        builder.HasOne<DeploymentRow>().WithMany()
            .HasForeignKey(row => row.Deployment).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<EntityRow>().WithMany().HasForeignKey(row => row.ModelId).OnDelete(DeleteBehavior.Restrict);

        // "What ran at that instant?": what still runs has no end, and is the smaller part.
        builder.HasIndex(row => new { row.Until, row.From });
    }
}

internal sealed class AdvisoryConfiguration : IEntityTypeConfiguration<AdvisoryRow>
{
    public void Configure(EntityTypeBuilder<AdvisoryRow> builder)
    {
        builder.ToTable("Advisories");
        builder.HasKey(row => row.Sequence);
        builder.Property(row => row.Id).HasMaxLength(StorageLimits.AdvisoryId).IsUnicode(false);
        builder.Property(row => row.Reporter).HasMaxLength(StorageLimits.Actor);
        builder.HasIndex(row => row.Id).IsUnique();
    }
}

internal sealed class AdvisorySubjectConfiguration : IEntityTypeConfiguration<AdvisorySubjectRow>
{
    public void Configure(EntityTypeBuilder<AdvisorySubjectRow> builder)
    {
        builder.ToTable("AdvisorySubjects");
        builder.HasKey(row => new { row.AdvisorySequence, row.Ordinal });
        builder.HasIndex(row => row.KeyHash);
        builder.HasOne<AdvisoryRow>().WithMany()
            .HasForeignKey(row => row.AdvisorySequence).OnDelete(DeleteBehavior.Restrict);
    }
}
