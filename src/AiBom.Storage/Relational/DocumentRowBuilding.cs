using System.Linq.Expressions;
using AiBom.Storage.Projections;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AiBom.Storage.Relational;

/// <summary>What the tables that one submission fills have in common.</summary>
internal static class DocumentRowBuilding
{
    /// <summary>The key appends at its end, and the rows of one submission lie together.</summary>
    public static void OfSubmission<TRow>(this EntityTypeBuilder<TRow> builder)
        where TRow : DocumentRow
    {
        builder.HasKey(row => new { row.SubmissionSequence, row.Ordinal });
        builder.HasOne<SubmissionRow>().WithMany()
            .HasForeignKey(row => row.SubmissionSequence).OnDelete(DeleteBehavior.Restrict);
    }

    /// <summary>The foreign key, and with it the index by which the entity's rows are found.</summary>
    public static void OfEntity<TRow>(this EntityTypeBuilder<TRow> builder, Expression<Func<TRow, object?>> entity)
        where TRow : DocumentRow =>
        builder.HasOne<EntityRow>().WithMany().HasForeignKey(entity).OnDelete(DeleteBehavior.Restrict);
}
