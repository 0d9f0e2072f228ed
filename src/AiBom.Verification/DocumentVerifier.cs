using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Verification.Attestations;
using AiBom.Verification.Jsf;
using AiBom.Verification.Opening;
using AiBom.Verification.Sigstore;
using AiBom.Verification.Trust;

namespace AiBom.Verification;

/// <summary>Decides what the posted evidence proves about who said a document.</summary>
/// <remarks>
/// <para>
/// What one bundle says, by the first row that fits. "Has signers" means that the publisher is a registered
/// organization with a registered signer, valid now or not; a publisher without any, or no publisher, is "nobody's".
/// </para>
/// <code>
/// the bundle                                              has signers                    nobody's
/// ------------------------------------------------------  -----------------------------  ------------------------
/// cannot be read                                          INVALID, quarantine            INVALID, quarantine
/// holds several envelopes                                 NOT_CHECKED                    NOT_CHECKED
/// needs a trusted root, and there is none                 NOT_CHECKED                    NOT_CHECKED
/// its signature
///   is of a kind that is not verified here                NOT_CHECKED                    NOT_CHECKED
///   is false under the registered key that it names       INVALID, quarantine            INVALID, quarantine
///   is false under what it carries: key, certificate,
///     log entry, time stamp                               INVALID, quarantine            INVALID, quarantine
///   fits no registered key, and names no key digest       INVALID, quarantine            NOT_CHECKED
///   fits no registered key, and names an unknown one      UNTRUSTED_SIGNER, quarantine   NOT_CHECKED
///   is under a certificate for which nobody vouches       UNTRUSTED_SIGNER, quarantine   NOT_CHECKED
/// its signature is sound, over
///   a payload of another type                             NOT_CHECKED                    NOT_CHECKED
///   what is no Statement though it says so                INVALID, quarantine            INVALID, quarantine
///   a Statement that is no bill of materials, and is
///     not the document itself as provenance               MISSING, an attestation        MISSING, an attestation
///   another bill of materials                             INVALID, quarantine            INVALID, quarantine
///   this one, by a signer of someone else or a stranger   UNTRUSTED_SIGNER, quarantine   UNTRUSTED_SIGNER
///   this one, by the publisher's, who may not sign this   UNTRUSTED_SIGNER, quarantine   -
///   this one, by the publisher's, after its revocation    REVOKED, quarantine            -
///   this one, by the publisher's, outside its validity    EXPIRED, quarantine            -
///   this one, by the publisher's valid signer             VALID, makes the author        -
/// </code>
/// <para>
/// A bundle is a DSSE envelope, or a Sigstore bundle under a registered key, a certificate of a registered authority,
/// or an identity for which the trusted roots vouch. It is over this document where its payload is the document's
/// bytes, or is an in-toto Statement of a bill-of-materials predicate type that has the document's digest as a subject
/// or the document as its predicate; or where it signs the document's bytes without an envelope. A document that is
/// itself a Statement of provenance is signed by an envelope whose payload it is, byte for byte; a signer that is
/// registered for builders signs the provenance of these alone.
/// </para>
/// <para>
/// A signature's time is the earliest that a log or time-stamp authority proves, and the submission's own where none
/// does, or where that is earlier. Validity and revocation are asked at that time.
/// </para>
/// <para>
/// Each signature inside a CycloneDX document (JSON Signature Format) counts as one more bundle. It names the key that
/// it carries; where it does not hold under that key it is INVALID whoever's it is. One that leaves members of the
/// document out, or is a message authentication code, is NOT_CHECKED.
/// </para>
/// <para>
/// No bundle: MISSING. Several bundles: INVALID wins over all; then VALID, and what the others lack is only noted; then
/// REVOKED, EXPIRED, UNTRUSTED_SIGNER, NOT_CHECKED, MISSING. What is not quarantined and not VALID is recorded as the
/// poster's own words, ASSERTED.
/// </para>
/// </remarks>
/// <param name="trust">Who may speak for which organization, about what, and when.</param>
/// <param name="roots">The operator's trusted roots; may be none.</param>
public sealed class DocumentVerifier(TrustPolicy trust, TrustedRoots roots)
{
    /// <summary>Nothing of a document may be left out of a signature inside it.</summary>
    private static readonly IReadOnlySet<string> AllowedExcludes = ImmutableHashSet<string>.Empty;

    /// <summary>Verifies the evidence. Never throws for what a stranger sent.</summary>
    /// <param name="document">The posted bytes.</param>
    /// <param name="documentDigest">Their SHA-256, as the caller computed it when they came in.</param>
    /// <param name="bundles">The posted evidence, in order.</param>
    /// <param name="publisher">
    /// The id of the registered organization in whose name the document speaks; null where that is nobody.
    /// </param>
    /// <param name="at">When the submission was made, by the caller's clock.</param>
    public VerificationReport Verify(
        ReadOnlyMemory<byte> document,
        Digest documentDigest,
        IReadOnlyList<ReadOnlyMemory<byte>> bundles,
        string? publisher,
        DateTimeOffset at)
    {
        var party = new PublisherTrust(publisher, trust, at);
        var evidence = new DocumentEvidence(document, documentDigest, party, new EvidenceOpener(party, roots));

        // RFC 8259 section 8.1 lets a parser ignore a byte order mark, and the reader of documents does.
        ReadOnlyMemory<byte> json = document.Span.StartsWith("\uFEFF"u8) ? document[3..] : document;
        EnclosedSignatures enclosed = EnclosedSignatures.Find(json.Span);
        return new VerificationReport(
            publisher,
            [
                .. bundles.Take(VerificationLimits.Bundles).Select(evidence.Verify),
                .. bundles.Skip(VerificationLimits.Bundles).Take(1).Select(_ => Refuse(bundles.Count)),
                .. enclosed.HasOwn ? new JsfVerifier(party, AllowedExcludes).Verify(json) : [],
            ],
            enclosed.NotChecked(json));
    }

    /// <summary>
    /// The organization for which the signer of provenance speaks that names nobody: the one for which those who signed
    /// exactly these bytes are registered; null where that is none, or more than one.
    /// </summary>
    /// <param name="document">The posted bytes.</param>
    /// <param name="bundles">The posted evidence.</param>
    /// <param name="at">When the submission was made.</param>
    public string? SpeakerOf(
        ReadOnlyMemory<byte> document, IReadOnlyList<ReadOnlyMemory<byte>> bundles, DateTimeOffset at)
    {
        var nobody = new PublisherTrust(publisher: null, trust, at);
        var opener = new EvidenceOpener(nobody, roots);
        string[] organizations =
        [
            .. bundles.Take(VerificationLimits.Bundles)
                .Select(bundle => opener.Open(bundle, document: null).Opened)
                .Where(opened => opened is { PayloadType: not null }
                    && opened.Payload.Span.SequenceEqual(document.Span))
                .SelectMany(opened => AttestationJudge.Judge(opened!, nobody.TimeOf(opened!.SignedAt)).Authors)
                .Distinct(StringComparer.Ordinal)
                .Take(2),
        ];
        return organizations is [var one] ? one : null;
    }

    /// <summary>
    /// Bundles beyond the bound are not read, and what is not read must not be passed over in silence.
    /// </summary>
    private static BundleReport Refuse(int count) => new(
        signer: null,
        [
            Findings.Malformed(
                BundleCheck.Envelope, $"{count} bundles were posted; at most {VerificationLimits.Bundles} are read."),
            .. Enum.GetValues<BundleCheck>().Skip(1).Select(Findings.NotReached),
        ]);
}
