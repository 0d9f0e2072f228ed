using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Verification.ModelSigning;

namespace AiBom.Verification.Attestations;

/// <summary>What is known of who signed an attestation, and what it says.</summary>
public sealed record AttestationVerification
{
    /// <summary>What is known of who said it. Says nothing of whether it is true.</summary>
    public required Authenticity Authenticity { get; init; }

    /// <summary>
    /// What it says, and what did not pass. Nothing that was signed is read before the signature holds.
    /// </summary>
    public required AttestationReport Report { get; init; }

    /// <summary>Whether it cannot be read at all, so that there is nothing to record.</summary>
    public bool IsMalformed { get; init; }

    /// <summary>The organizations that the signer may speak for in this; empty unless valid.</summary>
    public ImmutableArray<string> Authors { get; init; } = [];

    /// <summary>Who signed, where the signature holds and the signer is registered.</summary>
    public Digest? Signer { get; init; }

    /// <summary>The earliest time of the signature that a trusted log or authority proves; null for none.</summary>
    public DateTimeOffset? SignedAt { get; init; }

    /// <summary>Whether what was signed is a bill of materials, to be taken in as a document.</summary>
    public bool IsBillOfMaterials => DocumentMediaType is not null;

    /// <summary>
    /// The bill of materials itself, byte for byte as it stands in what was signed; null where it is none, or where
    /// only its digest was signed.
    /// </summary>
    public ReadOnlyMemory<byte>? Document { get; init; }

    /// <summary>The media type of the bill of materials, by what was signed; null where it is none.</summary>
    public string? DocumentMediaType { get; init; }

    /// <summary>The files of a model, where it is the model's signature and its signer is valid.</summary>
    public ModelManifest? Manifest { get; init; }

    /// <summary>The checks of Sigstore, A1 to E7, where it is a Sigstore bundle; each with its outcome.</summary>
    public ImmutableArray<Finding> Details { get; init; } = [];

    /// <summary>Whether it is kept for forensics only. Derived: some finding is an error.</summary>
    public bool IsQuarantined => Report.Findings.Any(finding => finding.Severity is Severity.Error);
}

/// <summary>An attestation that was posted with a document.</summary>
/// <param name="Bundle">The index of its bundle among those posted.</param>
/// <param name="Verification">What is known of it.</param>
public sealed record PostedAttestation(int Bundle, AttestationVerification Verification);
