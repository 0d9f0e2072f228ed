using AiBom.Domain;
using AiBom.Domain.Journal;

namespace AiBom.Storage.Journal;

/// <summary>
/// A statement set and a report, to be recorded with the entry that names them. The digests are always those of the
/// objects.
/// </summary>
public sealed class SubmissionContent : EntryContent
{
    private readonly byte[] statementBytes;
    private readonly byte[] reportBytes;

    private SubmissionContent(StatementSet statements, SubmissionReport report)
    {
        (Statements, Report) = (statements, report);
        statementBytes = CanonicalJson.Serialize(statements);
        reportBytes = CanonicalJson.Serialize(report);
        StatementSet = Digest.Of(statementBytes);
        ReportDigest = Digest.Of(reportBytes);
    }

    /// <summary>What the document says.</summary>
    public StatementSet Statements { get; }

    /// <summary>
    /// The digest of <see cref="Statements"/>: goes into <see cref="SubmissionRecorded.StatementSet"/>.
    /// </summary>
    public Digest StatementSet { get; }

    /// <summary>What was found.</summary>
    public SubmissionReport Report { get; }

    /// <summary>The digest of <see cref="Report"/>: goes into <see cref="SubmissionRecorded.Report"/>.</summary>
    public Digest ReportDigest { get; }

    /// <summary>Puts both into canonical form. Do it before the writer's turn: it takes time.</summary>
    public static SubmissionContent Of(StatementSet statements, SubmissionReport report) => new(statements, report);

    internal override ContentRow[] ToRows() =>
    [
        new() { Digest = StatementSet, Bytes = statementBytes },
        new() { Digest = ReportDigest, Bytes = reportBytes },
    ];
}
