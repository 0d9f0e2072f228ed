using AiBom.Storage.Journal;
using AiBom.Storage.Projections;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiBom.Storage.Relational;

internal sealed class JournalEntryConfiguration : IEntityTypeConfiguration<JournalEntryRow>
{
    public void Configure(EntityTypeBuilder<JournalEntryRow> builder)
    {
        builder.ToTable("JournalEntries");
        builder.HasKey(row => row.Sequence);
        builder.Property(row => row.Actor).HasMaxLength(StorageLimits.Actor);
        builder.Property(row => row.Kind).HasMaxLength(64).IsUnicode(false);
    }
}

internal sealed class ContentConfiguration : IEntityTypeConfiguration<ContentRow>
{
    public void Configure(EntityTypeBuilder<ContentRow> builder)
    {
        builder.ToTable("Contents");
        builder.HasKey(row => row.Digest);
    }
}

internal sealed class JournalHeadConfiguration : IEntityTypeConfiguration<JournalHeadRow>
{
    public void Configure(EntityTypeBuilder<JournalHeadRow> builder)
    {
        builder.ToTable("JournalHead");
        builder.HasKey(row => row.Id);
    }
}

internal sealed class ProjectionStateConfiguration : IEntityTypeConfiguration<ProjectionStateRow>
{
    public void Configure(EntityTypeBuilder<ProjectionStateRow> builder)
    {
        builder.ToTable("ProjectionState");
        builder.HasKey(row => row.Id);
    }
}
