using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using AiBom.Domain;

namespace AiBom.Verification.Sigstore.Roots;

/// <summary>
/// Whom an operator believes (sigstore_trustroot.proto, TrustedRoot), as the file says it. Keys and certificates are
/// read once, here.
/// </summary>
internal sealed record TrustedRoot
{
    /// <summary>SHA-256 of the file.</summary>
    public required Digest Id { get; init; }

    /// <summary>The media type; empty where there is none.</summary>
    public string MediaType { get; init; } = "";

    /// <summary>Why the file cannot be read; null where it can.</summary>
    public string? Problem { get; init; }

    /// <summary>Transparency logs of signatures.</summary>
    public ImmutableArray<TransparencyLog> Logs { get; init; } = [];

    /// <summary>Certificate transparency logs.</summary>
    public ImmutableArray<TransparencyLog> CertificateLogs { get; init; } = [];

    /// <summary>Those who issue certificates to signers.</summary>
    public ImmutableArray<CertificateAuthority> CertificateAuthorities { get; init; } = [];

    /// <summary>Those who sign time stamps.</summary>
    public ImmutableArray<CertificateAuthority> TimestampAuthorities { get; init; } = [];
}

/// <summary>A log (TransparencyLogInstance).</summary>
internal sealed record TransparencyLog
{
    /// <summary>Its address; never called, but its host is the name that Rekor v2 signs checkpoints with.</summary>
    public string BaseUrl { get; init; } = "";

    /// <summary>The id by which entries and certificates name it.</summary>
    public byte[] LogId { get; init; } = [];

    /// <summary>Another id by which entries may name it; null for none.</summary>
    public byte[]? CheckpointKeyId { get; init; }

    /// <summary>Who runs it; empty where the file does not say.</summary>
    public string Operator { get; init; } = "";

    /// <summary>Its key.</summary>
    public LogKey Key { get; init; } = LogKey.None;

    /// <summary>When its key counts.</summary>
    public TimeRange ValidFor { get; init; } = TimeRange.Unsaid;

    /// <summary>What thresholds count: the operator, and the log itself where none is named.</summary>
    public string CountedAs => Operator.Length > 0 ? $"operator {Operator}" : $"log {Convert.ToHexStringLower(LogId)}";

    /// <summary>Whether this is the log that an entry names.</summary>
    public bool IsNamedBy(ReadOnlySpan<byte> id) =>
        id.Length > 0 && (id.SequenceEqual(LogId) || id.SequenceEqual(CheckpointKeyId));
}

/// <summary>One who issues certificates (CertificateAuthority).</summary>
internal sealed record CertificateAuthority
{
    /// <summary>Its address, which is a name here.</summary>
    public string Uri { get; init; } = "";

    /// <summary>Who runs it; empty where the file does not say.</summary>
    public string Operator { get; init; } = "";

    /// <summary>Its certificates, the anchor last. The anchor may be an intermediate of someone else's root.</summary>
    public ImmutableArray<X509Certificate2> Chain { get; init; } = [];

    /// <summary>When what it signs counts.</summary>
    public TimeRange ValidFor { get; init; } = TimeRange.Unsaid;

    /// <summary>What is wrong with its certificates; null for nothing.</summary>
    public string? Problem { get; init; }

    /// <summary>What thresholds count: the operator, and the signing certificate where none is named.</summary>
    public string CountedAs => Operator.Length > 0 ? $"operator {Operator}" : $"authority {Chain[0].Thumbprint}";
}
