using System.Collections.Immutable;

namespace AiBom.Verification.Sigstore.Bundles;

/// <summary>
/// A Sigstore bundle (sigstore_bundle.proto) as it was sent: read, bounded, and not believed. What the schema forbids,
/// such as two contents, can stand in it; the checks say so.
/// </summary>
internal sealed record SigstoreBundle
{
    /// <summary>The media type; empty where there is none.</summary>
    public string MediaType { get; init; } = "";

    /// <summary>The version that <see cref="MediaType"/> says; null for any but the known ones.</summary>
    public BundleVersion? Version => MediaType switch
    {
        "application/vnd.dev.sigstore.bundle+json;version=0.1" => BundleVersion.V01,
        "application/vnd.dev.sigstore.bundle+json;version=0.2" => BundleVersion.V02,
        "application/vnd.dev.sigstore.bundle+json;version=0.3" => BundleVersion.V03,
        "application/vnd.dev.sigstore.bundle.v0.3+json" => BundleVersion.V03,
        _ => null,
    };

    /// <summary>The signer's certificate, from version 0.3 on.</summary>
    public byte[]? Certificate { get; init; }

    /// <summary>The signer's certificate and others behind it, in versions 0.1 and 0.2.</summary>
    public ImmutableArray<byte[]>? CertificateChain { get; init; }

    /// <summary>What the signer calls its key; null where a certificate is given. Unauthenticated.</summary>
    public string? KeyHint { get; init; }

    /// <summary>Entries of transparency logs.</summary>
    public ImmutableArray<LogEntry> LogEntries { get; init; } = [];

    /// <summary>RFC 3161 time-stamp responses, each in DER.</summary>
    public ImmutableArray<byte[]> Timestamps { get; init; } = [];

    /// <summary>A signature over an artifact.</summary>
    public MessageSignature? Message { get; init; }

    /// <summary>A signed envelope.</summary>
    public BundleEnvelope? Envelope { get; init; }

    /// <summary>The leaf, in whichever form it came.</summary>
    public byte[]? Leaf => Certificate ?? (CertificateChain is [var leaf, ..] ? leaf : null);

    /// <summary>The bytes of the signature, of several the first; null where there is none.</summary>
    public byte[]? Signature => Message?.Signature ?? (Envelope?.Signatures is [var first, ..] ? first : null);

    /// <summary>What breaks a rule of the writing and was read all the same.</summary>
    public IReadOnlyDictionary<ProtoJsonKind, ProtoJsonProblem> Notes { get; init; } =
        ImmutableDictionary<ProtoJsonKind, ProtoJsonProblem>.Empty;
}

/// <summary>The versions of the format.</summary>
internal enum BundleVersion
{
    /// <summary>A promise of inclusion in every log entry; a chain of certificates.</summary>
    V01 = 1,

    /// <summary>A proof of inclusion in every log entry; a chain of certificates.</summary>
    V02,

    /// <summary>A proof of inclusion in every log entry; one certificate.</summary>
    V03,
}

/// <summary>A signature over an artifact (sigstore_common.proto, MessageSignature).</summary>
/// <param name="DigestAlgorithm">The name of the hash function that the hint is of; empty for none.</param>
/// <param name="Digest">An unauthenticated hint of which artifact it is.</param>
/// <param name="Signature">The signature.</param>
internal sealed record MessageSignature(string DigestAlgorithm, byte[] Digest, byte[] Signature);

/// <summary>A DSSE envelope in a bundle.</summary>
/// <param name="PayloadType">What the signer says the payload is.</param>
/// <param name="Payload">A stranger's bytes, until the signature holds.</param>
/// <param name="Signatures">As many as there are; the checks allow one.</param>
internal sealed record BundleEnvelope(string PayloadType, byte[] Payload, ImmutableArray<byte[]> Signatures);

/// <summary>An entry of a transparency log (sigstore_rekor.proto, TransparencyLogEntry).</summary>
/// <param name="Index">Its index in the whole log.</param>
/// <param name="LogId">The log's id.</param>
/// <param name="Kind">The kind of its body, such as <c>hashedrekord</c>.</param>
/// <param name="Version">The version of that kind.</param>
/// <param name="IntegratedTime">Seconds since 1970 at which the log says it took it in; 0 for none.</param>
/// <param name="Promise">The signed entry timestamp; null for none.</param>
/// <param name="Proof">The proof of inclusion; null for none.</param>
/// <param name="Body">What was logged, canonically.</param>
internal sealed record LogEntry(
    long Index,
    byte[] LogId,
    string Kind,
    string Version,
    long IntegratedTime,
    byte[]? Promise,
    InclusionProof? Proof,
    byte[] Body);

/// <summary>A proof of inclusion (RFC 6962).</summary>
/// <param name="Index">The index in the tree of the proof, which is not the whole log.</param>
/// <param name="RootHash">The root that the proof leads to, as the bundle says.</param>
/// <param name="TreeSize">The number of leaves, as the bundle says.</param>
/// <param name="Hashes">The path from leaf to root.</param>
/// <param name="Checkpoint">The signed note that vouches for the root; null for none.</param>
internal sealed record InclusionProof(
    long Index, byte[] RootHash, long TreeSize, ImmutableArray<byte[]> Hashes, string? Checkpoint);
