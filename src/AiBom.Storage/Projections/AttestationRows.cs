using System.Collections.Immutable;
using AiBom.Domain;

namespace AiBom.Storage.Projections;

/// <summary>An attestation with all that its receipt says.</summary>
internal sealed class AttestationRow
{
    public required long Sequence { get; set; }

    public required DateTimeOffset At { get; set; }

    public required Digest EntryHash { get; set; }

    public required Digest Attestation { get; set; }

    public required Digest Envelope { get; set; }

    public required string Poster { get; set; }

    public required SubmissionStatus Status { get; set; }

    public required Authenticity Authenticity { get; set; }

    /// <summary>The organizations whose word it is.</summary>
    public required ImmutableArray<string> Authors { get; set; }

    public Digest? Signer { get; set; }

    public DateTimeOffset? SignedAt { get; set; }

    public AttestationKind? Kind { get; set; }

    public string? PredicateType { get; set; }

    public required Digest Report { get; set; }
}

/// <summary>That an attestation is about what a key names; a row a strong digest of a subject.</summary>
internal sealed class AttestedSubjectRow
{
    public required long AttestationSequence { get; set; }

    public required int Ordinal { get; set; }

    /// <summary>The hash of the key's text, which an entity may have now or later.</summary>
    public required Digest KeyHash { get; set; }
}

/// <summary>Which end of an edge a piece of evidence is about.</summary>
internal enum EvidenceEnd
{
    /// <summary>The dependent.</summary>
    Subject = 1,

    /// <summary>The source.</summary>
    Object,
}

/// <summary>
/// One key that standing evidence is about. What evidence proves is found by the keys that a statement's own document
/// gives to its two ends, so it does not matter which came first.
/// </summary>
internal sealed class EvidenceRow
{
    /// <summary>The attestation or the submission that brought it.</summary>
    public required long Sequence { get; set; }

    public required int Ordinal { get; set; }

    public required EvidenceKind Kind { get; set; }

    /// <summary>The organization whose word it is.</summary>
    public required string Author { get; set; }

    public required EvidenceEnd End { get; set; }

    public required Digest KeyHash { get; set; }

    /// <summary>For a counterparty's record: the hash of the name of who was given it.</summary>
    public Digest? RecipientHash { get; set; }

    /// <summary>
    /// Whether a counterparty's record says what the object was given for, and so supports no other use of it.
    /// </summary>
    public bool IsForTarget { get; set; }
}

/// <summary>That evidence supports a statement.</summary>
internal sealed class SupportRow
{
    public required long SubmissionSequence { get; set; }

    public required int Ordinal { get; set; }

    public required long EvidenceSequence { get; set; }

    public required EvidenceKind Kind { get; set; }

    /// <summary>The organization whose word it is.</summary>
    public required string Author { get; set; }
}
