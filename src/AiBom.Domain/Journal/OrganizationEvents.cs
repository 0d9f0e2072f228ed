using System.Collections.Immutable;

namespace AiBom.Domain.Journal;

/// <summary>An organization got an id, or more names under which documents know it.</summary>
/// <param name="Organization">The id: lowercase letters, digits and hyphens.</param>
/// <param name="DisplayName">Its name for people.</param>
/// <param name="Aliases">Further names that documents use for it. Names bind without regard to case.</param>
public sealed record OrganizationRegistered(
    string Organization,
    string DisplayName,
    ImmutableArray<string> Aliases) : JournalEvent(Name)
{
    /// <summary>The name of the kind.</summary>
    public const string Name = "ORGANIZATION_REGISTERED";
}

/// <summary>A public key may speak for an organization.</summary>
/// <param name="Organization">The organization's id.</param>
/// <param name="KeyId">SHA-256 of the key's SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7) in DER.</param>
/// <param name="PublicKey">The SubjectPublicKeyInfo in PEM (RFC 7468).</param>
/// <param name="ValidFrom">The first instant at which its signatures count; null for always.</param>
/// <param name="ValidUntil">The first instant at which they no longer count; null for never.</param>
public sealed record SignerRegistered(
    string Organization,
    Digest KeyId,
    string PublicKey,
    DateTimeOffset? ValidFrom,
    DateTimeOffset? ValidUntil) : JournalEvent(Name)
{
    /// <summary>The name of the kind.</summary>
    public const string Name = "SIGNER_REGISTERED";
}

/// <summary>A bearer token was issued. The token itself is never kept.</summary>
/// <param name="Token">The SHA-256 digest of the token's text.</param>
/// <param name="Holder">The actor's name that entries made with it carry.</param>
public sealed record AccessTokenIssued(Digest Token, string Holder) : JournalEvent(Name)
{
    /// <summary>The name of the kind.</summary>
    public const string Name = "ACCESS_TOKEN_ISSUED";
}
