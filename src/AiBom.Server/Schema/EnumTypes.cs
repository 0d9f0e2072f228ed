using AiBom.Domain;
using AiBom.GraphQL.Types;
using AiBom.Lineage;

namespace AiBom.Server.Schema;

/// <summary>The enums of the vocabulary, each value with its meaning.</summary>
internal sealed class EnumTypes(SchemaBuilder builder)
{
    public EnumType<EntityKind> EntityKind { get; } = builder
        .Enum<EntityKind>("EntityKind", "What an entity of the lineage is.")
        .Describe(Domain.EntityKind.Model, "A version of a model.")
        .Describe(Domain.EntityKind.Dataset, "A version of a dataset.")
        .Describe(Domain.EntityKind.LabelSet, "A set of labels made for a dataset.")
        .Describe(Domain.EntityKind.AiSystem, "An AI system or application that contains models.")
        .Describe(Domain.EntityKind.SoftwareComponent, "A library, framework, container, or other software.");

    public EnumType<EdgeKind> EdgeKind { get; } = builder
        .Enum<EdgeKind>("EdgeKind", "An edge of the lineage, from the dependent to its source.")
        .Describe(
            Domain.EdgeKind.DerivedFrom, "Weights, or rows, of the source entered the dependent (PROV wasDerivedFrom).")
        .Describe(Domain.EdgeKind.TrainedOn, "The model was trained, fine-tuned or aligned on the dataset.")
        .Describe(Domain.EdgeKind.TestedOn, "The model was only validated or tested on the dataset; does not taint.")
        .Describe(Domain.EdgeKind.LabeledWith, "The dataset carries the labels of the label set.")
        .Describe(Domain.EdgeKind.GeneratedWith, "A model made rows or labels of the dataset.")
        .Describe(Domain.EdgeKind.Supersedes, "Replaces it; says nothing of derivation, so it does not taint.")
        .Describe(Domain.EdgeKind.Contains, "The source is a part of the dependent; taints when asked for.")
        .Describe(Domain.EdgeKind.DependsOn, "The dependent needs the source; taints when asked for.")
        .Describe(Domain.EdgeKind.SameAs, "Two keys of one thing, by somebody's word.");

    public EnumType<DerivationMethod> DerivationMethod { get; } = Described(
        builder.Enum<DerivationMethod>("DerivationMethod", "How one thing was made from another."),
        new Dictionary<DerivationMethod, string>
        {
            [Domain.DerivationMethod.FineTuning] = "Further training on narrower data.",
            [Domain.DerivationMethod.ContinuedPretraining] = "Pre-training went on.",
            [Domain.DerivationMethod.Alignment] = "RLHF, DPO and the like.",
            [Domain.DerivationMethod.Adapter] = "An adapter, such as LoRA, beside the base weights.",
            [Domain.DerivationMethod.Quantization] = "Weights at lower precision.",
            [Domain.DerivationMethod.FormatConversion] = "The same weights in another file format.",
            [Domain.DerivationMethod.Pruning] = "Weights removed.",
            [Domain.DerivationMethod.Distillation] = "Trained on the output of a teacher.",
            [Domain.DerivationMethod.Merge] = "Weights of several models combined.",
            [Domain.DerivationMethod.FederatedAggregation] = "Updates of federated participants aggregated.",
            [Domain.DerivationMethod.LocalTraining] = "A participant's update of the round's model.",
            [Domain.DerivationMethod.FinePrune] = "Pruned and fine-tuned to remove a backdoor.",
            [Domain.DerivationMethod.Cleaning] = "Rows cleaned.",
            [Domain.DerivationMethod.Filtering] = "Rows left out.",
            [Domain.DerivationMethod.Deduplication] = "Duplicates left out.",
            [Domain.DerivationMethod.Augmentation] = "Rows varied or added.",
            [Domain.DerivationMethod.Join] = "Several datasets combined.",
            [Domain.DerivationMethod.Split] = "A part of a dataset.",
            [Domain.DerivationMethod.Sampling] = "A sample of a dataset.",
            [Domain.DerivationMethod.Anonymization] = "Persons can no longer be identified, by the maker's word.",
            [Domain.DerivationMethod.Pseudonymization] = "Identifiers replaced; persons can still be found.",
            [Domain.DerivationMethod.Aggregation] = "Rows summed up.",
            [Domain.DerivationMethod.Translation] = "Rows translated.",
            [Domain.DerivationMethod.Revision] = "A later revision of the same dataset.",
        });

