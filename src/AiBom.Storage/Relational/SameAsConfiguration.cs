using AiBom.Storage.Projections;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiBom.Storage.Relational;

internal sealed class SameAsConfiguration : IEntityTypeConfiguration<SameAsRow>
{
    public void Configure(EntityTypeBuilder<SameAsRow> builder)
    {
        builder.ToTable("SameAs");
        builder.HasKey(row => new { row.Sequence, row.Ordinal });
        builder.Property(row => row.Rule).HasMaxLength(128).IsUnicode(false);
        builder.Property(row => row.Claimant).HasMaxLength(StorageLimits.Actor);

        // The foreign keys come with the indexes by which both ends are found.
        builder.HasOne<EntityRow>().WithMany().HasForeignKey(row => row.SubjectId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<EntityRow>().WithMany().HasForeignKey(row => row.ObjectId).OnDelete(DeleteBehavior.Restrict);
    }
}
