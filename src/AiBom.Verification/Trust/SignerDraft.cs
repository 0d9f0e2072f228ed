using System.Collections.Immutable;
using AiBom.Domain.Journal;

namespace AiBom.Verification.Trust;

/// <summary>A signer as somebody wants it registered, or as the journal has it: not checked yet.</summary>
/// <param name="Organization">The registered organization's id.</param>
public sealed record SignerDraft(string Organization)
{
    /// <summary>The key in PEM; null for others than keys. It is never repeated in a message.</summary>
    public string? PublicKey { get; init; }

    /// <summary>The holder of a certificate; null for others.</summary>
    public CertificateSigner? Certificate { get; init; }

    /// <summary>The identity; null for others.</summary>
    public IdentitySigner? Identity { get; init; }

    /// <summary>The first instant at which its signatures count; null for always.</summary>
    public DateTimeOffset? ValidFrom { get; init; }

    /// <summary>The first instant at which they no longer count; null for never.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>The predicate types that it may sign; empty for all.</summary>
    public ImmutableArray<string> PredicateTypes { get; init; } = [];

    /// <summary>The builders (SLSA <c>builder.id</c>) for which it may vouch.</summary>
    public ImmutableArray<string> Builders { get; init; } = [];
}