    public EnumType<DatasetRole> DatasetRole { get; } = builder
        .Enum<DatasetRole>("DatasetRole", "What a model used a dataset for.")
        .Describe(Domain.DatasetRole.Training, "Training, pre-training included.")
        .Describe(Domain.DatasetRole.FineTuning, "Fine-tuning.")
        .Describe(Domain.DatasetRole.Alignment, "Alignment.")
        .Describe(Domain.DatasetRole.Validation, "Validation: choosing between models, never weights.")
        .Describe(Domain.DatasetRole.Testing, "Testing.");

    public EnumType<Assurance> Assurance { get; } = builder
        .Enum<Assurance>("Assurance", "How far an edge is proved, in ascending order.")
        .Describe(Domain.Assurance.Asserted, "Somebody said so, and nobody signed it.")
        .Describe(
            Domain.Assurance.Signed, "A signer trusted for the claimant signed it; whether it is so remains open.")
        .Describe(Domain.Assurance.Corroborated, "Signed, and an independent party's signed record agrees.")
        .Describe(Domain.Assurance.Verified, "Recomputed by this service, or a trusted builder's provenance says so.");

    public EnumType<Authenticity> Authenticity { get; } = builder
        .Enum<Authenticity>("Authenticity", "What is known of who said it; says nothing of whether it is true.")
        .Describe(Domain.Authenticity.Valid, "A signer trusted for the publisher signed it.")
        .Describe(Domain.Authenticity.Invalid, "A signature does not verify, or is not about this document.")
        .Describe(
            Domain.Authenticity.UntrustedSigner, "A signature verifies; its signer is not trusted for the publisher.")
        .Describe(Domain.Authenticity.Expired, "The signer's key was outside its validity.")
        .Describe(
            Domain.Authenticity.Revoked, "The signer was revoked, and no trusted time shows that it signed before.")
        .Describe(Domain.Authenticity.Missing, "Nobody signed it.")
        .Describe(Domain.Authenticity.NotChecked, "It is signed in a way that cannot be checked here.");

    public EnumType<Reading> Reading { get; } = builder
        .Enum<Reading>("Reading", "How a document gave a statement.")
        .Describe(Domain.Reading.Declared, "In the form that the standard or our taxonomy has for it.")
        .Describe(Domain.Reading.Inferred, "In a form that tools use and no standard defines.");

    public EnumType<Completeness> Completeness { get; } = builder
        .Enum<Completeness>("Completeness", "How complete a relation is said to be.")
        .Describe(Domain.Completeness.Complete, "Everything is listed.")
        .Describe(Domain.Completeness.NotSpecified, "Nothing was said: a gap, not a declared unknown.")
        .Describe(Domain.Completeness.Incomplete, "Something is left out.")
        .Describe(Domain.Completeness.Unknown, "The maker declares not to know, or not to say.");

    public EnumType<DigestStatus> DigestStatus { get; } = builder
        .Enum<DigestStatus>("DigestStatus", "How a file's declared digest stands against bytes.")
        .Describe(Domain.DigestStatus.Match, "Bytes that hash to the declared digest were received.")
        .Describe(Domain.DigestStatus.Mismatch, "Bytes were received and hash to something else.")
        .Describe(Domain.DigestStatus.NotAvailable, "No bytes were received. Never counts as a match.")
        .Describe(Domain.DigestStatus.WeakAlgorithm, "Only MD5 or SHA-1 is declared, so bytes prove nothing.")
        .Describe(Domain.DigestStatus.Missing, "The document declares no digest.");

    public EnumType<SubmissionStatus> SubmissionStatus { get; } = builder
        .Enum<SubmissionStatus>("SubmissionStatus", "The verdict on a submission.")
        .Describe(Domain.SubmissionStatus.Accepted, "Recorded, nothing to say.")
        .Describe(Domain.SubmissionStatus.AcceptedWithFindings, "Recorded; the findings say what is wrong.")
        .Describe(Domain.SubmissionStatus.Quarantined, "Kept for forensics; nothing of it is in the lineage.")
        .Describe(Domain.SubmissionStatus.Rejected, "Not recorded: the findings say why.")
        .Describe(
            Domain.SubmissionStatus.Conflict,
            "Not recorded: the publisher's serial number and version stand for other bytes.");

    public EnumType<OrganizationRole> OrganizationRole { get; } = builder
        .Enum<OrganizationRole>("OrganizationRole", "What an organization did for an entity.")
        .Describe(Domain.OrganizationRole.Producer, "Made it.")
        .Describe(Domain.OrganizationRole.Supplier, "Delivers it.")
        .Describe(Domain.OrganizationRole.Publisher, "Published it.")
        .Describe(Domain.OrganizationRole.LabelingVendor, "Made the labels.")
        .Describe(Domain.OrganizationRole.LabelingPrincipal, "Ordered the labels from the vendor that made them.")
        .Describe(Domain.OrganizationRole.Recipient, "Was given it, by the word of who gave it.")
        .Describe(Domain.OrganizationRole.Custodian, "Keeps the data safe, moves and stores them.")
        .Describe(Domain.OrganizationRole.Steward, "Answers for the data's content, context and business rules.")
        .Describe(Domain.OrganizationRole.Owner, "Answers for the data's risk and for access to them.");

