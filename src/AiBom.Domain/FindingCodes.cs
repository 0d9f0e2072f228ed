namespace AiBom.Domain;

/// <summary>Every code that a <see cref="Finding"/> may carry. Codes are stable: clients branch on them.</summary>
public static class FindingCodes
{
    /// <summary>The bytes are not JSON (RFC 8259): truncated, text before the document, bad encoding.</summary>
    public const string JsonMalformed = "JSON_MALFORMED";

    /// <summary>An object has one name twice, so readers would disagree on what it says.</summary>
    public const string JsonDuplicateName = "JSON_DUPLICATE_NAME";

    /// <summary>The document nests deeper than the bound.</summary>
    public const string DepthExceeded = "DEPTH_EXCEEDED";

    /// <summary>The document has more components than the bound.</summary>
    public const string ComponentsExceeded = "COMPONENTS_EXCEEDED";

    /// <summary>The document is larger than the bound.</summary>
    public const string SizeExceeded = "SIZE_EXCEEDED";

    /// <summary>The report is full; the finding says how many more there were.</summary>
    public const string FindingsExceeded = "FINDINGS_EXCEEDED";

    /// <summary>The document is of no format that this service reads.</summary>
    public const string FormatUnknown = "FORMAT_UNKNOWN";

    /// <summary>The format is known, this version of it is not.</summary>
    public const string SpecVersionUnsupported = "SPEC_VERSION_UNSUPPORTED";

    /// <summary>A field has another JSON type than the standard gives it; the field was left out.</summary>
    public const string TypeMismatch = "TYPE_MISMATCH";

    /// <summary>A field that the standard demands is absent or empty.</summary>
    public const string FieldMissing = "FIELD_MISSING";

    /// <summary>A field's value is not one that the standard allows; the field was left out.</summary>
    public const string ValueInvalid = "VALUE_INVALID";

    /// <summary>Rule: a field is missing, of another type, or has a value that the standard does not allow.</summary>
    public const string FieldInvalid = "FIELD_INVALID";

    /// <summary>Something stands in another form than the standard gives it, and was read all the same.</summary>
    public const string FormTolerated = "FORM_TOLERATED";

    /// <summary>The document breaks a rule of its format's official schema.</summary>
    public const string SchemaViolated = "SCHEMA_VIOLATED";

    /// <summary>
    /// Rule: the document breaks its format's official schema by more than licence ids that the list lacks.
    /// </summary>
    public const string SchemaInvalid = "SCHEMA_INVALID";

    /// <summary>A licence id is not in the list of the official schema, which may be older than the id.</summary>
    public const string LicenseUnknown = "LICENSE_UNKNOWN";

    /// <summary>There is no official schema here for the document, so it was not checked.</summary>
    public const string SchemaUnavailable = "SCHEMA_UNAVAILABLE";

    /// <summary>A check takes more work than the bound, so it was not made to its end.</summary>
    public const string WorkExceeded = "WORK_EXCEEDED";

    /// <summary>A bom-ref is declared twice; references to it mean the first.</summary>
    public const string ReferenceDuplicate = "REFERENCE_DUPLICATE";

    /// <summary>A reference points to a bom-ref that nothing declares.</summary>
    public const string ReferenceDangling = "REFERENCE_DANGLING";

    /// <summary>
    /// Something is said by an expression of a language that is not evaluated here, so it was not read.
    /// </summary>
    public const string ExpressionUnsupported = "EXPRESSION_UNSUPPORTED";

    /// <summary>
    /// An edge was read from a form that the standard does not define, so it is a reading, not a quotation.
    /// </summary>
    public const string LineageInferred = "LINEAGE_INFERRED";

    /// <summary>The event is of a run that is not complete, so that nothing was made of what it read.</summary>
    public const string RunNotComplete = "RUN_NOT_COMPLETE";

    /// <summary>An artifact is named among its own ancestors.</summary>
    public const string SelfAncestor = "SELF_ANCESTOR";

    /// <summary>The lineage that the document states is cyclic, by itself or with the record.</summary>
    public const string LineageCycle = "LINEAGE_CYCLE";

    /// <summary>Something is said to have been used before it existed.</summary>
    public const string TemporalInconsistency = "TEMPORAL_INCONSISTENCY";

    /// <summary>Only MD5 or SHA-1 identifies it: kept, never integrity evidence.</summary>
    public const string WeakDigest = "WEAK_DIGEST";

    /// <summary>One name and version, or one package URL, stands for different bytes; nothing was merged.</summary>
    public const string NameDigestConflict = "NAME_DIGEST_CONFLICT";

    /// <summary>Several recorded commits begin as one that is written short; it is bound to none.</summary>
    public const string ShortCommitAmbiguous = "SHORT_COMMIT_AMBIGUOUS";

    /// <summary>Bytes hash to something else than the document declares.</summary>
    public const string DigestMismatch = "DIGEST_MISMATCH";

    /// <summary>A posted artifact is of no file that the document declares.</summary>
    public const string ArtifactUndeclared = "ARTIFACT_UNDECLARED";

    /// <summary>The check was made and holds: there is nothing to say.</summary>
    public const string CheckPassed = "CHECK_PASSED";

    /// <summary>The check was not made, because one before it did not pass.</summary>
    public const string CheckNotReached = "CHECK_NOT_REACHED";

    /// <summary>A posted bundle is not an envelope that can be read.</summary>
    public const string EnvelopeMalformed = "ENVELOPE_MALFORMED";

    /// <summary>A signature does not verify under the key that it names.</summary>
    public const string SignatureInvalid = "SIGNATURE_INVALID";

    /// <summary>Rule: no signature makes an author, so the statements are the poster's.</summary>
    public const string SignatureMissing = "SIGNATURE_MISSING";

