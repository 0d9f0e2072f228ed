using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Verification.Trust;

namespace AiBom.Verification.Opening;

/// <summary>Bytes whose signature holds, and who signed them when. Only an opener makes one.</summary>
/// <param name="PayloadType">
/// What the signer says the payload is; null where the posted document itself was signed, as it is.
/// </param>
/// <param name="Payload">The signed bytes.</param>
/// <param name="Signer">Who signed.</param>
/// <param name="SignedAt">The earliest time that a trusted log or authority proves; null for none.</param>
internal sealed record SignedEvidence(
    string? PayloadType, ReadOnlyMemory<byte> Payload, Signatory Signer, DateTimeOffset? SignedAt);

/// <summary>Who signed, by what was verified.</summary>
/// <param name="Name">The key, the certificate's subject or the identity, for people.</param>
/// <param name="Entries">What is registered of it, for whichever organization; empty for a stranger.</param>
/// <param name="IsCurrent">Whether its certificate was valid when it signed; true for others.</param>
internal sealed record Signatory(string Name, ImmutableArray<TrustedSigner> Entries, bool IsCurrent = true)
{
    /// <summary>
    /// The registered signer, preferably the one of an organization; null for a stranger.
    /// </summary>
    public Digest? IdFor(string? organization) =>
        (Entries.FirstOrDefault(entry => string.Equals(entry.Organization, organization, StringComparison.Ordinal))
            ?? Entries.FirstOrDefault())?.Id;
}

/// <summary>What came of opening a bundle.</summary>
/// <param name="Envelope">Whether it can be read.</param>
/// <param name="Signature">Whether its signature holds.</param>
/// <param name="Opened">What was signed; null unless both passed.</param>
/// <param name="Details">The checks of Sigstore that <paramref name="Signature"/> sums up; empty for others.</param>
internal sealed record EvidenceReading(
    Finding Envelope, Finding Signature, SignedEvidence? Opened, ImmutableArray<Finding> Details)
{
    /// <summary>A bundle that was not opened because it cannot be read, or not here.</summary>
    public static EvidenceReading Unread(Finding envelope, ImmutableArray<Finding> details = default) =>
        new(envelope, Findings.NotReached(BundleCheck.Signature), Opened: null, details.IsDefault ? [] : details);
}
