using AiBom.Domain;
using AiBom.GraphQL.Types;
using AiBom.Lineage;
using AiBom.Registry.Catalog;
using AiBom.Registry.Ingestion;
using AiBom.Storage.Reads;

namespace AiBom.Server.Schema;

/// <summary>
/// The types that several files of this folder refer to, declared before any of them has a field, so that types may
/// refer to one another.
/// </summary>
internal sealed class SchemaTypes
{
    public SchemaTypes(SchemaBuilder builder)
    {
        Builder = builder;
        Enums = new EnumTypes(builder);
        Inputs = new Inputs(builder);
        Node = builder.Interface("Node", "Anything with a global id (Relay).");
        Entity = builder.Interface(
            "Entity",
            "A thing of the lineage as it reads now: every key that names it, and of each attribute the "
            + "best-proved claim.");
        ModelVersion = builder.Object<ModelVersion>("ModelVersion", "A version of a model.");
        DatasetVersion = builder.Object<DatasetVersion>("DatasetVersion", "A version of a dataset.");
        LabelSet = builder.Object<LabelSet>(
            "LabelSet", "A set of labels made for a dataset, with who made it and when.");
        AiSystemVersion = builder.Object<AiSystemVersion>(
            "AiSystemVersion", "A version of an AI system that contains models.");
        SoftwareComponent = builder.Object<SoftwareComponent>(
            "SoftwareComponent", "A library, framework, container or other software.");
        Labeling = builder.Object<LabelingRecord>(
            "Labeling", "When a label set was made and by whom, by one document's word.");
        IdentityConflict = builder.Object<IdentityConflict>(
            "IdentityConflict", "One of several things that statements say a key names. Nothing is merged.");
        CompletenessRelation = builder
            .Enum<CompletenessRelation>("CompletenessRelation", "A relation whose completeness a document may state.")
            .Describe(Domain.CompletenessRelation.Ancestors, "What it was derived from.")
            .Describe(Domain.CompletenessRelation.TrainingData, "What it was trained on.")
            .Describe(Domain.CompletenessRelation.Labels, "Its label sets.");
        Mention = builder.Object<DeclarationRecord>("Mention", "That a document speaks of an entity.");
        SameAs = new SameAsTypes(builder);
        DigestMatch = builder.Object<DigestMatch>("DigestMatch", "An entity that a digest leads to.");
        Entities = builder.Connection<PageOf<Entity>, Edge<Entity>, Entity>("Entity", Entity);
        Organizations = new OrganizationTypes(builder);
        Documents = new DocumentTypes(builder);
        Declarations = new DeclarationTypes(builder);
        Attestations = new AttestationTypes(builder);
        AttestationVerdict = builder.Object<AttestationVerdict>(
            "AttestationVerdict", "What became of one posted attestation.");
        Deployments = new DeploymentTypes(builder);
        Errors = new ErrorTypes(builder);
        Lineage = new LineageTypes(builder);
        Advisories = new AdvisoryTypes(builder);
        Impact = new ImpactTypes(builder);
        Policies = new PolicyTypes(builder);
        Gates = new GateTypes(builder);
    }

    public SchemaBuilder Builder { get; }

    public EnumTypes Enums { get; }

    public Inputs Inputs { get; }

    public InterfaceType Node { get; }

    public InterfaceType Entity { get; }

    public ObjectType<ModelVersion> ModelVersion { get; }

    public ObjectType<DatasetVersion> DatasetVersion { get; }

    public ObjectType<LabelSet> LabelSet { get; }

    public ObjectType<AiSystemVersion> AiSystemVersion { get; }

    public ObjectType<SoftwareComponent> SoftwareComponent { get; }

    public ObjectType<LabelingRecord> Labeling { get; }

    public ObjectType<IdentityConflict> IdentityConflict { get; }

    public EnumType<CompletenessRelation> CompletenessRelation { get; }

    public ObjectType<DeclarationRecord> Mention { get; }

    public SameAsTypes SameAs { get; }

    public ObjectType<DigestMatch> DigestMatch { get; }

    public ConnectionTypes<PageOf<Entity>, Edge<Entity>> Entities { get; }

    public OrganizationTypes Organizations { get; }

    public DocumentTypes Documents { get; }

    public DeclarationTypes Declarations { get; }

    public AttestationTypes Attestations { get; }

    public ObjectType<AttestationVerdict> AttestationVerdict { get; }

    public DeploymentTypes Deployments { get; }

    public ErrorTypes Errors { get; }

    public LineageTypes Lineage { get; }

    public AdvisoryTypes Advisories { get; }

    public ImpactTypes Impact { get; }

    public PolicyTypes Policies { get; }

    public GateTypes Gates { get; }
}
