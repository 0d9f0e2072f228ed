using AiBom.Verification.Keys;

namespace AiBom.Verification.Sigstore;

/// <summary>What a caller demands of a bundle: who signed it, and how much evidence there must be.</summary>
public sealed record SigstorePolicy
{
    private SigstorePolicy()
    {
    }

    /// <summary>The exact name in the signer's certificate; null for any.</summary>
    public string? Identity { get; private init; }

    /// <summary>The exact issuer of that name; null for any.</summary>
    public string? Issuer { get; private init; }

    /// <summary>The key that signs; null where a certificate does.</summary>
    public PublicKey? Key { get; private init; }

    /// <summary>The first instant at which the key's signatures count; null for always.</summary>
    public DateTimeOffset? KeyValidFrom { get; private init; }

    /// <summary>The last instant at which they count, which still belongs to the window; null for always.</summary>
    public DateTimeOffset? KeyValidUntil { get; private init; }

    /// <summary>How many transparency logs must hold the signature.</summary>
    public int LogEntries { get; init; } = 1;

    /// <summary>How many sources of trusted time there must be: logs that sign the time, and authorities.</summary>
    public int Times { get; init; } = 1;

    /// <summary>How many time-stamp authorities must vouch for the time.</summary>
    public int Timestamps { get; init; }

    /// <summary>How many certificate transparency logs must hold the certificate.</summary>
    public int CertificateTimestamps { get; init; } = 1;

    /// <summary>Signed by this identity, as this issuer knows it. Both are compared exactly.</summary>
    public static SigstorePolicy ForIdentity(string identity, string issuer) =>
        new() { Identity = identity, Issuer = issuer };

    /// <summary>
    /// Signed by anyone whom an authority of the trusted roots gave a certificate. Alone it proves only that somebody
    /// signed: the caller must decide by <see cref="VerifiedBundle.Identity"/> and its issuer.
    /// </summary>
    public static SigstorePolicy ForAnyIdentity() => new();

    /// <summary>Signed under this key, at a time in this closed window.</summary>
    public static SigstorePolicy ForKey(
        PublicKey key, DateTimeOffset? validFrom = null, DateTimeOffset? validUntil = null) =>
        new() { Key = key, KeyValidFrom = validFrom, KeyValidUntil = validUntil, CertificateTimestamps = 0 };
}
