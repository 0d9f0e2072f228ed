using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Verification.Attestations;
using AiBom.Verification.ModelSigning;

namespace AiBom.Verification;

/// <summary>What is known of who said a document, and all that was found on the way.</summary>
public sealed class VerificationReport
{
    internal VerificationReport(string? publisher, ImmutableArray<BundleReport> bundles, Finding? note)
    {
        Bundles = bundles;
        Authenticity = Combine(bundles);

        // Of several that decide, the one that is proven to be the oldest: it outlives a revocation that is to come.
        BundleReport? decisive = bundles
            .Where(bundle => bundle.Authenticity == Authenticity)
            .MinBy(bundle => bundle.SignedAt ?? DateTimeOffset.MaxValue);
        Signer = decisive?.Signer;
        SignedAt = decisive?.SignedAt;
        Author = Authenticity is Authenticity.Valid ? publisher : null;
        Attestations =
        [
            .. from bundle in bundles.Index()
               let attestation = bundle.Item.Attestation
               where attestation is not null
               select new PostedAttestation(bundle.Index, attestation),
        ];
        Findings =
        [
            .. bundles
                .SelectMany(bundle => bundle.Failed)
                .Select(check => Authenticity is Authenticity.Valid ? Noted(check) : check),
            .. Attestations.SelectMany(posted => posted.Verification.Report.Findings).Select(Noted),
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

    /// <summary>The registered signer whose signature decided; null where none holds.</summary>
    public Digest? Signer { get; }

    /// <summary>
    /// The earliest time of the deciding signature that a trusted log or authority proves; null where only the
    /// submission's own time is known.
    /// </summary>
    public DateTimeOffset? SignedAt { get; }

    /// <summary>
    /// The bundles that are attestations: sound signatures over something else than a bill of materials. What is wrong
    /// with one stands in <see cref="Findings"/> as a warning, for it takes nothing from the document.
    /// </summary>
    public ImmutableArray<PostedAttestation> Attestations { get; }

    /// <summary>The files of models, as trusted signers listed them in attestations.</summary>
    public IEnumerable<ModelManifest> Manifests =>
        Attestations.Select(posted => posted.Verification.Manifest).OfType<ModelManifest>();

    /// <summary>Whether the submission is kept for forensics only. Derived: some finding is an error.</summary>
    public bool IsQuarantined => Findings.Any(finding => finding.Severity is Severity.Error);

    /// <summary>What did not pass, in the order of the bundles and of their checks.</summary>
    public ImmutableArray<Finding> Findings { get; }

    /// <summary>Every check of every bundle, in order, the passed ones included.</summary>
    public ImmutableArray<BundleReport> Bundles { get; }

    /// <summary>
    /// False evidence outweighs all. Otherwise one sound signature is enough: what others sign beside it takes nothing
    /// from it. Failing that, the worst verdict stands, so that no bundle can hide another: a signer that was revoked
    /// is in strange hands, one that expired may only be late, and a stranger says nothing of the publisher.
    /// </summary>
    private static Authenticity Combine(ImmutableArray<BundleReport> bundles)
    {
        ReadOnlySpan<Authenticity> precedence =
        [
            Authenticity.Invalid,
            Authenticity.Valid,
            Authenticity.Revoked,
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

    private static Finding Noted(Finding finding) =>
        finding.Severity is Severity.Error ? finding with { Severity = Severity.Warning } : finding;
}
