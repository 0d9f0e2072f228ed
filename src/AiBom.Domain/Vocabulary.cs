namespace AiBom.Domain;

/// <summary>What an entity of the lineage is (W3C PROV <c>Entity</c>; the field's own names).</summary>
public enum EntityKind
{
    /// <summary>A version of a model (CycloneDX <c>machine-learning-model</c>, SPDX <c>AIPackage</c>).</summary>
    Model = 1,

    /// <summary>A version of a dataset (CycloneDX <c>data</c>, SPDX <c>DatasetPackage</c>).</summary>
    Dataset,

    /// <summary>A set of labels made for a dataset.</summary>
    LabelSet,

    /// <summary>An AI system or application that contains models.</summary>
    AiSystem,

    /// <summary>A library, framework, container, or other software.</summary>
    SoftwareComponent,
}

/// <summary>
/// An edge of the lineage. All point from the dependent to its source, as PROV <c>wasDerivedFrom</c> does.
/// </summary>
public enum EdgeKind
{
    /// <summary>
    /// Weights, or rows, of the object entered the subject (PROV wasDerivedFrom, CycloneDX ancestors). Taints.
    /// </summary>
    DerivedFrom = 1,

    /// <summary>The model was trained, fine-tuned or aligned on the dataset (SPDX trainedOn). Taints.</summary>
    TrainedOn,

    /// <summary>The model was only validated or tested on the dataset (SPDX testedOn). Does not taint.</summary>
    TestedOn,

    /// <summary>The dataset carries the labels of the label set. Taints.</summary>
    LabeledWith,

    /// <summary>A model made rows or labels of the dataset (inverse of SPDX generates). Taints.</summary>
    GeneratedWith,

    /// <summary>The subject replaces the object; no derivation is said. Does not taint.</summary>
    Supersedes,

    /// <summary>
    /// The object is a part of the subject (CycloneDX assemblies, SPDX contains). Taints when asked for.
    /// </summary>
    Contains,

    /// <summary>The subject needs the object (CycloneDX dependencies, SPDX dependsOn). Taints when asked for.</summary>
    DependsOn,

    /// <summary>Subject and object are two names of one thing. A statement like any other, never a merge.</summary>
    SameAs,
}

/// <summary>How the subject of a <see cref="EdgeKind.DerivedFrom"/> was made from the object.</summary>
public enum DerivationMethod
{
    /// <summary>Further training on narrower data.</summary>
    FineTuning = 1,

    /// <summary>Pre-training went on.</summary>
    ContinuedPretraining,

    /// <summary>RLHF, DPO and the like.</summary>
    Alignment,

    /// <summary>An adapter (LoRA and the like) beside the base weights.</summary>
    Adapter,

    /// <summary>Weights at lower precision.</summary>
    Quantization,

    /// <summary>The same weights in another file format.</summary>
    FormatConversion,

    /// <summary>Weights removed.</summary>
    Pruning,

    /// <summary>Trained on the output of a teacher.</summary>
    Distillation,

    /// <summary>Weights of several models combined.</summary>
    Merge,

    /// <summary>Updates of federated participants aggregated.</summary>
    FederatedAggregation,

    /// <summary>A participant's update of the round's model.</summary>
    LocalTraining,

    /// <summary>Pruned and fine-tuned to remove a backdoor.</summary>
    FinePrune,

    /// <summary>Rows cleaned.</summary>
    Cleaning,

    /// <summary>Rows left out.</summary>
    Filtering,

    /// <summary>Duplicates left out.</summary>
    Deduplication,

    /// <summary>Rows varied or added.</summary>
    Augmentation,

    /// <summary>Several datasets combined.</summary>
    Join,

    /// <summary>A part of a dataset.</summary>
    Split,

    /// <summary>A sample of a dataset.</summary>
    Sampling,

    /// <summary>Persons can no longer be identified, by the maker's word.</summary>
    Anonymization,

    /// <summary>Identifiers replaced; persons can still be found.</summary>
    Pseudonymization,

    /// <summary>Rows summed up.</summary>
    Aggregation,

    /// <summary>Rows translated.</summary>
    Translation,

    /// <summary>A later revision of the same dataset.</summary>
    Revision,
}

/// <summary>What a model used a dataset for.</summary>
public enum DatasetRole
{
    /// <summary>Training, pre-training included.</summary>
    Training = 1,

    /// <summary>Fine-tuning.</summary>
    FineTuning,

    /// <summary>Alignment.</summary>
    Alignment,

    /// <summary>Validation: choosing between models, never weights.</summary>
    Validation,

    /// <summary>Testing.</summary>
    Testing,
}

/// <summary>
/// How far an edge is proved: derived from the statements that support it, strongest first wins. Ordered.
/// </summary>
public enum Assurance
{
    /// <summary>Somebody said so, and nobody signed it.</summary>
    Asserted = 1,

    /// <summary>A signer who is trusted for the claimant signed it; whether it is so remains open.</summary>
    Signed,

    /// <summary>Signed, and an independent party's signed record agrees.</summary>
    Corroborated,

    /// <summary>Recomputed by this service, or the provenance of a trusted builder says so.</summary>
    Verified,
}

/// <summary>What is known of who said a document. Says nothing of whether it is true.</summary>
public enum Authenticity
{
    /// <summary>A signer trusted for the publisher signed it.</summary>
    Valid = 1,

    /// <summary>A signature does not verify.</summary>
    Invalid,

    /// <summary>A signature verifies, and its signer is not trusted for the publisher.</summary>
    UntrustedSigner,

    /// <summary>The signer's key was outside its validity.</summary>
    Expired,

    /// <summary>The signer was revoked, and no trusted time shows that it was signed before.</summary>
    Revoked,

