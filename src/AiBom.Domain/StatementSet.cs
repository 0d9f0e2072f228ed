using System.Collections.Immutable;

namespace AiBom.Domain;

/// <summary>
/// What one document says, as one version of one reader read it: entities and statements about them. It is stored by
/// its own digest, and a rebuild uses it as it stands rather than reading the document again.
/// </summary>
public sealed record StatementSet
{
    /// <summary>The digest of the document's original bytes.</summary>
    public required Digest Document { get; init; }

    /// <summary>The reader and its version, such as <c>cyclonedx/1</c>.</summary>
    public required string Reader { get; init; }

    /// <summary>What the document says of itself.</summary>
    public required DocumentHeader Header { get; init; }

    /// <summary>The entities that the document declares or names, in document order.</summary>
    public ImmutableArray<DeclaredEntity> Entities { get; init; } = [];

    /// <summary>The statements, in document order; they refer to <see cref="Entities"/> by position.</summary>
    public ImmutableArray<Statement> Statements { get; init; } = [];

    /// <summary>The runs that the document tells of, in document order; they refer to <see cref="Entities"/>.</summary>
    public ImmutableArray<DeclaredRun> Runs { get; init; } = [];

    /// <summary>What the document says of vulnerabilities, in document order.</summary>
    public ImmutableArray<DeclaredVulnerability> Vulnerabilities { get; init; } = [];

    /// <summary>What it claims beside its lineage, in document order.</summary>
    public ImmutableArray<DeclaredClaim> Claims { get; init; } = [];

    /// <summary>The evidence that it gives for or against its claims.</summary>
    public ImmutableArray<DeclaredEvidence> Evidence { get; init; } = [];

    /// <summary>How far requirements are met, by its word; they refer to <see cref="Claims"/> by position.</summary>
    public ImmutableArray<DeclaredAssessment> Assessments { get; init; } = [];

    /// <summary>The remarks in it, in document order.</summary>
    public ImmutableArray<DeclaredComment> Comments { get; init; } = [];
}

/// <summary>What a document says of itself.</summary>
public sealed record DocumentHeader
{
    /// <summary>The format, such as <c>CycloneDX</c>.</summary>
    public required string Format { get; init; }

    /// <summary>The version of the format, such as <c>1.7</c>.</summary>
    public required string SpecVersion { get; init; }

    /// <summary>The serial number (<c>urn:uuid:…</c>), where there is one.</summary>
    public string? SerialNumber { get; init; }

    /// <summary>The document's own version, where it states one.</summary>
    public int? Version { get; init; }

    /// <summary>When the document says it was made.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>
    /// The name of the organization in whose name the document speaks: a claim, until a registered organization has
    /// that id or name.
    /// </summary>
    public string? Publisher { get; init; }

    /// <summary>
    /// The position in <see cref="StatementSet.Entities"/> of what the document is about, if it says so.
    /// </summary>
    public int? Subject { get; init; }

    /// <summary>
    /// The phases of the subject's life in which the document was made (CycloneDX <c>metadata.lifecycles</c>).
    /// </summary>
    public ImmutableArray<string> Lifecycles { get; init; } = [];

    /// <summary>How far it may be passed on, in the Traffic Light Protocol's words (CycloneDX 1.7).</summary>
    public string? Sharing { get; init; }
}

/// <summary>One thing that a document declares or names.</summary>
public sealed record DeclaredEntity
{
    /// <summary>What it is.</summary>
    public required EntityKind Kind { get; init; }

    /// <summary>RFC 6901 pointer to where it stands.</summary>
    public required string Pointer { get; init; }

    /// <summary>The document's own handle for it (CycloneDX <c>bom-ref</c>).</summary>
    public string? BomRef { get; init; }

    /// <summary>The name space before <see cref="Name"/> (CycloneDX <c>group</c>).</summary>
    public string? Group { get; init; }

    /// <summary>The name; empty where a reference gives none.</summary>
    public string Name { get; init; } = "";

    /// <summary>The version.</summary>
    public string? Version { get; init; }

