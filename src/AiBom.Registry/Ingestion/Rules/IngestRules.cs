using System.Collections.Immutable;
using AiBom.Documents;
using AiBom.Domain;
using AiBom.Registry.Gates;

namespace AiBom.Registry.Ingestion;

/// <summary>
/// Every rule by which a policy may have submissions taken. What no policy can waive is not among them: a document that
/// cannot be read or is cyclic in itself, bytes that are not those declared, evidence that does not hold.
/// </summary>
public static class IngestRules
{
    private const string RequireSchema = "requireSchema";
    private const string AnyPublisher = "anyPublisher";

    /// <summary>The rules, in order of their codes.</summary>
    public static ImmutableArray<IngestRule> All { get; } =
    [
        new(
            FindingCodes.ArtifactUndeclared,
            "A file came that the document does not declare.",
            FindingCodes.ArtifactUndeclared),
        new(
            FindingCodes.FieldInvalid,
            "A field is missing, of another type, or has a value that the standard does not allow.",
            FindingCodes.TypeMismatch,
            FindingCodes.FieldMissing,
            FindingCodes.ValueInvalid),
        new(
            FindingCodes.LicenseUnknown,
            "A licence id is not in the official list.",
            FindingCodes.LicenseUnknown),
        new(
            FindingCodes.LineageCycle,
            "The lineage that the document states closes a cycle with the record.",
            FindingCodes.LineageCycle),
        new(
            FindingCodes.LineageInferred,
            "An edge stands in a form that the standard does not define.",
            FindingCodes.LineageInferred),
        new(
            FindingCodes.NameDigestConflict,
            "A name or package URL is recorded for other bytes.",
            FindingCodes.NameDigestConflict),
        new(
            FindingCodes.PublisherUnregistered,
            "The document speaks in the name of no registered organization.",
            (own, _) => own.Publisher is null) { Codes = [FindingCodes.PublisherUnregistered] },
        new(
            FindingCodes.ReferenceDangling,
            "A reference means nothing in the document, or more than one thing.",
            FindingCodes.ReferenceDangling,
            FindingCodes.ReferenceDuplicate),
        new(
            FindingCodes.SchemaInvalid,
            "The document is not valid by its format's official schema, or could not be checked.",
            (own, parameters) => own.Document.BreaksSchema
                || (parameters.IsSet(RequireSchema) && own.Document.Schema is SchemaVerdict.NotChecked))
        {
            Codes = [FindingCodes.SchemaViolated, FindingCodes.SchemaUnavailable],
            Flags = [RuleParameter.Flag(RequireSchema)],
        },
        new(
            FindingCodes.SerialNumberMissing,
            "The document has no serial number.",
            (own, _) => own.Header is { Format: StatedFormat.CycloneDx, SerialNumber: null }),
        new(
            FindingCodes.SignatureMissing,
            "No signature makes an author, so the statements are the poster's.",
            (own, _) => own.Verification.Author is null),
        new(
            FindingCodes.TemporalInconsistency,
            "Something is said to be made from what was made later.",
            FindingCodes.TemporalInconsistency),
        new(
            FindingCodes.UntrustedSigner,
            "The document is signed by one who may not speak for its publisher.",
            (own, parameters) =>
                own.Verification is { Authenticity: Authenticity.UntrustedSigner, IsQuarantined: false }
                && parameters.IsSet(AnyPublisher))
        {
            Default = RuleMode.Enforce,
            Codes = [FindingCodes.UntrustedSigner, FindingCodes.SignerUnknown],
            Flags = [RuleParameter.Flag(AnyPublisher)],
            Quarantines = true,
        },
        new(
            FindingCodes.WeakDigest,
            "Only MD5 or SHA-1 identifies something.",
            FindingCodes.WeakDigest),
    ];
}