    /// <summary>Nobody signed it.</summary>
    Missing,

    /// <summary>It is signed in a way that this service cannot check.</summary>
    NotChecked,
}

/// <summary>How a document gave a statement.</summary>
public enum Reading
{
    /// <summary>In the form that the standard or our taxonomy has for it.</summary>
    Declared = 1,

    /// <summary>In a form that tools use and no standard defines; the rule that read it is named.</summary>
    Inferred,
}

/// <summary>A relation whose completeness a document may state.</summary>
public enum CompletenessRelation
{
    /// <summary>The models or datasets it was derived from.</summary>
    Ancestors = 1,

    /// <summary>The datasets it was trained on.</summary>
    TrainingData,

    /// <summary>Its label sets.</summary>
    Labels,
}

/// <summary>How complete a relation is said to be, worst last (CycloneDX <c>aggregate</c>).</summary>
public enum Completeness
{
    /// <summary>Everything is listed.</summary>
    Complete = 1,

    /// <summary>Nothing was said: a gap, not a declared unknown.</summary>
    NotSpecified,

    /// <summary>Something is left out.</summary>
    Incomplete,

    /// <summary>The maker declares not to know, or not to say.</summary>
    Unknown,
}

/// <summary>How a file's declared digest stands against bytes.</summary>
public enum DigestStatus
{
    /// <summary>Bytes that hash to the declared digest were received.</summary>
    Match = 1,

    /// <summary>Bytes were received and hash to something else.</summary>
    Mismatch,

    /// <summary>No bytes were received. Never counts as a match.</summary>
    NotAvailable,

    /// <summary>Only MD5 or SHA-1 is declared, so bytes prove nothing.</summary>
    WeakAlgorithm,

    /// <summary>The document declares no digest.</summary>
    Missing,
}

/// <summary>The verdict on a submission.</summary>
public enum SubmissionStatus
{
    /// <summary>Recorded, nothing to say.</summary>
    Accepted = 1,

    /// <summary>Recorded; the findings say what is wrong with the document.</summary>
    AcceptedWithFindings,

    /// <summary>Kept for forensics; nothing of it is in the lineage.</summary>
    Quarantined,

    /// <summary>Not recorded: the findings say why.</summary>
    Rejected,

    /// <summary>Not recorded: the publisher's serial number and version stand for other bytes.</summary>
    Conflict,
}

/// <summary>What an organization did for an entity.</summary>
public enum OrganizationRole
{
    /// <summary>Made it (CycloneDX manufacturer).</summary>
    Producer = 1,

    /// <summary>Delivers it (CycloneDX supplier).</summary>
    Supplier,

    /// <summary>Published it (CycloneDX publisher).</summary>
    Publisher,

    /// <summary>Made the labels.</summary>
    LabelingVendor,

    /// <summary>Ordered the labels from the vendor that made them.</summary>
    LabelingPrincipal,

    /// <summary>Was given it, by the word of who gave it (CycloneDX licensing licensee, a delivery note).</summary>
    Recipient,

    /// <summary>Keeps the data safe, moves and stores them (CycloneDX data governance).</summary>
    Custodian,

    /// <summary>Answers for the data's content, context and business rules (CycloneDX data governance).</summary>
    Steward,

    /// <summary>Answers for the data's risk and for access to them (CycloneDX data governance).</summary>
    Owner,
}

/// <summary>How evidence supports a statement that somebody else, or the same party elsewhere, signed.</summary>
public enum EvidenceKind
{
    /// <summary>The provenance of a trusted builder: a run that made the subject read the object (SLSA).</summary>
    BuilderProvenance = 1,

    /// <summary>A signed record of another organization: it gave the object to the claimant.</summary>
    CounterpartyRecord,
}

/// <summary>What a signed attestation is about, by its predicate type.</summary>
public enum AttestationKind
{
    /// <summary>How artifacts were built, and from what (SLSA provenance 0.2 and 1).</summary>
    Provenance = 1,

    /// <summary>To whom something was given (SCAI attribute report of a delivery or licence).</summary>
    Delivery,

    /// <summary>What tests said of an artifact (in-toto test result).</summary>
    TestResult,

    /// <summary>What a verifier concluded of an artifact (SLSA verification summary).</summary>
    VerificationSummary,

    /// <summary>The files of a model (OpenSSF Model Signing).</summary>
    ModelSignature,

    /// <summary>That a registry published a package (npm publish attestation).</summary>
    Publication,

    /// <summary>Something else: kept, and nothing is derived from it.</summary>
    Other,
}

/// <summary>The answer to an incident question. There is no plain "no".</summary>
public enum Exposure
{
    /// <summary>A recorded path leads to the compromise.</summary>
    Affected = 1,

    /// <summary>Lineage here or upstream is unknown or incomplete.</summary>
    PossiblyAffected,

    /// <summary>No recorded path, and no known gap: as far as the record goes.</summary>
    NotAffectedAsRecorded,
}

/// <summary>Where a deployment runs.</summary>
public enum DeploymentEnvironment
{
    /// <summary>Serves users.</summary>
    Production = 1,

    /// <summary>Stands before production.</summary>
    Staging,

    /// <summary>For tests.</summary>
    Test,

    /// <summary>For development.</summary>
    Development,
}

/// <summary>What the official schema of its format says of a document as a whole.</summary>
public enum SchemaVerdict
{
    /// <summary>Every rule holds.</summary>
    Valid = 1,

    /// <summary>A rule does not hold, or the bytes are not JSON.</summary>
    Invalid,

    /// <summary>There is no schema here for it, or a bound was exceeded before there was a verdict.</summary>
    NotChecked,
}