    /// <summary>The package URL as written.</summary>
    public string? PackageUrl { get; init; }

    /// <summary>
    /// A link to its place on a hub, as written, where there is no package URL; only one that
    /// <see cref="HubIdentity.TryReadLink"/> reads.
    /// </summary>
    public string? HubLink { get; init; }

    /// <summary>Free text about it.</summary>
    public string? Description { get; init; }

    /// <summary>Digests declared for the thing itself.</summary>
    public ImmutableArray<DeclaredDigest> Digests { get; init; } = [];

    /// <summary>The files it consists of.</summary>
    public ImmutableArray<DeclaredFile> Files { get; init; } = [];

    /// <summary>
    /// Content identifiers of other schemes, as written: SWHIDs and OmniBOR ids (CycloneDX 1.6). No keys of the record.
    /// </summary>
    public ImmutableArray<string> Identifiers { get; init; } = [];

    /// <summary>
    /// Whether it is said to be no part of what the document is about, only needed by it (CycloneDX 1.7); null where
    /// nothing is said.
    /// </summary>
    public bool? IsExternal { get; init; }

    /// <summary>When it was made, by the document's word.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Who made, supplied, published or labelled it.</summary>
    public ImmutableArray<OrganizationClaim> Organizations { get; init; } = [];

    /// <summary>How complete its relations are said to be; a relation that is not listed is not specified.</summary>
    public ImmutableArray<CompletenessClaim> Completeness { get; init; } = [];

    /// <summary>For a label set: when the labelling began, by the document's word.</summary>
    public DateTimeOffset? LabeledFrom { get; init; }

    /// <summary>For a label set: when the labelling ended.</summary>
    public DateTimeOffset? LabeledUntil { get; init; }

    /// <summary>
    /// Whether the document describes it (is about it, or gives its model card, pedigree or data), rather than only
    /// naming it. What no accepted document describes is a gap.
    /// </summary>
    public bool IsDescribed { get; init; }

    /// <summary><c>group/name</c>, or the name alone.</summary>
    public string QualifiedName() => string.IsNullOrEmpty(Group) ? Name : $"{Group}/{Name}";

    /// <summary><c>group/name@version</c>; without the part that is not there.</summary>
    public string QualifiedNameAndVersion() =>
        string.IsNullOrEmpty(Version) ? QualifiedName() : $"{QualifiedName()}@{Version}";

    /// <summary>
    /// The one spelling of the package URL or else of the place on a hub, normalized;
    /// null where there is neither.
    /// </summary>
    public PackageUrl? NormalizedUrl()
    {
        PackageUrl? url = null;
        if (Domain.PackageUrl.TryParse(PackageUrl, out PackageUrl? written))
        {
            url = written.Normalized(Kind);
        }
        else if (HubIdentity.TryReadLink(HubLink, out HubIdentity? place))
        {
            url = place.ToPackageUrl(Kind);
        }

        // Some generators give the repository in the package URL and the commit as the version beside it.
        return url is { Version: null }
            && HubIdentity.TryOf(url, out HubIdentity? hub)
            && Revisions.CommitOf(Version) is { } commit
                ? hub.At(commit).ToPackageUrl(Kind)
                : url;
    }

    /// <summary>
    /// The keys of the entity, strongest first: root digest of its files, its own strong digests, its package URL or
    /// its place on a hub if that carries a revision. A name is a key only where there is nothing better: with a
    /// version it is good within <paramref name="publisherScope"/>, without one only within
    /// <paramref name="document"/>.
    /// </summary>
    public ImmutableArray<IdentityKey> Keys(string publisherScope, Digest document)
    {
        var keys = new List<IdentityKey>();
        if (RootDigest.TryOf(Files, out Digest? root))
        {
            keys.Add(IdentityKey.Of(root));
        }

        keys.AddRange(Digests.Where(digest => digest.IsStrong).Select(IdentityKey.Of));
        if (NormalizedUrl() is { } url && IdentityKey.OfPackageUrl(url, Kind) is { } key)
        {
            keys.Add(key);
        }

        if (keys.Count == 0)
        {
            keys.Add(string.IsNullOrEmpty(Version) || Name.Length == 0
                ? IdentityKey.OfName(document.ToString(), Kind, $"{QualifiedName()}#{Pointer}")
                : IdentityKey.OfName(publisherScope, Kind, QualifiedNameAndVersion()));
        }

        return [.. keys.Distinct()];
    }
}

