using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Storage.Reads;
using AiBom.Verification.Attestations;

namespace AiBom.Registry.Ingestion;

/// <summary>Signed attestations, as a poster hands them over.</summary>
/// <param name="Content">
/// A DSSE envelope, a Sigstore bundle, one of these a line, or what a package registry answers.
/// </param>
/// <param name="Poster">The actor who posts them.</param>
public sealed record AttestationSubmission(ReadOnlyMemory<byte> Content, string Poster)
{
    /// <summary>Whether only the verdict is wanted, and nothing is to be recorded.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>The identity of one attestation: the same bytes from the same poster are one submission.</summary>
    public static Digest Identify(Digest envelope, string poster) =>
        Digest.Of(CanonicalJson.Serialize(new { attestation = envelope, poster }));
}

/// <summary>What became of a post of attestations.</summary>
public sealed record AttestationPosting
{
    /// <summary>The worst verdict on any of them.</summary>
    public required SubmissionStatus Status { get; init; }

    /// <summary>Each, in order; empty where the post as a whole was rejected.</summary>
    public ImmutableArray<AttestationVerdict> Attestations { get; init; } = [];

    /// <summary>Why the post as a whole was rejected.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>Whether the record already had all of them.</summary>
    public bool IsRepeated => !Attestations.IsEmpty && Attestations.All(one => one.IsRepeated);
}

/// <summary>What became of one attestation.</summary>
public sealed record AttestationVerdict
{
    /// <summary>Accepted, quarantined, or rejected.</summary>
    public required SubmissionStatus Status { get; init; }

    /// <summary>The digest of the envelope's bytes.</summary>
    public required Digest Envelope { get; init; }

    /// <summary>The proof of the record; null where nothing was recorded.</summary>
    public Receipt? Receipt { get; init; }

    /// <summary>What is known of who said it.</summary>
    public required Authenticity Authenticity { get; init; }

    /// <summary>The organizations whose word it is.</summary>
    public ImmutableArray<string> Authors { get; init; } = [];

    /// <summary>Who signed.</summary>
    public Digest? Signer { get; init; }

    /// <summary>The earliest trusted time of the signature.</summary>
    public DateTimeOffset? SignedAt { get; init; }

    /// <summary>What it says; null where no signature holds.</summary>
    public AttestationFacts? Facts { get; init; }

    /// <summary>What the checks found.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>
    /// Where what was signed is a bill of materials: what became of it as a document. It is then recorded as that, and
    /// <see cref="Receipt"/> is the document's.
    /// </summary>
    public Verdict? Document { get; init; }

    /// <summary>Whether the record already had it, and this is its verdict of then.</summary>
    public bool IsRepeated { get; init; }

    internal static AttestationVerdict Of(Digest envelope, AttestationVerification verification) => new()
    {
        Status = StatusOf(verification),
        Envelope = envelope,
        Authenticity = verification.Authenticity,
        Authors = verification.Authors,
        Signer = verification.Signer,
        SignedAt = verification.SignedAt,
        Facts = verification.Report.Facts,
        Findings = verification.Report.Findings,
    };

    internal static AttestationVerdict Repeated(AttestationRecord record, AttestationReport report) => new()
    {
        Status = record.Status,
        Envelope = record.Envelope,
        Receipt = new Receipt(record.Attestation, record.Sequence, record.At, record.EntryHash),
        Authenticity = record.Authenticity,
        Authors = record.Authors,
        Signer = record.Signer,
        SignedAt = record.SignedAt,
        Facts = report.Facts,
        Findings = report.Findings,
        IsRepeated = true,
    };

    internal static AttestationVerdict OfDocument(
        Digest envelope, AttestationVerification verification, Verdict document) =>
        Of(envelope, verification) with
        {
            Status = document.Status,
            Receipt = document.Receipt,
            Findings = document.Findings,
            Document = document,
            IsRepeated = document.IsRepeated,
        };

    private static SubmissionStatus StatusOf(AttestationVerification verification) => 0 switch
    {
        _ when verification.IsMalformed => SubmissionStatus.Rejected,
        _ when verification.Report.Findings.Any(finding => finding.Severity is Severity.Error) =>
            SubmissionStatus.Quarantined,
        _ when verification.Report.Findings.Any(finding => finding.Severity is Severity.Warning) =>
            SubmissionStatus.AcceptedWithFindings,
        _ => SubmissionStatus.Accepted,
    };
}
