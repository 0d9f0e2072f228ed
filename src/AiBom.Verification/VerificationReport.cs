using System.Collections.Immutable;
using AiBom.Domain;

namespace AiBom.Verification;

/// <summary>What is known of who said a document, and all that was found on the way.</summary>
public sealed class VerificationReport
{
    internal VerificationReport(string? publisher, ImmutableArray<BundleReport> bundles, Finding? note)
    {
        Bundles = bundles;
        Authenticity = Combine(bundles);
        BundleReport? decisive = bundles.FirstOrDefault(bundle => bundle.Authenticity == Authenticity);
        Signer = decisive?.Signer;
        Author = Authenticity is Authenticity.Valid ? publisher : null;
        Findings =
        [
            .. bundles
                .SelectMany(bundle => bundle.Checks)
                .Where(check => check.Outcome is not (Outcome.Passed or Outcome.NotReached))
                .Select(check => Authenticity is Authenticity.Valid ? Noted(check) : check),
            .. note is null ? (Finding[])[] : [note],
        ];
    }

    /// <summary>What is known of who said it. Says nothing of whether it is true.</summary>
    public Authenticity Authenticity { get; }

    /// <summary>
    /// The organization whose words these are, by its signature; null unless <see cref="Authenticity"/> is valid, and
    /// then the statements are the poster's own.
    /// </summary>
    public string? Author { get; }

    /// <summary>The key whose signature decided; null where none holds.</summary>
    public Digest? Signer { get; }

    /// <summary>Whether the submission is kept for forensics only. Derived: some finding is an error.</summary>
    public bool IsQuarantined => Findings.Any(finding => finding.Severity is Severity.Error);

    /// <summary>What did not pass, in the order of the bundles and of their checks.</summary>
    public ImmutableArray<Finding> Findings { get; }

    /// <summary>Every check of every bundle, in order, the passed ones included.</summary>
    public ImmutableArray<BundleReport> Bundles { get; }

    /// <summary>
    /// False evidence outweighs all. Otherwise one sound signature is enough: what others sign beside it takes nothing
    /// from it. Failing that, the worst verdict stands, so that no bundle can hide another.
    /// </summary>
    private static Authenticity Combine(ImmutableArray<BundleReport> bundles)
    {
        ReadOnlySpan<Authenticity> precedence =
        [
            Authenticity.Invalid,
            Authenticity.Valid,
            Authenticity.Expired,
            Authenticity.UntrustedSigner,
            Authenticity.NotChecked,
        ];
        foreach (Authenticity authenticity in precedence)
        {
            if (bundles.Any(bundle => bundle.Authenticity == authenticity))
            {
                return authenticity;
            }
        }

        return Authenticity.Missing;
    }

    private static Finding Noted(Finding finding) => finding with { Severity = Severity.Warning };
}
