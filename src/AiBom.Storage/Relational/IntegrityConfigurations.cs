using AiBom.Storage.Projections;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiBom.Storage.Relational;

internal sealed class IntegrityFindingConfiguration : IEntityTypeConfiguration<IntegrityFindingRow>
{
    public void Configure(EntityTypeBuilder<IntegrityFindingRow> builder)
    {
        builder.ToTable("IntegrityFindings");
        builder.OfSubmission();
        builder.Property(row => row.Actor).HasMaxLength(StorageLimits.Actor);
        builder.Property(row => row.Code).HasMaxLength(64).IsUnicode(false);

        // "What was stopped since then?"
        builder.HasIndex(row => row.At);
    }
}
