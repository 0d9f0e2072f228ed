namespace AiBom.Storage.Reads;

/// <summary>
/// All reads, by topic. Every one takes many keys and answers in one go; what is not found is not in the answer.
/// </summary>
public sealed class RegistryReads
{
    internal RegistryReads(ReadSource source)
    {
        Entities = new EntityReads(source);
        Identity = new IdentityReads(source);
        Documents = new DocumentReads(source);
        Statements = new StatementReads(source);
        Submissions = new SubmissionReads(source);
        Versions = new VersionReads(source);
        Attestations = new AttestationReads(source);
        Organizations = new OrganizationReads(source);
        Deployments = new DeploymentReads(source);
        Advisories = new AdvisoryReads(source);
        Integrity = new IntegrityReads(source);
        Policies = new PolicyReads(source);
        Lineage = new LineageReads(source);
    }

    /// <summary>Identity keys and what they name, by id, key, digest, name and package URL.</summary>
    public EntityReads Entities { get; }

    /// <summary>Who says that keys name one thing, and what a key may name.</summary>
    public IdentityReads Identity { get; }

    /// <summary>What documents say of entities beside their edges: mentions, files, organizations, labelings.</summary>
    public DocumentReads Documents { get; }

    /// <summary>The statements behind edges.</summary>
    public StatementReads Statements { get; }

    /// <summary>Submissions and their receipts.</summary>
    public SubmissionReads Submissions { get; }

    /// <summary>Which submissions are versions of one document.</summary>
    public VersionReads Versions { get; }

    /// <summary>Attestations, and the evidence behind statements.</summary>
    public AttestationReads Attestations { get; }

    /// <summary>Organizations, their names and signers; access tokens; stored artifacts.</summary>
    public OrganizationReads Organizations { get; }

    /// <summary>Deployments and what ran in them when.</summary>
    public DeploymentReads Deployments { get; }

    /// <summary>Advisories.</summary>
    public AdvisoryReads Advisories { get; }

    /// <summary>What stopped submissions.</summary>
    public IntegrityReads Integrity { get; }

    /// <summary>Policies.</summary>
    public PolicyReads Policies { get; }

    /// <summary>What the lineage graph is loaded from.</summary>
    public LineageReads Lineage { get; }
}
