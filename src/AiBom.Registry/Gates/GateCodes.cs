using AiBom.Domain;

namespace AiBom.Registry.Gates;

/// <summary>
/// The codes of rules and reasons beside <see cref="FindingCodes"/>. Codes are stable: clients branch on them.
/// </summary>
public static class GateCodes
{
    /// <summary>Rule and reason: bytes that came are not those that a document declares.</summary>
    public const string DigestMismatch = FindingCodes.DigestMismatch;

    /// <summary>No bytes of a declared file came, and the policy asks for them.</summary>
    public const string DigestNotAvailable = "DIGEST_NOT_AVAILABLE";

    /// <summary>Rule and reason: the evidence about the subject does not hold, and no other does.</summary>
    public const string SignatureInvalid = FindingCodes.SignatureInvalid;

    /// <summary>Nobody who may has signed what describes the subject, and the policy asks for it.</summary>
    public const string SignatureMissing = FindingCodes.SignatureMissing;

    /// <summary>Rule and reason: who signed may not speak for the publisher, and nobody who may has signed.</summary>
    public const string UntrustedSigner = FindingCodes.UntrustedSigner;

    /// <summary>Rule and reason: a standing advisory is about the subject or what it was made from.</summary>
    public const string UpstreamAdvisoryOpen = "UPSTREAM_ADVISORY_OPEN";

    /// <summary>The lineage is not known well enough to tell whether a standing advisory is about it.</summary>
    public const string UpstreamPossiblyAffected = "UPSTREAM_POSSIBLY_AFFECTED";

    /// <summary>A bound cut the question, so that there is no answer. Never a pass.</summary>
    public const string GateIncomplete = "GATE_INCOMPLETE";

    /// <summary>The document describes nothing, so that there is nothing to be judged.</summary>
    public const string SubjectMissing = "SUBJECT_MISSING";

    /// <summary>What was judged is described by no accepted document: it is only named by others.</summary>
    public const string SubjectNotDescribed = "SUBJECT_NOT_DESCRIBED";

    /// <summary>The lineage graph was not as far as the journal in time, so that there is no answer.</summary>
    public const string Stale = "STALE";

    /// <summary>There are more reasons than are listed; this one counts them.</summary>
    public const string ReasonsExceeded = "REASONS_EXCEEDED";
}
