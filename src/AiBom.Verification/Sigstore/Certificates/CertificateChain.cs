using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AiBom.Verification.Sigstore.Roots;

namespace AiBom.Verification.Sigstore.Certificates;

/// <summary>Path validation (RFC 5280 section 6) up to one authority's anchor, at one time; nothing is fetched.</summary>
internal static class CertificateChain
{
    /// <summary>Validates a path.</summary>
    /// <param name="leaf">The certificate at its end.</param>
    /// <param name="authority">Whose last certificate is the anchor; the others are intermediates.</param>
    /// <param name="at">The time at which every certificate of the path must be valid.</param>
    /// <param name="usage">The object identifier of the extended key usage that the path must allow.</param>
    /// <returns>The issuer of the leaf, or null where there is no valid path.</returns>
    public static X509Certificate2? Build(
        X509Certificate2 leaf, CertificateAuthority authority, DateTimeOffset at, string usage)
    {
        // Asked first: the platform's clock does not take every instant that a stranger can name.
        if (authority.Chain is [] || !CertificateFacts.IsValidAt(leaf, at))
        {
            return null;
        }

        X509Certificate2 anchor = authority.Chain[^1];
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(anchor);
        chain.ChainPolicy.ExtraStore.AddRange((X509Certificate2[])[.. authority.Chain]);
        chain.ChainPolicy.VerificationTime = at.UtcDateTime;
        chain.ChainPolicy.VerificationTimeIgnored = false;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(usage));

        // Otherwise the certificate of a stranger would make this process call the addresses that it names.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;

        // The anchor may be an intermediate, and the platform then calls the chain partial. With this flag it calls
        // every chain good, so what it says of each is looked at below.
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        bool isBuilt = chain.Build(leaf);
        bool isFlawless = chain.ChainStatus.All(status => status.Status is X509ChainStatusFlags.PartialChain);
        bool isAnchored = chain.ChainElements.Count > 1
            && chain.ChainElements[^1].Certificate.RawDataMemory.Span.SequenceEqual(anchor.RawDataMemory.Span);
        return isBuilt && isFlawless && isAnchored ? IssuerIn(chain, authority) : null;
    }

    /// <summary>The issuer as the trusted root has it, which outlives the chain.</summary>
    private static X509Certificate2? IssuerIn(X509Chain chain, CertificateAuthority authority) =>
        authority.Chain.FirstOrDefault(certificate => certificate.RawDataMemory.Span.SequenceEqual(
            chain.ChainElements[1].Certificate.RawDataMemory.Span));
}
