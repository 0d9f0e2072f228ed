using AiBom.Domain;
using AiBom.Domain.Journal;

namespace AiBom.Storage.Journal;

/// <summary>An attestation's report, to be recorded with the entry that names it.</summary>
public sealed class AttestationContent : EntryContent
{
    private readonly byte[] bytes;

    private AttestationContent(AttestationReport report)
    {
        Report = report;
        bytes = CanonicalJson.Serialize(report);
        ReportDigest = Digest.Of(bytes);
    }

    /// <summary>What it says and what was found.</summary>
    public AttestationReport Report { get; }

    /// <summary>
    /// The digest of <see cref="Report"/>: goes into <see cref="AttestationRecorded.Report"/>.
    /// </summary>
    public Digest ReportDigest { get; }

    /// <summary>Puts it into canonical form. Do it before the writer's turn: it takes time.</summary>
    public static AttestationContent Of(AttestationReport report) => new(report);

    internal override ContentRow[] ToRows() => [new() { Digest = ReportDigest, Bytes = bytes }];
}
