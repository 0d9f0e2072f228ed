using System.Text.Json;
using AiBom.Domain;
using AiBom.Verification.Attestations;
using AiBom.Verification.Dsse;
using AiBom.Verification.Opening;
using AiBom.Verification.Trust;

namespace AiBom.Verification;

/// <summary>Decides whether a bundle makes its signer the author of a document.</summary>
/// <param name="document">The posted bytes.</param>
/// <param name="documentDigest">Their SHA-256.</param>
/// <param name="trust">Who may speak for the publisher.</param>
/// <param name="opener">Opens bundles.</param>
internal sealed class DocumentEvidence(
    ReadOnlyMemory<byte> document, Digest documentDigest, PublisherTrust trust, EvidenceOpener opener)
{
    /// <summary>Makes each check that its predecessors allow.</summary>
    public BundleReport Verify(ReadOnlyMemory<byte> bundle)
    {
        // 1. and 2. The bundle can be read in one way only, and its signature holds: the rules are those of its kind. A
        // stranger's payload is not read before.
        EvidenceReading reading = opener.Open(bundle, document);
        SignedEvidence? opened = reading.Opened;

        // 3. in-toto attestation framework, Envelope: the payload type says how to read the payload.
        Finding payloadType = CheckPayloadType(opened, out PayloadKind kind);

        // 4. in-toto attestation framework, Statement: _type and predicateType; only a bill of materials makes an
        // author, or provenance of which the posted document is every byte.
        Finding predicate = CheckPredicate(opened, kind, out InTotoStatement? statement);

        // 5. in-toto validation model: some subject's digest is the document's. Or what was signed is the document
        // itself: as the payload, byte for byte, or as the predicate, which attesters of artifacts write.
        Finding subject = predicate.Outcome is Outcome.Passed
            ? CheckSubject(opened!, statement)
            : Findings.NotReached(BundleCheck.Subject);

        // 6. Trust is per signer, organization and predicate type, and in provenance per builder.
        string predicateType = opened is null ? "" : statement?.PredicateType ?? PredicateOfBytes(opened);
        AttestationVerification? attestation = opened is null ? null : AttestationOf(opened, statement, predicate);
        var topic = new SignedTopic(predicateType, PayloadTypes.IsProvenance(predicateType)
            ? attestation?.Report.Facts?.Builder ?? ""
            : null);
        Finding signer = subject.Outcome is Outcome.Passed
            ? trust.CheckSigner(opened!.Signer, topic)
            : Findings.NotReached(BundleCheck.Signer);

        // 7. The time is a trusted log's or authority's, or ours: an envelope's own word for it is not read.
        Finding validity = signer.Outcome is Outcome.Passed
            ? trust.CheckValidity(opened!.Signer, topic, opened.SignedAt)
            : Findings.NotReached(BundleCheck.Validity);

        return new BundleReport(
            opened is null ? null : trust.IdOf(opened.Signer, topic, opened.SignedAt),
            reading.Envelope,
            reading.Signature,
            payloadType,
            predicate,
            subject,
            signer,
            validity)
        {
            SignedAt = opened?.SignedAt,
            Details = reading.Details,
            Attestation = attestation is { } own
                && (predicate.Outcome is not Outcome.Passed || own.Report.IsBuilderTrusted)
                ? own with { Details = reading.Details }
                : null,
        };
    }

    /// <summary>
    /// What was signed as an attestation. Provenance that is the document says it as its author's word; where its
    /// signer may vouch for the builder it proves that too.
    /// </summary>
    private AttestationVerification? AttestationOf(SignedEvidence opened, InTotoStatement? statement, Finding predicate)
    {
        bool isProvenance = predicate.Outcome is Outcome.Passed
            && statement is not null
            && PayloadTypes.IsProvenance(statement.PredicateType);
        return isProvenance || predicate.Code is FindingCodes.PredicateNotBom
            ? AttestationJudge.Judge(opened, trust.TimeOf(opened.SignedAt))
            : null;
    }

    private static Finding CheckPayloadType(SignedEvidence? opened, out PayloadKind kind)
    {
        kind = opened switch
        {
            null => PayloadKind.Other,
            { PayloadType: null } => PayloadKind.BillOfMaterials,
            { PayloadType: { } type } => PayloadTypes.KindOf(type),
        };
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

    private Finding CheckPredicate(SignedEvidence? opened, PayloadKind kind, out InTotoStatement? statement)
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

        if (PayloadTypes.IsProvenance(statement.PredicateType) && opened.Payload.Span.SequenceEqual(document.Span))
        {
            return Findings.Passed(BundleCheck.Predicate, "The provenance is the posted document itself.");
        }

        return PayloadTypes.IsBillOfMaterials(statement.PredicateType)
            ? Findings.Passed(BundleCheck.Predicate, "The predicate is a bill of materials.")
            : Findings.Aside(
                BundleCheck.Predicate,
                FindingCodes.PredicateNotBom,
                "What was signed is an attestation and no bill of materials, so it makes its signer no author of one.",
                statement.PredicateType);
    }

    private Finding CheckSubject(SignedEvidence opened, InTotoStatement? statement)
    {
        bool isThisDocument = statement is null || PayloadTypes.IsProvenance(statement.PredicateType)
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

    /// <summary>
    /// The predicate type of which bytes are that were signed without a Statement: by their media type, or where they
    /// were signed without any, by the member that every CycloneDX document has.
    /// </summary>
    private static string PredicateOfBytes(SignedEvidence opened) => opened.PayloadType switch
    {
        { } type => PayloadTypes.PredicateOf(type),
        null when IsCycloneDx(opened.Payload.Span) => PayloadTypes.CycloneDxPredicate,
        _ => PayloadTypes.SpdxPredicate,
    };

    private static bool IsCycloneDx(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = VerificationLimits.DocumentDepth });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.PropertyName
                    && reader.CurrentDepth == 1
                    && reader.ValueTextEquals("bomFormat"))
                {
                    return true;
                }
            }
        }
        catch (Exception notJson) when (notJson is JsonException or InvalidOperationException)
        {
            return false;
        }

        return false;
    }
}
