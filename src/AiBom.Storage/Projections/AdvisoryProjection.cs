using AiBom.Domain.Journal;
using AiBom.Storage.Relational;
using Microsoft.EntityFrameworkCore;

namespace AiBom.Storage.Projections;

/// <summary>What is known to be bad.</summary>
internal static class AdvisoryProjection
{
    public static async Task ApplyAsync(
        RowWriter rows, JournalEntry entry, CompromiseReported reported, CancellationToken cancellationToken)
    {
        await rows.InsertAsync(
            [
                new AdvisoryRow
                {
                    Sequence = entry.Sequence,
                    Id = reported.Advisory,
                    Technique = reported.Technique,
                    Source = reported.Source,
                    Summary = reported.Summary,
                    ReportedAt = entry.At,
                    Reporter = entry.Actor,
                },
            ],
            cancellationToken);
        await rows.InsertAsync(
            [
                .. reported.Subjects.Select((key, ordinal) => new AdvisorySubjectRow
                {
                    AdvisorySequence = entry.Sequence,
                    Ordinal = ordinal,
                    Key = key,
                    KeyHash = TextHash.Of(key),
                }),
            ],
            cancellationToken);
    }

    public static async Task ApplyAsync(
        AibomContext context,
        RowWriter rows,
        JournalEntry entry,
        CompromiseRetracted retracted,
        CancellationToken cancellationToken)
    {
        AdvisoryRow advisory = await context.Advisories
            .SingleAsync(row => row.Id == retracted.Advisory, cancellationToken);
        advisory.RetractedAt = entry.At;
        advisory.RetractionReason = retracted.Reason;
        advisory.RetractionSequence = entry.Sequence;
        await rows.UpdateAsync([advisory], cancellationToken);
    }
}
