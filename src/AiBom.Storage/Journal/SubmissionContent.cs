using AiBom.Domain;
using AiBom.Domain.Journal;

namespace AiBom.Storage.Journal;

/// <summary>
/// A statement set and a report that are durable in the blob store. Only the store makes these, so the digests are
/// always those of the objects.
/// </summary>
public sealed class SubmissionContent
{
    internal SubmissionContent(
        StatementSet statements, Digest statementSet, SubmissionReport report, Digest reportDigest)
    {
        Statements = statements;
        StatementSet = statementSet;
        Report = report;
        ReportDigest = reportDigest;
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
}