/// <summary>A file of a model or dataset, as declared.</summary>
/// <param name="Name">Its path relative to the artifact's root, with <c>/</c>.</param>
/// <param name="Digests">The declared digests; may be empty.</param>
/// <param name="Pointer">RFC 6901 pointer to where it stands.</param>
public sealed record DeclaredFile(string Name, ImmutableArray<DeclaredDigest> Digests, string Pointer);

/// <summary>An organization's part in an entity, by the document's word.</summary>
/// <param name="Role">The part.</param>
/// <param name="Name">The organization's name or id as written.</param>
/// <param name="Pointer">RFC 6901 pointer to where it stands.</param>
public sealed record OrganizationClaim(OrganizationRole Role, string Name, string Pointer);

/// <summary>How complete one relation of an entity is said to be.</summary>
/// <param name="Relation">The relation.</param>
/// <param name="Completeness">The claim.</param>
/// <param name="Pointer">RFC 6901 pointer to where it stands.</param>
public sealed record CompletenessClaim(CompletenessRelation Relation, Completeness Completeness, string Pointer);

/// <summary>One edge, as a document states it. Who claims it is the submission's matter.</summary>
/// <param name="Subject">Position of the dependent in <see cref="StatementSet.Entities"/>.</param>
/// <param name="Predicate">The edge; never <see cref="EdgeKind.SameAs"/>, which follows from an entity's keys.</param>
/// <param name="Object">Position of the source.</param>
/// <param name="Pointer">RFC 6901 pointer to where the edge stands.</param>
/// <param name="Reading">Whether it is a standard form or a reading of a tool's habit.</param>
/// <param name="Method">For a derivation, how.</param>
/// <param name="Role">For training and testing data, what for.</param>
/// <param name="Rule">The name of the rule that read it.</param>
/// <param name="Run">Position in <see cref="StatementSet.Runs"/> of the run that made the edge, if one did.</param>
/// <param name="CitedFrom">
/// The name of whom the document quotes with it (CycloneDX 1.7 <c>citations</c>); null where the document says it
/// itself.
/// </param>
public sealed record Statement(
    int Subject,
    EdgeKind Predicate,
    int Object,
    string Pointer,
    Reading Reading,
    string Rule,
    DerivationMethod? Method = null,
    DatasetRole? Role = null,
    int? Run = null,
    string? CitedFrom = null);

/// <summary>
/// Something that read things and made things: training, labelling, a merge (PROV <c>Activity</c>; a CycloneDX task, an
/// SPDX <c>build_Build</c>, a SLSA build, an OpenLineage run).
/// </summary>
public sealed record DeclaredRun
{
    /// <summary>RFC 6901 pointer to where it stands.</summary>
    public required string Pointer { get; init; }

    /// <summary>The identifier that its system gave it (CycloneDX <c>uid</c>, SLSA <c>invocationId</c>).</summary>
    public string? Id { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>What kind of run it was, in its format's words (<c>taskTypes</c>, <c>buildType</c>).</summary>
    public ImmutableArray<string> Types { get; init; } = [];

    /// <summary>When it began, by the document's word.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>Who ran it, as written: an organization, a builder's id.</summary>
    public string? PerformedBy { get; init; }

    /// <summary>The identifier of the run that it is a part of (OpenLineage <c>parent</c>).</summary>
    public string? Parent { get; init; }

    /// <summary>What it read: positions in <see cref="StatementSet.Entities"/>.</summary>
    public ImmutableArray<int> Inputs { get; init; } = [];

    /// <summary>What it made.</summary>
    public ImmutableArray<int> Outputs { get; init; } = [];
}
