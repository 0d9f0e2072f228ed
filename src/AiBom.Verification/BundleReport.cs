using System.Collections.Immutable;
using System.Diagnostics;
using AiBom.Domain;

namespace AiBom.Verification;

/// <summary>
/// The checks that a bundle must pass for its signer to be the document's author, in the order they are made.
/// </summary>
public enum BundleCheck
{
    /// <summary>It is an envelope that can be read in one way only.</summary>
    Envelope = 1,

    /// <summary>Its signature holds under a registered key. Nothing of its content is read before.</summary>
    Signature,

    /// <summary>What was signed is of a type that can be a bill of materials.</summary>
    PayloadType,

    /// <summary>It is a bill of materials, not something that only mentions one.</summary>
    Predicate,

    /// <summary>It is this document.</summary>
    Subject,

    /// <summary>The signer may speak for the organization in whose name the document speaks.</summary>
    Signer,

    /// <summary>The signer's key was valid at the time.</summary>
    Validity,
}

/// <summary>What the checks of one bundle found, good or bad.</summary>
public sealed class BundleReport
{
    private static readonly ImmutableArray<BundleCheck> AllChecks = [.. Enum.GetValues<BundleCheck>()];

    /// <summary>Makes a report of one finding for each <see cref="BundleCheck"/>, in order.</summary>
    /// <param name="signer">The key under which the signature holds; null where none does.</param>
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

    /// <summary>The key under which the signature holds; null where none does. Says nothing of trust.</summary>
    public Digest? Signer { get; }

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
            return (stopped?.Code, stopped?.Severity) switch
            {
                (null, _) => Authenticity.Valid,
                (FindingCodes.EnvelopeMalformed, _) => Authenticity.Invalid,
                (FindingCodes.SignatureInvalid, _) => Authenticity.Invalid,
                (FindingCodes.SubjectMismatch, _) => Authenticity.Invalid,
                (FindingCodes.SignerUnknown, Severity.Error) => Authenticity.UntrustedSigner,
                (FindingCodes.SignerUnknown, _) => Authenticity.NotChecked,
                (FindingCodes.AlgorithmUnsupported, _) => Authenticity.NotChecked,
                (FindingCodes.MacRefused, _) => Authenticity.NotChecked,
                (FindingCodes.SignaturePartial, _) => Authenticity.NotChecked,
                (FindingCodes.PredicateNotBom, _) => Authenticity.Missing,
                (FindingCodes.UntrustedSigner, _) => Authenticity.UntrustedSigner,
                (FindingCodes.SignerExpired, _) => Authenticity.Expired,
                _ => throw new UnreachableException($"A check of a bundle ended with the code '{stopped?.Code}'."),
            };
        }
    }
}