    /// <summary>A signature holds, but its signer may not speak for the organization that the document names.</summary>
    public const string UntrustedSigner = "UNTRUSTED_SIGNER";

    /// <summary>No registered key fits the signature.</summary>
    public const string SignerUnknown = "SIGNER_UNKNOWN";

    /// <summary>The signer's key was not valid when the submission was made.</summary>
    public const string SignerExpired = "SIGNER_EXPIRED";

    /// <summary>What was signed is not the posted document.</summary>
    public const string SubjectMismatch = "SUBJECT_MISMATCH";

    /// <summary>
    /// What was signed only mentions the document; it is not a bill of materials, so it makes no author.
    /// </summary>
    public const string PredicateNotBom = "PREDICATE_NOT_BOM";

    /// <summary>The payload type or key algorithm is none that this service verifies.</summary>
    public const string AlgorithmUnsupported = "ALGORITHM_UNSUPPORTED";

    /// <summary>A Sigstore bundle cannot be read, or breaks a rule of its format.</summary>
    public const string BundleMalformed = "BUNDLE_MALFORMED";

    /// <summary>A trusted root of the operator cannot be read, so no bundle is believed.</summary>
    public const string TrustedRootMalformed = "TRUSTED_ROOT_MALFORMED";

    /// <summary>The operator gave no trusted root that could decide, so a bundle is neither good nor false.</summary>
    public const string TrustedRootMissing = "TRUSTED_ROOT_MISSING";

    /// <summary>Fewer logs, times or authorities vouch for a signature than are demanded.</summary>
    public const string EvidenceInsufficient = "EVIDENCE_INSUFFICIENT";

    /// <summary>The promise, proof or checkpoint of a log entry does not hold.</summary>
    public const string LogEntryInvalid = "LOG_ENTRY_INVALID";

    /// <summary>A log entry is about another signature, signer or content.</summary>
    public const string LogEntryMismatch = "LOG_ENTRY_MISMATCH";

    /// <summary>A time stamp does not hold.</summary>
    public const string TimestampInvalid = "TIMESTAMP_INVALID";

    /// <summary>A signer's certificate is not valid, or not for this.</summary>
    public const string CertificateInvalid = "CERTIFICATE_INVALID";

    /// <summary>A certificate is of another signer than the expected one.</summary>
    public const string IdentityMismatch = "IDENTITY_MISMATCH";

    /// <summary>Serial number and version are recorded with other bytes by the same publisher.</summary>
    public const string SerialVersionConflict = "SERIAL_VERSION_CONFLICT";

    /// <summary>Rule: the document has no serial number, so that no later version can replace it.</summary>
    public const string SerialNumberMissing = "SERIAL_NUMBER_MISSING";

    /// <summary>
    /// The publisher that the document names is no registered organization, so the statements are the poster's.
    /// </summary>
    public const string PublisherUnregistered = "PUBLISHER_UNREGISTERED";

    /// <summary>A file of a model has other bytes than were signed, or the model as a whole is another.</summary>
    public const string FileChanged = "FILE_CHANGED";

    /// <summary>A file that was signed is not in the model.</summary>
    public const string FileMissing = "FILE_MISSING";

    /// <summary>A file is in the model that was not signed.</summary>
    public const string FileExtra = "FILE_EXTRA";

    /// <summary>Something is in the model that cannot be signed: a link, a device, a name that is no Unicode.</summary>
    public const string FileRefused = "FILE_REFUSED";

    /// <summary>Files of the model lie under an ignored path, so no signature covers them.</summary>
    public const string FileUnverified = "FILE_UNVERIFIED";

    /// <summary>What was signed is no sound manifest of a model.</summary>
    public const string ManifestInvalid = "MANIFEST_INVALID";

    /// <summary>A model's signature is of a deprecated form that was not allowed.</summary>
    public const string LegacyFormat = "LEGACY_FORMAT";

    /// <summary>
    /// A signature is a message authentication code: whoever can check it can make it, so it names nobody.
    /// </summary>
    public const string MacRefused = "MAC_REFUSED";

    /// <summary>A signature inside the document leaves out parts of it.</summary>
    public const string SignaturePartial = "SIGNATURE_PARTIAL";

    /// <summary>A signature inside the document is of a part of it, and was not verified.</summary>
    public const string SignatureNotChecked = "SIGNATURE_NOT_CHECKED";

    /// <summary>The signer was revoked, and no trusted time shows that it signed before.</summary>
    public const string SignerRevoked = "SIGNER_REVOKED";

    /// <summary>The signer may not sign what it signed: the predicate type is not one of its own.</summary>
    public const string PredicateNotAllowed = "PREDICATE_NOT_ALLOWED";

    /// <summary>What was signed is an attestation that cannot be read as its predicate type demands.</summary>
    public const string AttestationMalformed = "ATTESTATION_MALFORMED";

    /// <summary>Only the digest of a bill of materials was signed, and no such document is recorded.</summary>
    public const string DocumentUnknown = "DOCUMENT_UNKNOWN";

    /// <summary>The builder that a provenance names is not one for which its signer may vouch.</summary>
    public const string BuilderUntrusted = "BUILDER_UNTRUSTED";

    /// <summary>A line of a batch asks nothing that can be verified, or names a file that cannot be read.</summary>
    public const string RequestInvalid = "REQUEST_INVALID";

    /// <summary>An object has a member that its form does not have; what is not understood is not taken.</summary>
    public const string MemberUnknown = "MEMBER_UNKNOWN";

    /// <summary>A policy names a rule that this service does not have.</summary>
    public const string RuleUnknown = "RULE_UNKNOWN";

    /// <summary>A policy has one rule twice.</summary>
    public const string RuleDuplicate = "RULE_DUPLICATE";
}
