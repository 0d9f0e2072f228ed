using AiBom.Domain;
using AiBom.Verification.Keys;

namespace AiBom.Verification.Trust;

/// <summary>A key that may speak for an organization during a time.</summary>
/// <param name="Organization">The registered organization's id.</param>
/// <param name="PublicKey">The key.</param>
/// <param name="ValidFrom">The first instant at which its signatures count; null for always.</param>
/// <param name="ValidUntil">The first instant at which they no longer count; null for never.</param>
public sealed record TrustedSigner(
    string Organization,
    PublicKey PublicKey,
    DateTimeOffset? ValidFrom = null,
    DateTimeOffset? ValidUntil = null)
{
    /// <summary>The id of <see cref="PublicKey"/>.</summary>
    public Digest KeyId => PublicKey.Id;

    /// <summary>
    /// Whether the key's signatures count at an instant: from <see cref="ValidFrom"/>, before the end.
    /// </summary>
    public bool IsValidAt(DateTimeOffset instant) =>
        (ValidFrom is null || instant >= ValidFrom) && (ValidUntil is null || instant < ValidUntil);
}
