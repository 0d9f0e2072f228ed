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

/// <summary>A signer may speak for an organization: a key, the holder of a certificate, or an identity.</summary>
/// <param name="Organization">The organization's id.</param>
/// <param name="KeyId">
/// Identifies the signer. For a key: SHA-256 of its SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7) in DER. For others
/// the digest of <see cref="Certificate"/> or <see cref="Identity"/> as canonical JSON.
/// </param>
/// <param name="PublicKey">The SubjectPublicKeyInfo in PEM (RFC 7468); null for others than keys.</param>
/// <param name="ValidFrom">The first instant at which its signatures count; null for always.</param>
/// <param name="ValidUntil">The first instant at which they no longer count; null for never.</param>
public sealed record SignerRegistered(
    string Organization,
    Digest KeyId,
    string? PublicKey,
    DateTimeOffset? ValidFrom,
    DateTimeOffset? ValidUntil) : JournalEvent(Name)
{
    /// <summary>The name of the kind.</summary>
    public const string Name = "SIGNER_REGISTERED";

    /// <summary>The certificate's holder, where the signer is one.</summary>
    public CertificateSigner? Certificate { get; init; }

    /// <summary>The identity, where the signer is one.</summary>
    public IdentitySigner? Identity { get; init; }

    /// <summary>
    /// The predicate types that it may sign, each with all of its versions; empty for all. A bill of materials that is
    /// signed as such counts under its predicate type.
    /// </summary>
    public ImmutableArray<string> PredicateTypes { get; init; } = [];

    /// <summary>
    /// The builders (SLSA <c>builder.id</c>) whose provenance is believed where this signer signed it.
    /// </summary>
    public ImmutableArray<string> Builders { get; init; } = [];

    /// <summary>The signer of the same organization that this one takes over from.</summary>
    public Digest? Replaces { get; init; }
}

/// <summary>Whoever holds a certificate of a subject that leads to one of these authorities.</summary>
/// <param name="Subject">The subject's distinguished name (RFC 4514), compared as a whole.</param>
/// <param name="Authorities">The authorities' certificates in PEM.</param>
public sealed record CertificateSigner(string Subject, string Authorities)
{
    /// <summary>Identifies the signer.</summary>
    public Digest Id() => Digest.Of(CanonicalJson.Serialize(this));
}

/// <summary>A name for which an issuer vouched when it signed (Sigstore keyless).</summary>
/// <param name="Name">The exact name: an e-mail address, the URL of a workflow.</param>
/// <param name="Issuer">The exact URL of the OpenID Connect issuer.</param>
public sealed record IdentitySigner(string Name, string Issuer)
{
    /// <summary>Identifies the signer.</summary>
    public Digest Id() => Digest.Of(CanonicalJson.Serialize(this));
}

/// <summary>
/// A signer no longer speaks for an organization: what it signed at or after an instant counts for nothing, and what
/// has no trusted time before that instant is taken for signed after it. The journal's own time is a trusted one.
/// </summary>
/// <param name="Organization">The organization's id.</param>
/// <param name="KeyId">The signer.</param>
/// <param name="Since">The first instant from which its signatures do not count.</param>
/// <param name="Reason">Why, in the revoker's words.</param>
public sealed record SignerRevoked(
    string Organization, Digest KeyId, DateTimeOffset Since, string Reason) : JournalEvent(Name)
{
    /// <summary>The name of the kind.</summary>
    public const string Name = "SIGNER_REVOKED";
}

/// <summary>A bearer token was issued. The token itself is never kept.</summary>
/// <param name="Token">The SHA-256 digest of the token's text.</param>
/// <param name="Holder">The actor's name that entries made with it carry.</param>
public sealed record AccessTokenIssued(Digest Token, string Holder) : JournalEvent(Name)
{
    /// <summary>The name of the kind.</summary>
    public const string Name = "ACCESS_TOKEN_ISSUED";
}
