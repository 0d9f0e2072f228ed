using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Storage.Relational;

namespace AiBom.Storage.Projections;

/// <summary>What stopped a submission: the errors of a quarantined one, a row each.</summary>
internal static class IntegrityProjection
{
    public static async Task ApplyAsync(
        RowWriter rows,
        JournalEntry entry,
        SubmissionRecorded submission,
        SubmissionReport report,
        CancellationToken cancellationToken)
    {
        if (submission.Status is not SubmissionStatus.Quarantined)
        {
            return;
        }

        ImmutableArray<Finding> errors =
            [.. report.Findings.Where(finding => finding.Severity is Severity.Error)];
        ILookup<string, ArtifactCheck> files =
            report.Artifacts.ToLookup(check => check.Pointer, StringComparer.Ordinal);
        await rows.InsertAsync(
            [
                .. errors.Select((finding, ordinal) => new IntegrityFindingRow
                {
                    SubmissionSequence = entry.Sequence,
                    Ordinal = ordinal,
                    At = entry.At,
                    Actor = submission.Poster,
                    Document = submission.Document,
                    Code = finding.Code,
                    Message = finding.Message,
                    Pointer = finding.Pointer,
                    File = files[finding.Pointer].FirstOrDefault()?.Name,
                    Expected = finding.Expected,
                    Observed = finding.Found,
                }),
            ],
            cancellationToken);
    }
}

/// <summary>One thing that stopped a submission.</summary>
internal sealed class IntegrityFindingRow : DocumentRow
{
    public required DateTimeOffset At { get; set; }

    public required string Actor { get; set; }

    public required Digest Document { get; set; }

    public required string Code { get; set; }

    public required string Message { get; set; }

    public required string Pointer { get; set; }

    public string? File { get; set; }

    public string? Expected { get; set; }

    public string? Observed { get; set; }
}
