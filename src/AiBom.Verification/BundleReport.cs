using System.Collections.Immutable;
using System.Diagnostics;
using AiBom.Domain;
using AiBom.Verification.Attestations;

namespace AiBom.Verification;

/// <summary>
/// The checks that a bundle must pass for its signer to be the document's author, in the order they are made.
/// </summary>
public enum BundleCheck
{
    /// <summary>It is an envelope that can be read in one way only.</summary>
    Envelope = 1,

    /// <summary>
    /// Its signature holds under a registered key, or by a certificate for which somebody trusted vouches. Nothing of
    /// its content is read before.
    /// </summary>
    Signature,

    /// <summary>What was signed is of a type that can be a bill of materials.</summary>
    PayloadType,

    /// <summary>It is a bill of materials, not something that only mentions one.</summary>
    Predicate,

    /// <summary>It is this document.</summary>
    Subject,

    /// <summary>The signer may speak for the organization in whose name the document speaks, and in this.</summary>
    Signer,

    /// <summary>The signer was valid at the time, and not revoked.</summary>
    Validity,
}

/// <summary>What the checks of one bundle found, good or bad.</summary>
public sealed class BundleReport
{
    private static readonly ImmutableArray<BundleCheck> AllChecks = [.. Enum.GetValues<BundleCheck>()];

    /// <summary>Makes a report of one finding for each <see cref="BundleCheck"/>, in order.</summary>
    /// <param name="signer">The registered signer whose signature holds; null where none does.</param>
    /// <param name="checks">The findings.</param>
    /// <exception cref="ArgumentException">A check was left out or stands twice, which is a bug.</exception>
    internal BundleReport(Digest? signer, params ImmutableArray<Finding> checks)
    {
        IEnumerable<string> expected = AllChecks.Select(Findings.NameOf);
        if (!checks.Select(check => check.Check).SequenceEqual(expected, StringComparer.Ordinal))
        {
            throw new ArgumentException("A report has each check once, in order.", nameof(checks));
        }

        Signer = signer;
        Checks = checks;
    }

    /// <summary>The registered signer whose signature holds; null where none does. Says nothing of trust.</summary>
    public Digest? Signer { get; }

    /// <summary>The earliest time of the signature that a trusted log or authority proves; null for none.</summary>
    public DateTimeOffset? SignedAt { get; internal init; }

    /// <summary>
    /// The checks of Sigstore that <see cref="BundleCheck.Envelope"/> and <see cref="BundleCheck.Signature"/> sum up,
    /// A1 to E7, each with its outcome; empty for other evidence.
    /// </summary>
    public ImmutableArray<Finding> Details { get; internal init; } = [];

    /// <summary>
    /// What was signed, where it is an attestation and no bill of materials; null otherwise. It makes no author.
    /// </summary>
    public AttestationVerification? Attestation { get; internal init; }

    /// <summary>One finding for each <see cref="BundleCheck"/>, in order.</summary>
    public ImmutableArray<Finding> Checks { get; }

    /// <summary>Whether every check passed. Derived, so that it cannot contradict the findings.</summary>
    public bool IsTrusted => Checks.All(check => check.Outcome is Outcome.Passed);

    /// <summary>What the first check that did not pass makes of the document's authenticity.</summary>
    public Authenticity Authenticity
    {
        get
        {
            Finding? stopped = Checks.FirstOrDefault(check => check.Outcome is not Outcome.Passed);
            return stopped is null ? Authenticity.Valid : AuthenticityOf(stopped);
        }
    }

    /// <summary>
    /// What did not pass, the details of Sigstore last and no graver than the check that sums them up.
    /// </summary>
    public IEnumerable<Finding> Failed
    {
        get
        {
            Finding[] failed = [.. Checks.Where(IsFailed)];
            Severity gravest = failed.Select(check => check.Severity).DefaultIfEmpty(Severity.Information).Max();
            return failed.Concat(FailedOf(Details, gravest));
        }
    }

    /// <summary>Checks that did not pass, no graver than a bound.</summary>
    internal static IEnumerable<Finding> FailedOf(IEnumerable<Finding> checks, Severity most) => checks
        .Where(IsFailed)
        .Select(check => check.Severity > most ? check with { Severity = most } : check);

    /// <summary>What a check that did not pass makes of the authenticity of what was signed.</summary>
    internal static Authenticity AuthenticityOf(Finding stopped) => (stopped.Code, stopped.Severity) switch
    {
        (FindingCodes.EnvelopeMalformed, _) => Authenticity.Invalid,
        (FindingCodes.SignatureInvalid, _) => Authenticity.Invalid,
        (FindingCodes.SubjectMismatch, _) => Authenticity.Invalid,
        (FindingCodes.SignerUnknown, Severity.Error) => Authenticity.UntrustedSigner,
        (FindingCodes.SignerUnknown, _) => Authenticity.NotChecked,
        (FindingCodes.AlgorithmUnsupported, _) => Authenticity.NotChecked,
        (FindingCodes.TrustedRootMissing, _) => Authenticity.NotChecked,
        (FindingCodes.MacRefused, _) => Authenticity.NotChecked,
        (FindingCodes.SignaturePartial, _) => Authenticity.NotChecked,
        (FindingCodes.PredicateNotBom, _) => Authenticity.Missing,
        (FindingCodes.UntrustedSigner, _) => Authenticity.UntrustedSigner,
        (FindingCodes.BuilderUntrusted, _) => Authenticity.UntrustedSigner,
        (FindingCodes.PredicateNotAllowed, _) => Authenticity.UntrustedSigner,
        (FindingCodes.SignerExpired, _) => Authenticity.Expired,
        (FindingCodes.SignerRevoked, _) => Authenticity.Revoked,
        _ => throw new UnreachableException($"A check of a bundle ended with the code '{stopped.Code}'."),
    };

    private static bool IsFailed(Finding check) => check.Outcome is not (Outcome.Passed or Outcome.NotReached);
}
