using System.Security.Cryptography;
using AiBom.Domain;
using AiBom.Testing.Sigstore;
using AiBom.Verification.Keys;
using AiBom.Verification.Sigstore;

namespace AiBom.Verification.Tests.Sigstore;

/// <summary>The one place that calls the verifier: minted evidence in, the verdict as text out.</summary>
internal static class Judge
{
    public const string Accepted = "accepted";

    /// <summary>No check was made, because the bundle cannot be read and the one that says so is left out.</summary>
    public const string Unread = "unread";

    /// <summary><c>accepted</c>, or the first check that failed, and its code.</summary>
    public static string Verdict(Evidence evidence) => VerdictWithout(evidence);

    /// <summary>The verdict where some checks are not made.</summary>
    public static string VerdictWithout(Evidence evidence, params string[] checks) =>
        Verdict(evidence, SigstoreArtifact.Of(evidence.Artifact), checks);

    /// <summary>The verdict where the artifact is not there, but its digests are known.</summary>
    public static string VerdictByDigests(Evidence evidence) => Verdict(evidence, SigstoreArtifact.Of(
        Known(HashFunction.Sha256, SHA256.HashData(evidence.Artifact)),
        Known(HashFunction.Sha384, SHA384.HashData(evidence.Artifact)),
        Known(HashFunction.Sha512, SHA512.HashData(evidence.Artifact))));

    private static string Verdict(Evidence evidence, SigstoreArtifact artifact, params string[] left)
    {
        var verifier = new SigstoreVerifier(
            new TrustedRoots([evidence.TrustedRoot]),
            SigstoreChecks.All.RemoveAll(check => left.Contains(check.Name)));
        SigstoreReport report = verifier.Verify(evidence.Bundle, artifact, Policy(evidence));
        if (report.Verified is not null)
        {
            return Accepted;
        }

        Finding? stopped = report.Findings.FirstOrDefault(
            finding => finding.Outcome is not (Outcome.Passed or Outcome.NotReached));
        return stopped is null ? Unread : $"{stopped.Check} {stopped.Code}";
    }

    private static DeclaredDigest Known(HashFunction function, byte[] digest) =>
        new(function, Convert.ToHexStringLower(digest));

    private static SigstorePolicy Policy(Evidence evidence)
    {
        Demand demand = evidence.Demand;
        SigstorePolicy policy = evidence.KeyPem is { } pem
            ? SigstorePolicy.ForKey(KeyOf(pem), demand.KeyValidFrom, demand.KeyValidUntil)
            : SigstorePolicy.ForIdentity(demand.Identity, demand.Issuer) with { CertificateTimestamps = demand.CtLogs };
        return policy with { LogEntries = demand.Logs, Times = demand.Times, Timestamps = demand.Stampers };
    }

    private static PublicKey KeyOf(string pem) => PublicKey.TryParse(pem, out PublicKey? key, out Finding? why)
        ? key
        : throw new ArgumentException(why.Message, nameof(pem));
}
