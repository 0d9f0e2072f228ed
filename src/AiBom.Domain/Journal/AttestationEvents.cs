using System.Collections.Immutable;

namespace AiBom.Domain.Journal;

/// <summary>
/// A signed statement about artifacts was submitted: how something was built, to whom it was given, what a test said.
/// It makes nobody the author of a document; what it proves about statements of others is derived from it.
/// </summary>
public sealed record AttestationRecorded() : JournalEvent(Name)
{
    /// <summary>The name of the kind.</summary>
    public const string Name = "ATTESTATION_RECORDED";

    /// <summary>Identifies the submission: the envelope and the poster together.</summary>
    public required Digest Attestation { get; init; }

    /// <summary>The original bytes of the envelope or bundle.</summary>
    public required Digest Envelope { get; init; }

    /// <summary>Who posted it: an actor.</summary>
    public required string Poster { get; init; }

    /// <summary>The verdict: accepted, accepted with findings, or quarantined.</summary>
    public required SubmissionStatus Status { get; init; }

    /// <summary>What is known of who said it.</summary>
    public required Authenticity Authenticity { get; init; }

    /// <summary>
    /// The organizations that the signer may speak for in a statement of this type, and where it may vouch for the
    /// builder of a provenance for some of them, those; empty unless valid.
    /// </summary>
    public ImmutableArray<string> Authors { get; init; } = [];

    /// <summary>Who signed, where the signature holds and the signer is registered.</summary>
    public Digest? Signer { get; init; }

    /// <summary>The earliest trusted time of the signature; null where only the entry's own time is known.</summary>
    public DateTimeOffset? SignedAt { get; init; }

    /// <summary>The <see cref="AttestationReport"/>, by its digest.</summary>
    public required Digest Report { get; init; }

    /// <summary>Whether anything may be derived from it.</summary>
    public bool IsActive() => Authenticity is Authenticity.Valid
        && Status is SubmissionStatus.Accepted or SubmissionStatus.AcceptedWithFindings;
}

/// <summary>What an attestation says and everything that was found when it was checked.</summary>
/// <param name="Facts">What was signed; null where no signature holds, because it is then not read.</param>
/// <param name="Findings">What the checks found.</param>
/// <param name="IsBuilderTrusted">
/// Whether the signer was trusted, when this was decided, to vouch for the builder that it names.
/// </param>
public sealed record AttestationReport(
    AttestationFacts? Facts, ImmutableArray<Finding> Findings, bool IsBuilderTrusted = false);

/// <summary>What an in-toto Statement says that this service derives something from.</summary>
public sealed record AttestationFacts
{
    /// <summary>What it is about.</summary>
    public required AttestationKind Kind { get; init; }

    /// <summary>Its predicate type as written.</summary>
    public required string PredicateType { get; init; }

    /// <summary>The artifacts that it is about.</summary>
    public ImmutableArray<AttestedArtifact> Subjects { get; init; } = [];

    /// <summary>For provenance: what the run read (SLSA resolvedDependencies, materials).</summary>
    public ImmutableArray<AttestedArtifact> Inputs { get; init; } = [];

    /// <summary>For provenance: who ran it (SLSA <c>builder.id</c>).</summary>
    public string? Builder { get; init; }

    /// <summary>For provenance: what kind of run it was (SLSA <c>buildType</c>).</summary>
    public string? BuildType { get; init; }

    /// <summary>For a delivery: the names of the organizations to which the subjects were given.</summary>
    public ImmutableArray<string> Recipients { get; init; } = [];

    /// <summary>For a delivery: what the subjects were given for; empty where it does not say.</summary>
    public ImmutableArray<AttestedArtifact> Targets { get; init; } = [];

    /// <summary>For a test result or a verification summary: what it says, in its own word.</summary>
    public string? Result { get; init; }

    /// <summary>For a verification summary: who concluded it, by its own id.</summary>
    public string? Verifier { get; init; }

    /// <summary>For a verification summary: what it is about, by the URI under which it was asked for.</summary>
    public string? Resource { get; init; }

    /// <summary>For a verification summary: the policy by which it was concluded.</summary>
    public AttestedArtifact? Policy { get; init; }

    /// <summary>When it says that what it tells of ended or was concluded.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>An artifact as a Statement names it (in-toto ResourceDescriptor).</summary>
/// <param name="Name">Its name, for people.</param>
/// <param name="Uri">Where it was, as a name and never fetched.</param>
/// <param name="Digests">Its digests by functions that are known; only strong ones identify.</param>
public sealed record AttestedArtifact(string? Name, string? Uri, ImmutableArray<DeclaredDigest> Digests);
