using AiBom.Storage.Projections;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiBom.Storage.Relational;

internal sealed class AttestationConfiguration : IEntityTypeConfiguration<AttestationRow>
{
    public void Configure(EntityTypeBuilder<AttestationRow> builder)
    {
        builder.ToTable("Attestations");
        builder.HasKey(row => row.Sequence);
        builder.Property(row => row.Poster).HasMaxLength(StorageLimits.Actor);

        // The same envelope by the same poster is one submission.
        builder.HasIndex(row => row.Attestation).IsUnique();
        builder.HasIndex(row => row.Envelope);

        // "What rests on this signer?"
        builder.HasIndex(row => row.Signer);
    }
}

internal sealed class AttestedSubjectConfiguration : IEntityTypeConfiguration<AttestedSubjectRow>
{
    public void Configure(EntityTypeBuilder<AttestedSubjectRow> builder)
    {
        builder.ToTable("AttestedSubjects");
        builder.HasKey(row => new { row.AttestationSequence, row.Ordinal });
        builder.HasIndex(row => row.KeyHash);
        builder.HasOne<AttestationRow>().WithMany()
            .HasForeignKey(row => row.AttestationSequence).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class EvidenceConfiguration : IEntityTypeConfiguration<EvidenceRow>
{
    public void Configure(EntityTypeBuilder<EvidenceRow> builder)
    {
        builder.ToTable("Evidence");
        builder.HasKey(row => new { row.Sequence, row.Ordinal });
        builder.Property(row => row.Author).HasMaxLength(StorageLimits.OrganizationId).IsUnicode(false);
        builder.HasIndex(row => row.KeyHash);
        builder.HasIndex(row => row.RecipientHash);
    }
}

internal sealed class SupportConfiguration : IEntityTypeConfiguration<SupportRow>
{
    public void Configure(EntityTypeBuilder<SupportRow> builder)
    {
        builder.ToTable("Support");
        builder.HasKey(row => new { row.SubmissionSequence, row.Ordinal, row.EvidenceSequence, row.Kind, row.Author });
        builder.Property(row => row.Author).HasMaxLength(StorageLimits.OrganizationId).IsUnicode(false);
        builder.HasIndex(row => row.EvidenceSequence);
        builder.HasOne<StatementRow>().WithMany()
            .HasForeignKey(row => new { row.SubmissionSequence, row.Ordinal }).OnDelete(DeleteBehavior.Restrict);
    }
}
