using System.Collections.Immutable;
using AiBom.Verification.Sigstore;

namespace AiBom.Verification.ModelSigning;

/// <summary>
/// When a signature is proven to have existed: by time stamps over it, or by a log that promised to hold it. A bundle
/// with a certificate chain is no sound Sigstore bundle, so only the checks of logs and times are made of it.
/// </summary>
internal static class SigningTime
{
    private static readonly ImmutableArray<SigstoreCheck> Checks =
    [
        .. SigstoreChecks.All.Where(check => check.Name is "A6" or "A7" or "A8" or "B1" or "B2" or "B3" or "B5"
            || check.Name[0] is 'C' || check.Name is "D2" or "D3" or "D4" or "D5"),
    ];

    /// <summary>The earliest proven time; null where some evidence of it does not hold, or there is none.</summary>
    public static DateTimeOffset? Read(ReadOnlyMemory<byte> bundle, TrustedRoots roots)
    {
        SigstorePolicy policy = SigstorePolicy.ForAnyIdentity() with
        {
            LogEntries = 0,
            Times = 0,
            CertificateTimestamps = 0,
        };
        SigstoreReport report = new SigstoreVerifier(roots, Checks).Verify(bundle, SigstoreArtifact.Unbound, policy);
        return report.Verified?.Times is [var first, ..] ? first : null;
    }
}
