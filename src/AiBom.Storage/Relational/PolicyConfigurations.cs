using AiBom.Storage.Projections;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiBom.Storage.Relational;

internal sealed class PolicyConfiguration : IEntityTypeConfiguration<PolicyRow>
{
    public void Configure(EntityTypeBuilder<PolicyRow> builder)
    {
        builder.ToTable("Policies");
        builder.HasKey(row => row.Sequence);
        builder.Property(row => row.Policy).HasMaxLength(StorageLimits.PolicyId).IsUnicode(false);
        builder.Property(row => row.RegisteredBy).HasMaxLength(StorageLimits.Actor);

        // One id and version is one content.
        builder.HasIndex(row => new { row.Policy, row.Version }).IsUnique();
    }
}
