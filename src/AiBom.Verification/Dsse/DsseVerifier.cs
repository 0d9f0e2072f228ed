using AiBom.Domain;
using AiBom.Verification.Keys;
using AiBom.Verification.Trust;

namespace AiBom.Verification.Dsse;

/// <summary>
/// Decides whether a DSSE envelope makes its signer the author of a document. Evidence that does not hold is a
/// <see cref="Finding"/>, never an exception: a forged signature is this class's normal input.
/// </summary>
/// <param name="document">The posted bytes.</param>
/// <param name="documentDigest">Their SHA-256.</param>
/// <param name="trust">Who may speak for the publisher.</param>
internal sealed class DsseVerifier(ReadOnlyMemory<byte> document, Digest documentDigest, PublisherTrust trust)
{
    /// <summary>Makes each check that its predecessors allow.</summary>
    public BundleReport Verify(ReadOnlyMemory<byte> bundle)
    {
        // 1. One signature, strict base64, no name twice, everything bounded (DSSE 1.0, envelope).
        Finding envelope = CheckEnvelope(bundle, out DsseEnvelope? sealedEnvelope);

        // 2. DSSE 1.0 protocol: the signature is over the pre-authentication encoding, and the verified bytes are the
        // bytes that are parsed next. A stranger's payload is not read before.
        Finding signature = CheckSignature(sealedEnvelope, out OpenedEnvelope? opened);

        // 3. in-toto attestation framework, Envelope: the payload type says how to read the payload.
        Finding payloadType = CheckPayloadType(opened, out PayloadKind kind);

        // 4. in-toto attestation framework, Statement: _type and predicateType; only a bill of materials makes an
        // author.
        Finding predicate = CheckPredicate(opened, kind, out InTotoStatement? statement);

        // 5. in-toto validation model: some subject's digest is the document's. Or what was signed is the document
        // itself: as the payload, byte for byte, or as the predicate, which attesters of artifacts write.
        Finding subject = predicate.Outcome is Outcome.Passed
            ? CheckSubject(opened!, statement)
            : Findings.NotReached(BundleCheck.Subject);

        // 6. Trust is per signer and organization: a sound signature by the wrong party proves nothing about this one.
        Finding signer = subject.Outcome is Outcome.Passed
            ? trust.CheckSigner(opened!.Signer.Id)
            : Findings.NotReached(BundleCheck.Signer);

        // 7. The key's validity is a half-open interval, and the time is ours: an envelope's word for it is not read.
        Finding validity = signer.Outcome is Outcome.Passed
            ? trust.CheckValidity(opened!.Signer.Id)
            : Findings.NotReached(BundleCheck.Validity);

        return new BundleReport(
            opened?.Signer.Id, envelope, signature, payloadType, predicate, subject, signer, validity);
    }

    private static Finding CheckEnvelope(ReadOnlyMemory<byte> bundle, out DsseEnvelope? envelope)
    {
        EnvelopeReading reading = DsseEnvelopeReader.Read(bundle);
        envelope = (reading as EnvelopeReading.Envelope)?.Value;
        return reading switch
        {
            EnvelopeReading.Malformed malformed =>
                Findings.Malformed(
                    BundleCheck.Envelope, $"The bundle is no DSSE envelope. {FindingLimits.Cut(malformed.Problem)}"),
            EnvelopeReading.Unsupported unsupported => Findings.Unsupported(
                BundleCheck.Envelope, "Bundles of this kind are not verified.", "a DSSE envelope", unsupported.Found),
            _ => Findings.Passed(BundleCheck.Envelope, "The bundle is a DSSE envelope with one signature."),
        };
    }

    private Finding CheckSignature(DsseEnvelope? envelope, out OpenedEnvelope? opened)
    {
        opened = null;
        if (envelope is null)
        {
            return Findings.NotReached(BundleCheck.Signature);
        }

        Digest? named = KeyHint.Read(envelope.KeyId);
        PublicKey? untold = null;
        foreach (PublicKey key in trust.Candidates(named))
        {
            switch (envelope.Open(key, out opened))
            {
                case SignatureVerdict.Holds:
                    return Findings.Passed(BundleCheck.Signature, $"The signature holds under the key '{key.Id}'.");
                case SignatureVerdict.Unsupported:
                    untold ??= key;
                    break;
                default:
                    break;
            }
        }

        // It may hold under this key, so it is not called false; and it is not believed.
        if (untold is not null && (named is null || named == untold.Id))
        {
            return Findings.Unsupported(
                BundleCheck.Signature,
                $"Signatures under the key '{untold.Id}' cannot be verified on this platform.",
                expected: null,
                found: untold.Algorithm.ToString());
        }

        return trust.Unfitting(named, envelope.KeyId);
    }

    private static Finding CheckPayloadType(OpenedEnvelope? opened, out PayloadKind kind)
    {
        kind = opened is null ? PayloadKind.Other : PayloadTypes.KindOf(opened.PayloadType);
        return (opened, kind) switch
        {
            (null, _) => Findings.NotReached(BundleCheck.PayloadType),
            (_, PayloadKind.Other) => Findings.Unsupported(
                BundleCheck.PayloadType,
                "Payloads of this type are not verified, so the signature makes no author.",
                $"{PayloadTypes.InToto} or a bill of materials' media type",
                opened.PayloadType),
            _ => Findings.Passed(BundleCheck.PayloadType, "The payload type is one that can be a bill of materials."),
        };
    }

    private static Finding CheckPredicate(OpenedEnvelope? opened, PayloadKind kind, out InTotoStatement? statement)
    {
        statement = null;
        if (opened is null || kind is PayloadKind.Other)
        {
            return Findings.NotReached(BundleCheck.Predicate);
        }

        if (kind is PayloadKind.BillOfMaterials)
        {
            return Findings.Passed(BundleCheck.Predicate, "The payload is a bill of materials itself.");
        }

        statement = InTotoStatement.Read(opened.Payload, out string? problem);
        if (statement is null)
        {
            return Findings.Malformed(
                BundleCheck.Predicate, $"The payload is no in-toto Statement. {FindingLimits.Cut(problem)}");
        }

        return PayloadTypes.IsBillOfMaterials(statement.PredicateType)
            ? Findings.Passed(BundleCheck.Predicate, "The predicate is a bill of materials.")
            : Findings.Noted(
                BundleCheck.Predicate,
                FindingCodes.PredicateNotBom,
                "What was signed is no bill of materials, so it makes its signer no author of one.",
                found: statement.PredicateType);
    }

    private Finding CheckSubject(OpenedEnvelope opened, InTotoStatement? statement)
    {
        bool isThisDocument = statement is null
            ? opened.Payload.Span.SequenceEqual(document.Span)
            : statement.IsAbout(documentDigest) || statement.Carries(document.Span);
        if (isThisDocument)
        {
            return Findings.Passed(BundleCheck.Subject, "What was signed is the posted document.");
        }

        return Findings.Failed(
            BundleCheck.Subject,
            FindingCodes.SubjectMismatch,
            "What was signed is another document than the posted one.",
            expected: documentDigest.ToString(),
            found: statement is null ? Digest.Of(opened.Payload.Span).ToString() : null);
    }
}