    public EnumType<EvidenceKind> EvidenceKind { get; } = builder
        .Enum<EvidenceKind>("EvidenceKind", "How evidence supports a statement.")
        .Describe(
            Domain.EvidenceKind.BuilderProvenance,
            "The provenance of a trusted builder: a run that made the one read the other.")
        .Describe(
            Domain.EvidenceKind.CounterpartyRecord,
            "A signed record of another organization: it gave the source to the claimant.");

    public EnumType<AttestationKind> AttestationKind { get; } = builder
        .Enum<AttestationKind>("AttestationKind", "What a signed attestation is about, by its predicate type.")
        .Describe(Domain.AttestationKind.Provenance, "How artifacts were built, and from what.")
        .Describe(Domain.AttestationKind.Delivery, "To whom something was given.")
        .Describe(Domain.AttestationKind.TestResult, "What tests said of an artifact.")
        .Describe(Domain.AttestationKind.VerificationSummary, "What a verifier concluded of an artifact.")
        .Describe(Domain.AttestationKind.ModelSignature, "The files of a model.")
        .Describe(Domain.AttestationKind.Publication, "That a registry published a package.")
        .Describe(Domain.AttestationKind.Other, "Something else: kept, and nothing is derived from it.");

    public EnumType<Exposure> Exposure { get; } = builder
        .Enum<Exposure>("Exposure", "The answer to an incident question. There is no plain \"no\".")
        .Describe(Domain.Exposure.Affected, "A recorded path leads to the compromise.")
        .Describe(Domain.Exposure.PossiblyAffected, "Lineage here or upstream is unknown or incomplete.")
        .Describe(
            Domain.Exposure.NotAffectedAsRecorded, "No recorded path and no known gap, as far as the record goes.");

    public EnumType<DeploymentEnvironment> Environment { get; } = builder
        .Enum<DeploymentEnvironment>("DeploymentEnvironment", "Where a deployment runs.")
        .Describe(DeploymentEnvironment.Production, "Serves users.")
        .Describe(DeploymentEnvironment.Staging, "Stands before production.")
        .Describe(DeploymentEnvironment.Test, "For tests.")
        .Describe(DeploymentEnvironment.Development, "For development.");

    public EnumType<Outcome> Outcome { get; } = builder
        .Enum<Outcome>("Outcome", "How a check ended. Only PASSED is a pass.")
        .Describe(Domain.Outcome.Passed, "The check was made and holds.")
        .Describe(Domain.Outcome.Failed, "The check was made and does not hold.")
        .Describe(Domain.Outcome.NotReached, "An earlier check failed, so this one was not made.")
        .Describe(Domain.Outcome.Unsupported, "The check needs something that this service does not do.")
        .Describe(Domain.Outcome.Malformed, "What should be checked cannot be read.");

    public EnumType<SchemaVerdict> SchemaVerdict { get; } = builder
        .Enum<SchemaVerdict>("SchemaVerdict", "What the official schema of its format says of a document.")
        .Describe(Domain.SchemaVerdict.Valid, "Every rule holds.")
        .Describe(Domain.SchemaVerdict.Invalid, "A rule does not hold; the findings say which, where, and what came.")
        .Describe(
            Domain.SchemaVerdict.NotChecked,
            "There is no schema here for it, or a bound was exceeded before a verdict.");

    public EnumType<Severity> Severity { get; } = builder
        .Enum<Severity>("Severity", "How much a finding weighs.")
        .Describe(Domain.Severity.Information, "Worth knowing; nothing is wrong.")
        .Describe(Domain.Severity.Warning, "Something is wrong, and the rest was taken.")
        .Describe(Domain.Severity.Error, "Something is wrong that quarantines or rejects.");

    public EnumType<Direction> Direction { get; } = builder
        .Enum<Direction>("LineageDirection", "Which way a lineage question goes.")
        .Describe(Lineage.Direction.Upstream, "To what it was made from.")
        .Describe(Lineage.Direction.Downstream, "To what was made from it.");

    private static EnumType<T> Described<T>(EnumType<T> type, Dictionary<T, string> descriptions)
        where T : struct, Enum
    {
        foreach ((T value, string description) in descriptions)
        {
            type.Describe(value, description);
        }

        return type;
    }
}
