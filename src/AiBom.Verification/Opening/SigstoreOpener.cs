using AiBom.Domain;
using AiBom.Verification.Dsse;
using AiBom.Verification.Keys;
using AiBom.Verification.Sigstore;
using AiBom.Verification.Sigstore.Bundles;
using AiBom.Verification.Trust;

namespace AiBom.Verification.Opening;

/// <summary>
/// Opens a Sigstore bundle by what it says of its signer: a registered key, a certificate of a registered authority, or
/// an identity for which the trusted roots vouch. All checks of Sigstore are made of what the bundle brings.
/// </summary>
/// <param name="trust">Who is registered.</param>
/// <param name="roots">The operator's trusted roots; may be none.</param>
internal sealed class SigstoreOpener(PublisherTrust trust, TrustedRoots roots)
{
    private readonly SigstoreVerifier verifier = new(roots);
    private readonly SigstoreStops stops = new(trust, roots);

    /// <summary>Opens a bundle.</summary>
    /// <param name="json">The bundle's bytes.</param>
    /// <param name="document">What a signature without an envelope should be over; null for nothing.</param>
    public EvidenceReading Open(ReadOnlyMemory<byte> json, ReadOnlyMemory<byte>? document)
    {
        SigstoreBundle bundle = BundleReader.Read(json.Span, out _) ?? new SigstoreBundle();
        var posted = new PostedBundle(json, bundle, document);
        if (bundle.KeyHint is not null && bundle.Leaf is null)
        {
            return OpenUnderKey(posted);
        }

        return CertificateEvidence.Open(posted, trust, roots, stops) ?? OpenKeyless(posted);
    }

    /// <summary>
    /// A registered key needs no log to vouch for it, as it needs none in a bare envelope. What logs and authorities
    /// say of the time must hold all the same.
    /// </summary>
    private EvidenceReading OpenUnderKey(PostedBundle posted)
    {
        Digest? named = KeyHint.Read(posted.Bundle.KeyHint);
        PublicKey? untold = null;
        foreach (PublicKey key in trust.Candidates(named, posted.Content?.Length ?? 0))
        {
            switch (posted.Verify(key, SignatureForms.Sigstore))
            {
                case SignatureVerdict.Holds:
                    return Conclude(posted, Verify(posted, key), verified => new Signatory(
                        verified.Key.Id.ToString(), trust.Policy.ById(verified.Key.Id)));
                case SignatureVerdict.Unsupported:
                    untold ??= key;
                    break;
                default:
                    break;
            }
        }

        // Which check fails without the right key says nothing, but that those before it pass does.
        SigstoreReport report = trust.Policy.FindKey(named) is { } registered
            ? Verify(posted, trust.Policy.ById(registered)[0].PublicKey!)
            : verifier.Verify(posted.Json, posted.Artifact, SigstorePolicy.ForAnyIdentity() with { LogEntries = 0 });
        EvidenceReading stopped = stops.Read(report);
        if (stopped.Envelope.Outcome is not Outcome.Passed)
        {
            return stopped;
        }

        bool isUntold = untold is not null && (named is null || trust.Policy.FindKey(named) == untold.Id);
        return stopped with
        {
            Signature = isUntold ? Findings.Untold(untold!) : trust.Unfitting(named, posted.Bundle.KeyHint),
        };
    }

    private SigstoreReport Verify(PostedBundle posted, PublicKey key) => verifier.Verify(
        posted.Json, posted.Artifact, SigstorePolicy.ForKey(key) with { LogEntries = 0, Times = 0 });

    /// <summary>Whoever signed: what the identity may do is decided by what is registered of it.</summary>
    private EvidenceReading OpenKeyless(PostedBundle posted)
    {
        EvidenceReading reading = Conclude(
            posted,
            verifier.Verify(posted.Json, posted.Artifact, SigstorePolicy.ForAnyIdentity()),
            verified => new Signatory(
                $"{verified.Identity} of {verified.Issuer}",
                trust.Policy.ByIdentity(verified.Identity!, verified.Issuer!)));

        // Signers of models write a chain where Sigstore allows one certificate. It may be sound, and is a stranger's.
        bool isStrangers = posted.Bundle is { Version: BundleVersion.V03, CertificateChain.IsEmpty: false }
            && reading.Details.Any(check => check is { Check: "A3", Outcome: Outcome.Malformed });
        return isStrangers
            ? reading with
            {
                Envelope = SigstoreStops.Readable,
                Signature = trust.Unknown("The certificates lead to no registered authority.", found: null),
            }
            : reading;
    }

    private EvidenceReading Conclude(
        PostedBundle posted, SigstoreReport report, Func<VerifiedBundle, Signatory> whose)
    {
        if (report.Verified is not { } verified)
        {
            return stops.Read(report);
        }

        DateTimeOffset? signedAt = verified.Times is [var first, ..] ? first : null;
        return new EvidenceReading(
            SigstoreStops.Readable,
            Findings.Passed(BundleCheck.Signature, $"The signature holds under the key '{verified.Key.Id}'."),
            posted.Opened(whose(verified), signedAt),
            report.Findings);
    }
}
