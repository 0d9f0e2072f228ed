using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Verification.Dsse;
using AiBom.Verification.Keys;
using AiBom.Verification.Opening;
using AiBom.Verification.Trust;

namespace AiBom.Verification.Jsf;

/// <summary>
/// Decides whether a signature inside a document (JSON Signature Format, as CycloneDX has it) makes its signer the
/// document's author. The checks are those of a bundle; the payload is the document itself.
/// </summary>
/// <param name="trust">Who may speak for the publisher.</param>
/// <param name="allowedExcludes">
/// Members that a signature may leave out. Whoever passes the document on can add or change them, for JSF does not even
/// sign the list of what it leaves out.
/// </param>
internal sealed class JsfVerifier(PublisherTrust trust, IReadOnlySet<string> allowedExcludes)
{
    /// <summary>A report for each signature, in the document's order.</summary>
    /// <param name="document">The document's bytes.</param>
    /// <param name="member">The member that is its signature.</param>
    public ImmutableArray<BundleReport> Verify(
        ReadOnlyMemory<byte> document, string member = EnclosedSignatures.Member) =>
        JsfReader.Read(document, member) switch
        {
            JsfReading.Malformed malformed => [Unreadable(malformed.Problem)],
            JsfReading.Signatures read => [.. read.Values.Select(signature => Verify(signature, read.Excluded))],
            var reading => throw new System.Diagnostics.UnreachableException($"Signatures were read as '{reading}'."),
        };

    private BundleReport Verify(JsfSignature signature, ImmutableArray<string> excluded)
    {
        // JSF, "algorithm" and "publicKey": the signature holds under a registered key, in the one form that its
        // algorithm has.
        Finding check = CheckSignature(signature, out PublicKey? signer);

        // The signed bytes are the document's, so it is a bill of materials if the document is one.
        bool holds = check.Outcome is Outcome.Passed;
        Finding payloadType = holds
            ? Findings.Passed(BundleCheck.PayloadType, "The signature stands in the document.")
            : Findings.NotReached(BundleCheck.PayloadType);
        Finding predicate = holds
            ? Findings.Passed(BundleCheck.Predicate, "What was signed is the document itself.")
            : Findings.NotReached(BundleCheck.Predicate);

        // JSF, "excludes": a verifier must say which members may be unsigned.
        Finding subject = holds ? CheckCoverage(excluded) : Findings.NotReached(BundleCheck.Subject);

        Signatory? signatory = signer is null
            ? null
            : new Signatory(signer.Id.ToString(), trust.Policy.ById(signer.Id));
        Finding maySpeak = subject.Outcome is Outcome.Passed
            ? trust.CheckSigner(signatory!, new SignedTopic(PayloadTypes.CycloneDxPredicate))
            : Findings.NotReached(BundleCheck.Signer);
        Finding validity = maySpeak.Outcome is Outcome.Passed
            ? trust.CheckValidity(signatory!, new SignedTopic(PayloadTypes.CycloneDxPredicate), signedAt: null)
            : Findings.NotReached(BundleCheck.Validity);
        return new BundleReport(
            signer?.Id,
            Findings.Passed(BundleCheck.Envelope, "The document has a signature that can be read."),
            check,
            payloadType,
            predicate,
            subject,
            maySpeak,
            validity);
    }

    private Finding CheckSignature(JsfSignature signature, out PublicKey? signer)
    {
        signer = null;

        // Under a public key, a code that anyone can compute from it would hold.
        if (JoseAlgorithm.IsMac(signature.Algorithm))
        {
            return Findings.Noted(
                BundleCheck.Signature,
                FindingCodes.MacRefused,
                "The signature is a message authentication code, which names nobody.",
                found: signature.Algorithm);
        }

        if (JoseAlgorithm.Find(signature.Algorithm) is not { } algorithm)
        {
            return Unsupported(signature.Algorithm);
        }

        return signature.Embedded switch
        {
            EmbeddedKey.Unsupported other => Unsupported(other.Found),
            EmbeddedKey.Known known => CheckUnder(known.Key, signature, algorithm, out signer),
            _ => CheckUnderRegistered(signature, algorithm, out signer),
        };
    }

    /// <summary>
    /// The document says which key it is, so no other is tried: a signature that does not hold under it is false,
    /// whoever's it is. That it holds says nothing until the key is a registered one.
    /// </summary>
    private Finding CheckUnder(
        PublicKey key, JsfSignature signature, JoseAlgorithm algorithm, out PublicKey? signer)
    {
        signer = null;
        switch (key.Verify(signature.Content, signature.Value, algorithm))
        {
            case SignatureVerdict.Unsupported:
                return Unsupported(signature.Algorithm);
            case SignatureVerdict.DoesNotHold:
                return Findings.Failed(
                    BundleCheck.Signature,
                    FindingCodes.SignatureInvalid,
                    $"The signature does not hold under the key '{key.Id}' that the document carries.");
            default:
                bool isRegistered = !trust.Policy.ById(key.Id).IsEmpty;
                signer = isRegistered ? key : null;
                return isRegistered ? Holds(key) : trust.Unfitting(key.Id, key.Id.ToString());
        }
    }

    private Finding CheckUnderRegistered(
        JsfSignature signature, JoseAlgorithm algorithm, out PublicKey? signer)
    {
        signer = null;
        Digest? named = KeyHint.Read(signature.KeyId);
        bool isUntold = false;
        foreach (PublicKey key in trust.Candidates(named, signature.Content.Length))
        {
            switch (key.Verify(signature.Content, signature.Value, algorithm))
            {
                case SignatureVerdict.Holds:
                    signer = key;
                    return Holds(key);
                case SignatureVerdict.Unsupported:
                    isUntold |= named is null || trust.Policy.FindKey(named) == key.Id;
                    break;
                default:
                    break;
            }
        }

        return isUntold ? Unsupported(signature.Algorithm) : trust.Unfitting(named, signature.KeyId);
    }

    private Finding CheckCoverage(ImmutableArray<string> excluded)
    {
        string[] refused = [.. excluded.Where(name => !allowedExcludes.Contains(name))];
        return (refused.Length, excluded.Length) switch
        {
            (0, 0) => Findings.Passed(BundleCheck.Subject, "The whole document is signed."),
            (0, _) => Findings.Passed(
                BundleCheck.Subject,
                $"All is signed but what may be left out: {FindingLimits.Cut(string.Join(", ", excluded))}."),
            _ => Findings.Noted(
                BundleCheck.Subject,
                FindingCodes.SignaturePartial,
                "The signature leaves out members of the document that anyone can change.",
                found: string.Join(", ", refused)),
        };
    }

    private static Finding Holds(PublicKey key) =>
        Findings.Passed(BundleCheck.Signature, $"The signature holds under the key '{key.Id}'.");

    private static Finding Unsupported(string found) => Findings.Unsupported(
        BundleCheck.Signature,
        "Signatures of this kind are not verified.",
        expected: "RS*, PS*, ES* or Ed25519, under a key of that kind",
        found);

    private static BundleReport Unreadable(string problem) => new(
        signer: null,
        [
            Findings.Malformed(
                BundleCheck.Envelope,
                $"The signature in the document cannot be read. {FindingLimits.Cut(problem)}"),
            .. Enum.GetValues<BundleCheck>().Skip(1).Select(Findings.NotReached),
        ]);
}
