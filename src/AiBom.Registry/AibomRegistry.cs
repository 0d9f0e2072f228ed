using AiBom.Documents;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Registry.Catalog;
using AiBom.Registry.Conflicts;
using AiBom.Registry.Deployments;
using AiBom.Registry.Following;
using AiBom.Registry.Gates;
using AiBom.Registry.Identity;
using AiBom.Registry.Incidents;
using AiBom.Registry.Ingestion;
using AiBom.Registry.Organizations;
using AiBom.Storage;
using AiBom.Storage.Blobs;
using AiBom.Storage.Journal;

namespace AiBom.Registry;

/// <summary>The service without its faces: everything that can be done and asked, over one store.</summary>
public sealed class AibomRegistry : IAsyncDisposable
{
    private readonly JournalProgress progress = new();

    private AibomRegistry(
        AibomStore store, TimeProvider clock, DocumentLimits limits, string ingestPolicy, TrustedRootRegister roots)
    {
        Store = store;
        Clock = clock;
        Catalog = new EntityCatalog(store);
        Policies = new PolicyRegister(store);
        Ingestion = new AibomIngestion(store, Trust, roots, Lineage, Policies, ingestPolicy, clock, limits);
        Attestations = new AttestationIngestion(store, Trust, roots, Ingestion, clock);
        Organizations = new OrganizationRegistry(store, clock);
        Identities = new IdentityRegister(store, Catalog, Lineage);
        Deployments = new DeploymentRegister(store, Catalog, Lineage);
        Advisories = new AdvisoryRegister(store, Catalog, Lineage);
        Impact = new ImpactAssessor(store);
        Conflicts = new ConflictFinder(store);
        Gates = new GateEvaluator(
            store, Catalog, new LineageLevel(store, Lineage, progress, clock, GateLimits.Patience), clock);
        Records = new RecordFollower(store, progress);
        Incidents = new IncidentFollower(Advisories, Impact, Records, Lineage, progress, clock);
    }

    /// <summary>The record.</summary>
    public AibomStore Store { get; }

    /// <summary>The clock that everything is recorded by.</summary>
    public TimeProvider Clock { get; }

    /// <summary>The lineage graph, level with the journal.</summary>
    public LiveLineage Lineage { get; } = new();

    /// <summary>Who is trusted to speak for whom, level with the journal.</summary>
    public TrustRegister Trust { get; } = new();

    /// <summary>Finds and reads entities.</summary>
    public EntityCatalog Catalog { get; }

    /// <summary>Takes documents in.</summary>
    public AibomIngestion Ingestion { get; }

    /// <summary>Takes attestations in.</summary>
    public AttestationIngestion Attestations { get; }

    /// <summary>Registers organizations and their signers.</summary>
    public OrganizationRegistry Organizations { get; }

    /// <summary>Records who says that two keys name one thing.</summary>
    public IdentityRegister Identities { get; }

    /// <summary>Records what runs where.</summary>
    public DeploymentRegister Deployments { get; }

    /// <summary>Records what is known to be bad.</summary>
    public AdvisoryRegister Advisories { get; }

    /// <summary>Answers the incident question.</summary>
    public ImpactAssessor Impact { get; }

    /// <summary>Finds what the record contradicts itself about.</summary>
    public ConflictFinder Conflicts { get; }

    /// <summary>By what gates decide and submissions are taken, level with the journal.</summary>
    public PolicyRegister Policies { get; }

    /// <summary>Answers whether a pipeline may go on.</summary>
    public GateEvaluator Gates { get; }

    /// <summary>Hands on what is recorded from now on.</summary>
    public RecordFollower Records { get; }

    /// <summary>Tells of incidents from now on.</summary>
    public IncidentFollower Incidents { get; }

    /// <summary>Opens the store in a folder and brings graph and trust level with its journal.</summary>
    /// <param name="options">Where the store is.</param>
    /// <param name="limits">The bounds of documents.</param>
    /// <param name="ingestPolicy">The id of the policy by which submissions are taken.</param>
    /// <param name="roots">The Sigstore instances that are trusted; may be none.</param>
    /// <param name="clock">The clock that everything is recorded by.</param>
    /// <param name="cancellationToken">Ends the opening.</param>
    /// <exception cref="ArgumentException">There is no such policy.</exception>
    public static async Task<AibomRegistry> OpenAsync(
        StoreOptions options,
        DocumentLimits limits,
        string ingestPolicy,
        TrustedRootRegister roots,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        AibomStore store = await AibomStore.OpenAsync(options, clock, cancellationToken);
        var registry = new AibomRegistry(store, clock, limits, ingestPolicy, roots);
        await registry.Lineage.LoadAsync(store, cancellationToken);
        await registry.Trust.LoadAsync(store, cancellationToken);
        await registry.Policies.LoadAsync(cancellationToken);
        if (!registry.Ingestion.CanJudgeBy(ingestPolicy))
        {
            await registry.DisposeAsync();
            throw new ArgumentException(
                $"There is no policy '{ingestPolicy}' by which submissions are taken.", nameof(ingestPolicy));
        }

        await registry.progress.LoadAsync(store, cancellationToken);
        store.Journal.Observe(registry.Lineage.Follow);
        store.Journal.Observe(registry.Trust.Follow);
        store.Journal.Observe(registry.Policies.Follow);

        // Last: who hears of a step finds graph and trust level with it.
        store.Journal.Observe(registry.progress.Follow);
        return registry;
    }

    /// <summary>Records that uploaded bytes are there. The blob is durable already.</summary>
    /// <returns>Whether the record did not have them before.</returns>
    public async Task<bool> RecordArtifactAsync(
        BlobWrite.Stored stored, string actor, CancellationToken cancellationToken)
    {
        Appended<bool> appended = await Store.Journal.DecideAsync(
            async (reads, token) =>
            {
                bool isNew = (await reads.Organizations.ArtifactLengthsAsync([stored.Digest], token)).Count == 0;
                return new Decision<bool>(
                    isNew, isNew ? [new JournalDraft(actor, new ArtifactStored(stored.Digest, stored.Length))] : []);
            },
            cancellationToken);
        return appended.Answer;
    }

    /// <summary>Records a bearer token by its digest; false where it was known.</summary>
    public async Task<bool> IssueTokenAsync(
        Digest token, string holder, string actor, CancellationToken cancellationToken)
    {
        Appended<bool> appended = await Store.Journal.DecideAsync(
            async (reads, cancellation) =>
            {
                bool isNew = await reads.Organizations.TokenHolderAsync(token, cancellation) is null;
                return new Decision<bool>(
                    isNew, isNew ? [new JournalDraft(actor, new AccessTokenIssued(token, holder))] : []);
            },
            cancellationToken);
        return appended.Answer;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
