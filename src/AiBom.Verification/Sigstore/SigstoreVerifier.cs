using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Security.Cryptography;
using AiBom.Domain;

namespace AiBom.Verification.Sigstore;

/// <summary>
/// Decides whether a Sigstore bundle proves who signed an artifact or a statement, and when. Evidence that does not
/// hold is a finding, never an exception. No clock, no network: time comes from the evidence, trust from the operator.
/// </summary>
public sealed class SigstoreVerifier
{
    private readonly TrustedRoots roots;
    private readonly ImmutableArray<SigstoreCheck> checks;

    /// <summary>A verifier that makes every check.</summary>
    public SigstoreVerifier(TrustedRoots roots)
        : this(roots, SigstoreChecks.All)
    {
    }

    /// <summary>A verifier that makes other checks; for tests that ask what each one is good for.</summary>
    internal SigstoreVerifier(TrustedRoots roots, ImmutableArray<SigstoreCheck> checks)
    {
        this.roots = roots;
        this.checks = checks;
    }

    /// <summary>Makes each check in turn, up to the first that does not pass.</summary>
    /// <param name="bundle">The bundle's bytes.</param>
    /// <param name="artifact">What it should be about.</param>
    /// <param name="policy">Whom it should be from, and how much evidence there must be.</param>
    public SigstoreReport Verify(ReadOnlyMemory<byte> bundle, SigstoreArtifact artifact, SigstorePolicy policy)
    {
        using var evidence = new SigstoreEvidence(bundle, artifact, policy, roots);
        var findings = ImmutableArray.CreateBuilder<Finding>(checks.Length);
        bool isStopped = false;
        foreach (SigstoreCheck check in checks)
        {
            bool isReadable = evidence.BrokenCheck is null
                || string.Equals(check.Name, evidence.BrokenCheck, StringComparison.Ordinal);
            Finding finding = isReadable && !isStopped ? Make(check, evidence) : check.NotReached();
            isStopped |= finding.Outcome is not (Outcome.Passed or Outcome.NotReached);
            findings.Add(finding);
        }

        return new SigstoreReport(findings.MoveToImmutable(), evidence.Conclude);
    }

    private static Finding Make(SigstoreCheck check, SigstoreEvidence evidence)
    {
        try
        {
            return check.Find(evidence) is { } flaw ? check.Report(flaw) : check.Passed();
        }
        catch (Exception malformed) when (malformed is AsnContentException or CryptographicException)
        {
            // How the platform says that a part of a certificate or a token is no DER.
            return check.Report(Flaw.Malformed(FindingCodes.BundleMalformed, "A part of the bundle is not in DER."));
        }
    }
}
