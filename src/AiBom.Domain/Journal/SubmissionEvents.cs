using System.Collections.Immutable;

namespace AiBom.Domain.Journal;

/// <summary>
/// A document was submitted with its evidence, and accepted or quarantined. The entry names all that the verdict
/// rested on, so that a rebuild repeats it rather than deciding anew.
/// </summary>
public sealed record SubmissionRecorded() : JournalEvent(Name)
{
    /// <summary>The name of the kind.</summary>
    public const string Name = "SUBMISSION_RECORDED";

    /// <summary>Identifies the submission: the document, the evidence and the poster together.</summary>
    public required Digest Submission { get; init; }

    /// <summary>The document's original bytes.</summary>
    public required Digest Document { get; init; }

    /// <summary>The media type under which they came.</summary>
    public required string MediaType { get; init; }

    /// <summary>Their number.</summary>
    public required long Length { get; init; }

    /// <summary>The bundles that came with it, in order.</summary>
    public ImmutableArray<Digest> Bundles { get; init; } = [];

    /// <summary>Who posted it: an actor.</summary>
    public required string Poster { get; init; }

    /// <summary>The verdict: accepted, accepted with findings, or quarantined.</summary>
    public required SubmissionStatus Status { get; init; }

    /// <summary>What is known of who said it.</summary>
    public required Authenticity Authenticity { get; init; }

    /// <summary>The registered organization whose words these are, where the signature makes it the author.</summary>
    public string? Author { get; init; }

    /// <summary>The key that signed, where one did and is known.</summary>
    public Digest? Signer { get; init; }

    /// <summary>
    /// The earliest time of the deciding signature that a trusted authority or log shows; null where none does, and
    /// then only the entry's own time is known.
    /// </summary>
    public DateTimeOffset? SignedAt { get; init; }

    /// <summary>The registered organization in whose name the document speaks, signed or not.</summary>
    public string? Publisher { get; init; }

    /// <summary>What the reader made of the document: a <see cref="StatementSet"/> in the blob store.</summary>
    public required Digest StatementSet { get; init; }

    /// <summary>The <see cref="SubmissionReport"/> in the blob store.</summary>
    public required Digest Report { get; init; }

    /// <summary>How far the statements are proved by this submission.</summary>
    public Assurance Assurance() => Authenticity is Authenticity.Valid && Author is not null
        ? Domain.Assurance.Signed
        : Domain.Assurance.Asserted;

    /// <summary>Whether the statements take part in the lineage.</summary>
    public bool IsActive() => Status is SubmissionStatus.Accepted or SubmissionStatus.AcceptedWithFindings;

    /// <summary>Who says what the document says: the author's id, or the poster.</summary>
    public string Claimant() => Author ?? Poster;
}

/// <summary>Everything that was found when a submission was checked, kept in the blob store.</summary>
/// <param name="Findings">Of the reader, the verification and the identity rules, in that order.</param>
/// <param name="Artifacts">How the declared files stand against bytes.</param>
/// <param name="Trust">The signers that the decision knew: key ids, in order.</param>
public sealed record SubmissionReport(
    ImmutableArray<Finding> Findings,
    ImmutableArray<ArtifactCheck> Artifacts,
    ImmutableArray<Digest> Trust)
{
    /// <summary>The verdict of the document's official schema.</summary>
    public SchemaVerdict Schema { get; init; } = SchemaVerdict.NotChecked;

    /// <summary>The policies by which the submission was taken: the operator's, then that of the poster.</summary>
    public ImmutableArray<AppliedPolicy> Policies { get; init; } = [];
}

/// <summary>The version of a policy that decided.</summary>
/// <param name="Id">The policy's id.</param>
/// <param name="Version">Its version.</param>
/// <param name="Digest">The SHA-256 of its canonical form (RFC 8785).</param>
public sealed record AppliedPolicy(string Id, int Version, Digest Digest);

/// <summary>How one declared file stands against bytes.</summary>
/// <param name="Name">The file's name in the document.</param>
/// <param name="Pointer">RFC 6901 pointer to its declaration.</param>
/// <param name="Status">The comparison.</param>
/// <param name="Declared">The strongest declared digest.</param>
/// <param name="Observed">The SHA-256 of the bytes that came, where some came.</param>
public sealed record ArtifactCheck(
    string Name,
    string Pointer,
    DigestStatus Status,
    DeclaredDigest? Declared,
    Digest? Observed);

/// <summary>Bytes were stored under their digest.</summary>
/// <param name="Artifact">Their SHA-256.</param>
/// <param name="Length">Their number.</param>
public sealed record ArtifactStored(Digest Artifact, long Length) : JournalEvent(Name)
{
    /// <summary>The name of the kind.</summary>
    public const string Name = "ARTIFACT_STORED";
}
