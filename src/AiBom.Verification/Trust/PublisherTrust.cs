using AiBom.Domain;

namespace AiBom.Verification.Trust;

/// <summary>
/// What a signature means for one submission: whether its signer may speak for the publisher, and when. Every kind of
/// evidence ends in these checks.
/// </summary>
/// <param name="publisher">The registered organization in whose name the document speaks; null for nobody.</param>
/// <param name="trust">Who may speak for whom.</param>
/// <param name="at">When the submission was made.</param>
internal sealed class PublisherTrust(string? publisher, TrustPolicy trust, DateTimeOffset at)
{
    /// <summary>
    /// An organization that has signers is spoken for by them alone, so others' evidence quarantines.
    /// </summary>
    private readonly bool hasSigners = trust.HasSigners(publisher);

    /// <summary>The keys under which to try a signature, likeliest first, no more than the bound.</summary>
    public IEnumerable<Keys.PublicKey> Candidates(Digest? named) =>
        trust.Candidates(named, publisher).Take(VerificationLimits.KeysTried);

    /// <summary>Whether a key is registered for anyone.</summary>
    public bool Knows(Digest key) => trust.Knows(key);

    /// <summary>Says that a signature holds under no registered key, as gravely as it must be taken.</summary>
    /// <param name="named">The key that it names by its digest; null where it names none.</param>
    /// <param name="keyId">What it calls its key.</param>
    public Finding Unfitting(Digest? named, string? keyId)
    {
        if (named is not null && trust.Knows(named))
        {
            return Findings.Failed(
                BundleCheck.Signature,
                FindingCodes.SignatureInvalid,
                $"The signature does not hold under the key '{named}' that it names.");
        }

        return (named, hasSigners) switch
        {
            // It does not say whose it is, so it is taken for the publisher's, and as that it is false.
            (null, true) => Findings.Failed(
                BundleCheck.Signature,
                FindingCodes.SignatureInvalid,
                $"The signature holds under no registered key of '{publisher}', nor of anyone else.",
                found: keyId),
            (_, true) => Findings.Failed(
                BundleCheck.Signature,
                FindingCodes.SignerUnknown,
                $"No registered key fits the signature, and '{publisher}' has registered signers.",
                found: keyId),
            _ => Findings.Noted(
                BundleCheck.Signature,
                FindingCodes.SignerUnknown,
                "No registered key fits the signature.",
                found: keyId),
        };
    }

    /// <summary>Trust is per signer and organization: a sound signature by the wrong party proves nothing.</summary>
    public Finding CheckSigner(Digest key)
    {
        if (trust.Entries(key, publisher).Any())
        {
            return Findings.Passed(BundleCheck.Signer, $"The key may speak for '{publisher}'.");
        }

        return hasSigners
            ? Findings.Failed(
                BundleCheck.Signer,
                FindingCodes.UntrustedSigner,
                $"The signature holds, but its key may not speak for '{publisher}'.",
                found: key.ToString())
            : Findings.Noted(
                BundleCheck.Signer,
                FindingCodes.UntrustedSigner,
                "The signature holds, but nobody is registered to sign in the name that the document speaks in.",
                found: key.ToString());
    }

    /// <summary>A key's validity is a half-open interval, and the time is ours.</summary>
    public Finding CheckValidity(Digest key) => trust.Entries(key, publisher).Any(signer => signer.IsValidAt(at))
        ? Findings.Passed(BundleCheck.Validity, "The key was valid.")
        : Findings.Failed(
            BundleCheck.Validity,
            FindingCodes.SignerExpired,
            $"The key was not valid for '{publisher}' at {at.ToCanonicalText()}.",
            found: key.ToString());
}
