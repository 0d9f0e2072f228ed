using System.Collections.Immutable;
using AiBom.Verification.Keys;
using AiBom.Verification.Sigstore;

namespace AiBom.Verification.ModelSigning;

/// <summary>
/// Whom the caller believes; one of the three methods of OpenSSF Model Signing 1.0, section 4.1. The caller's choice
/// decides which evidence is looked at, never the bundle's.
/// </summary>
public abstract record ModelTrust
{
    private ModelTrust()
    {
    }

    /// <summary>Long-lived keys. What else the bundle says of its signer is not read.</summary>
    /// <param name="Accepted">The keys, any of which may have signed.</param>
    public sealed record ByKey(ImmutableArray<PublicKey> Accepted) : ModelTrust;

    /// <summary>Certificates that lead to these authorities.</summary>
    /// <param name="Roots">The authorities.</param>
    /// <param name="Times">
    /// Whose logs and time-stamp authorities may prove when it was signed, so that a certificate that has ended since
    /// still counts. Null for nobody: certificates must then be valid at the caller's time.
    /// </param>
    public sealed record ByCertificate(CertificateAuthorities Roots, TrustedRoots? Times = null) : ModelTrust;

    /// <summary>A name that an issuer vouched for when it was signed, by all that Sigstore demands.</summary>
    /// <param name="Roots">The authorities and logs of the Sigstore instances that are trusted.</param>
    /// <param name="Name">The exact name, such as an e-mail address or the URL of a workflow.</param>
    /// <param name="Issuer">The exact URL of the issuer.</param>
    public sealed record ByIdentity(TrustedRoots Roots, string Name, string Issuer) : ModelTrust;
}
