using AiBom.Domain;
using AiBom.Verification.Keys;
using AiBom.Verification.Opening;

namespace AiBom.Verification.Trust;

/// <summary>
/// What a signature means for one submission: whether its signer may speak for the publisher, and when. Every kind of
/// evidence ends in these checks.
/// </summary>
/// <param name="publisher">The registered organization in whose name the document speaks; null for nobody.</param>
/// <param name="policy">Who may speak for whom.</param>
/// <param name="at">When the submission was made.</param>
internal sealed class PublisherTrust(string? publisher, TrustPolicy policy, DateTimeOffset at)
{
    /// <summary>
    /// An organization that has signers is spoken for by them alone, so others' evidence quarantines.
    /// </summary>
    private readonly bool hasSigners = policy.HasSigners(publisher);

    /// <summary>The registered signers.</summary>
    public TrustPolicy Policy => policy;

    /// <summary>The publisher; null for nobody.</summary>
    public string? Publisher => publisher;

    /// <summary>
    /// When something was signed, as far as is known: at the time that is proven, and by now at the latest.
    /// </summary>
    public DateTimeOffset TimeOf(DateTimeOffset? signedAt) => signedAt < at ? signedAt.Value : at;

    /// <summary>The keys under which to try a signature, likeliest first, no more than the bounds.</summary>
    /// <param name="named">The key that it names by its digest; null where it names none.</param>
    /// <param name="length">How many bytes it is over.</param>
    public IEnumerable<PublicKey> Candidates(Digest? named, long length)
    {
        long left = VerificationLimits.BytesTried;
        foreach (PublicKey key in policy.Candidates(named, publisher).Take(VerificationLimits.KeysTried))
        {
            bool readsAll = key.Algorithm is KeyAlgorithm.Ed25519;
            if (!readsAll || left > 0)
            {
                left -= readsAll ? length : 0;
                yield return key;
            }
        }
    }

    /// <summary>Says that a signature holds under no registered key, as gravely as it must be taken.</summary>
    /// <param name="named">The key that it names by its digest; null where it names none.</param>
    /// <param name="keyId">What it calls its key.</param>
    public Finding Unfitting(Digest? named, string? keyId)
    {
        if (policy.FindKey(named) is { } registered)
        {
            return Findings.Failed(
                BundleCheck.Signature,
                FindingCodes.SignatureInvalid,
                $"The signature does not hold under the key '{registered}' that it names.");
        }

        // One that does not say whose it is is taken for the publisher's, and as that it is false.
        return named is null && hasSigners
            ? Findings.Failed(
                BundleCheck.Signature,
                FindingCodes.SignatureInvalid,
                $"The signature holds under no registered key of '{publisher}', nor of anyone else.",
                found: keyId)
            : Unknown("No registered key fits the signature.", keyId);
    }

    /// <summary>Says that nobody who is trusted vouches for a signature, so that it is a stranger's.</summary>
    public Finding Unknown(string message, string? found) => hasSigners
        ? Findings.Failed(
            BundleCheck.Signature,
            FindingCodes.SignerUnknown,
            $"{message} '{publisher}' has registered signers.",
            found: found)
        : Findings.Noted(BundleCheck.Signature, FindingCodes.SignerUnknown, message, found: found);

    /// <summary>
    /// Trust is per signer, organization and predicate type: a sound signature by the wrong party proves nothing.
    /// </summary>
    public Finding CheckSigner(Signatory signer, SignedTopic topic)
    {
        TrustedSigner[] entries = EntriesOf(signer);
        if (entries.Any(topic.IsFor))
        {
            return Findings.Passed(BundleCheck.Signer, $"The signer may speak for '{publisher}'.");
        }

        return (entries, hasSigners) switch
        {
            ({ Length: > 0 }, _) when entries.Any(entry => entry.MaySign(topic.PredicateType)) => Findings.Failed(
                BundleCheck.Signer,
                FindingCodes.BuilderUntrusted,
                $"The signer may speak for '{publisher}', but not for the builder that the provenance names.",
                found: topic.Builder),
            ({ Length: > 0 }, _) => Findings.Failed(
                BundleCheck.Signer,
                FindingCodes.PredicateNotAllowed,
                $"The signer may speak for '{publisher}', but not in what it signed.",
                expected: TrustedSigner.PredicateTypesOf(entries),
                found: topic.PredicateType),
            (_, true) => Findings.Failed(
                BundleCheck.Signer,
                FindingCodes.UntrustedSigner,
                $"The signature holds, but its signer may not speak for '{publisher}'.",
                found: signer.Name),
            _ => Findings.Noted(
                BundleCheck.Signer,
                FindingCodes.UntrustedSigner,
                "The signature holds, but nobody is registered to sign in the name that the document speaks in.",
                found: signer.Name),
        };
    }

    /// <summary>A signer's validity is a half-open interval, and ends early where it was revoked.</summary>
    public Finding CheckValidity(Signatory signer, SignedTopic topic, DateTimeOffset? signedAt) => Judge(
        signer,
        [.. EntriesOf(signer).Where(topic.IsFor)],
        TimeOf(signedAt));

    /// <summary>
    /// The registered signer by which a revocation finds what was signed: of a holder who is registered several times
    /// the one that counts. Null for a stranger.
    /// </summary>
    public Digest? IdOf(Signatory signer, SignedTopic topic, DateTimeOffset? signedAt) => EntriesOf(signer)
        .FirstOrDefault(entry => topic.IsFor(entry) && Counts(entry, TimeOf(signedAt)))?.Id
        ?? signer.IdFor(publisher);

    /// <summary>The check of validity for entries that may all speak for whom they should.</summary>
    public static Finding Judge(Signatory signer, IReadOnlyList<TrustedSigner> entries, DateTimeOffset time)
    {
        if (signer.IsCurrent && entries.Any(entry => Counts(entry, time)))
        {
            return Findings.Passed(BundleCheck.Validity, "The signer was valid.");
        }

        TrustedSigner? revoked = entries.FirstOrDefault(entry => entry.IsRevokedAt(time));
        return revoked is null
            ? Findings.Failed(
                BundleCheck.Validity,
                FindingCodes.SignerExpired,
                $"The signer was not valid at {time.ToCanonicalText()}.",
                found: signer.Name)
            : Findings.Failed(
                BundleCheck.Validity,
                FindingCodes.SignerRevoked,
                "The signer was revoked, and no trusted time shows that it signed before.",
                expected: $"before {revoked.RevokedSince!.Value.ToCanonicalText()}",
                found: time.ToCanonicalText());
    }

    private static bool Counts(TrustedSigner entry, DateTimeOffset time) =>
        entry.IsValidAt(time) && !entry.IsRevokedAt(time);

    private TrustedSigner[] EntriesOf(Signatory signer) =>
    [
        .. signer.Entries.Where(entry => string.Equals(entry.Organization, publisher, StringComparison.Ordinal)),
    ];
}

/// <summary>What was signed, as far as who may sign it depends on that.</summary>
/// <param name="PredicateType">The predicate type.</param>
/// <param name="Builder">
/// The builder that provenance names, empty where it names none; null for what is no provenance.
/// </param>
internal readonly record struct SignedTopic(string PredicateType, string? Builder = null)
{
    /// <summary>
    /// Whether a signer may sign it. One that is registered for builders signs the provenance of these alone.
    /// </summary>
    public bool IsFor(TrustedSigner signer) => signer.MaySign(PredicateType)
        && (Builder is null || signer.Builders.IsEmpty || signer.MayVouchFor(Builder));
}
