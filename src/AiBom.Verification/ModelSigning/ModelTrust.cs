using System.Collections.Immutable;
using AiBom.Verification.Keys;

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
    public sealed record Keys(ImmutableArray<PublicKey> Accepted) : ModelTrust;

    /// <summary>Certificates that lead to these authorities.</summary>
    /// <param name="Roots">The authorities.</param>
    public sealed record Certificates(CertificateAuthorities Roots) : ModelTrust;
}
