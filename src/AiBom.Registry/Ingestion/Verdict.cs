using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Domain.Journal;

namespace AiBom.Registry.Ingestion;

/// <summary>What became of a submission: the payload of <c>ingestAibom</c> and of <c>POST /v1/documents</c>.</summary>
public sealed record Verdict
{
    /// <summary>Accepted, quarantined, rejected, or in conflict with what is recorded.</summary>
    public required SubmissionStatus Status { get; init; }

    /// <summary>The proof of the record; null where nothing was recorded (rejected, conflict, dry run).</summary>
    public Receipt? Receipt { get; init; }

    /// <summary>The digest of the document's bytes.</summary>
    public required Digest Document { get; init; }

    /// <summary>What the official schema of its format says of the document.</summary>
    public required SchemaVerdict Schema { get; init; }

    /// <summary>
    /// The policies by which it was taken or refused: the operator's, then that of the poster. Empty for what cannot be
    /// read.
    /// </summary>
    public ImmutableArray<AppliedPolicy> Policies { get; init; } = [];

    /// <summary>What the evidence says of who said it; null where the document could not be read.</summary>
    public SignatureVerdict? Verification { get; init; }

    /// <summary>Everything that was found, the reader's first.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>How the declared files stand against bytes.</summary>
    public ImmutableArray<ArtifactCheck> Artifacts { get; init; } = [];

    /// <summary>The attestations that came with it.</summary>
    public ImmutableArray<AttestationVerdict> Attestations { get; init; } = [];

    /// <summary>Whether the record already had this submission, and this is its verdict of then.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>Whether its statements take part in the lineage, or would.</summary>
    public bool IsTaken => Status is SubmissionStatus.Accepted or SubmissionStatus.AcceptedWithFindings;

    /// <summary>What would be recorded, for a dry run; null for all else.</summary>
    internal SubmissionCandidate? Candidate { get; init; }
}

/// <summary>What a dry run would record.</summary>
/// <param name="Statements">What the document says.</param>
/// <param name="Scope">In whose name its names are good.</param>
/// <param name="Voices">Whose words it holds.</param>
internal sealed record SubmissionCandidate(StatementSet Statements, string Scope, Voices Voices);

/// <summary>Where the record keeps a submission.</summary>
/// <param name="Submission">Identifies the submission: document, evidence and poster together.</param>
/// <param name="Sequence">The journal entry.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="EntryHash">The entry's hash.</param>
public sealed record Receipt(Digest Submission, long Sequence, DateTimeOffset At, Digest EntryHash);

/// <summary>What the evidence says of who said a document.</summary>
/// <param name="Authenticity">The verdict.</param>
/// <param name="Author">The registered organization that the signature makes the author.</param>
/// <param name="Signer">The signer whose signature decided.</param>
/// <param name="SignedAt">
/// The earliest trusted time of that signature; null where only the submission's is known.
/// </param>
/// <param name="ClaimedBy">Whose words the statements are: the author's id, or the poster.</param>
/// <param name="Assurance">How far the statements are proved by this submission.</param>
public sealed record SignatureVerdict(
    Authenticity Authenticity,
    string? Author,
    Digest? Signer,
    DateTimeOffset? SignedAt,
    string ClaimedBy,
    Assurance Assurance);
