using AiBom.Domain;
using AiBom.GraphQL.Types;
using AiBom.Lineage;
using AiBom.Storage.Reads;

namespace AiBom.Server.Schema;

/// <summary>The types of lineage answers: nodes, edges with who says so, paths, and how whole an answer is.</summary>
internal sealed class LineageTypes
{
    public LineageTypes(SchemaBuilder builder)
    {
        Node = builder.Object<LineageNode>("LineageNode", "An entity that a walk reached.");
        Edge = builder.Object<LineageEdge>(
            "LineageEdge", "An edge from a dependent to its source, with who says so and how far it is proved.");
        Claim = builder.Object<StatementRecord>("Claim", "One statement that supports an edge: somebody's words.");
        Completeness = builder.Object<AnswerCompleteness>(
            "AnswerCompleteness", "How whole an answer is, what was left out, and as of what it was given.");
        Answer = builder.Object<LineageAnswer>("Lineage", "What something was made from, or what was made from it.");
        Path = builder.Object<LineagePath>(
            "LineagePath", "A simple path, read from the descendant up to the ancestor.");
        Paths = builder.Object<PathsAnswer>("LineagePaths", "The paths between two entities, shortest first.");
        Descent = builder.Object<DescentAnswer>(
            "Descent", "Whether one entity descends from another, and how that is known.");
        Nodes = builder.Connection<PageOf<LineageNode>, Edge<LineageNode>, LineageNode>("LineageNode", Node);
        Edges = builder.Connection<PageOf<LineageEdge>, Edge<LineageEdge>, LineageEdge>("LineageEdge", Edge);
        Truncation = builder.Enum<Truncation>("Truncation", "What cut an answer.")
            .Describe(Lineage.Truncation.Depth, "The largest distance.")
            .Describe(Lineage.Truncation.Nodes, "The number of entities.")
            .Describe(Lineage.Truncation.Edges, "The number of edges.")
            .Describe(Lineage.Truncation.Time, "The time a query may take.");
        Substantiation = builder.Enum<Substantiation>(
            "Substantiation", "Whether what is said is so, apart from who says it.")
            .Describe(Schema.Substantiation.Unsubstantiated, "Nothing but somebody's word.")
            .Describe(Schema.Substantiation.Corroborated, "An independent party's signed record agrees.")
            .Describe(Schema.Substantiation.Verified, "Recomputed here, or a trusted builder's provenance says so.")
            .Describe(Schema.Substantiation.Contradicted, "Claims that stand disagree on it; see `conflicts`.");
    }

    public ObjectType<LineageNode> Node { get; }

    public ObjectType<LineageEdge> Edge { get; }

    public ObjectType<StatementRecord> Claim { get; }

    public ObjectType<AnswerCompleteness> Completeness { get; }

    public ObjectType<LineageAnswer> Answer { get; }

    public ObjectType<LineagePath> Path { get; }

    public ObjectType<PathsAnswer> Paths { get; }

    public ObjectType<DescentAnswer> Descent { get; }

    public ConnectionTypes<PageOf<LineageNode>, Edge<LineageNode>> Nodes { get; }

    public ConnectionTypes<PageOf<LineageEdge>, Edge<LineageEdge>> Edges { get; }

    public EnumType<Truncation> Truncation { get; }

    public EnumType<Substantiation> Substantiation { get; }

    public void Declare(SchemaTypes types)
    {
        DeclareEdge(types);
        DeclareClaim(types);
        DeclareCompleteness(types);
        Node.Field("entity", "The entity.", types.Entity.NonNull()).ResolveEntity(node => node.Id);
        Node.Field(
            "distance",
            "Edges on the shortest path; 0 for what was asked about.",
            Scalars.Int.NonNull(),
            node => node.Distance);
        Node.Field(
            "assurance",
            "The best over all paths of the weakest edge of a path.",
            types.Enums.Assurance.NonNull(),
            node => node.Assurance);
        Nodes.Connection.Field("totalCount", "The length of the whole list.", Scalars.Int, page => page.TotalCount);
        Edges.Connection.Field("totalCount", "The length of the whole list.", Scalars.Int, page => page.TotalCount);

        Answer.Field("nodes", "The entities, nearest first, what was asked about included.", Nodes.Connection.NonNull())
            .Paged()
            .Resolve((context, answer) => Paging.Slice(context, answer.Nodes, SortKey.Of));
        Answer.Field("edges", "The edges between them.", Edges.Connection.NonNull())
            .Paged()
            .Resolve((context, answer) => Paging.Slice(
                context, [.. answer.Edges.OrderBy(SortKey.Of, StringComparer.Ordinal)], SortKey.Of));
        Answer.Field("completeness", "How whole the answer is.", Completeness.NonNull(), answer => answer.Completeness);

        Path.Field("edges", "Its edges, from the descendant up.", Edge.NonNull().List().NonNull(), path => path.Edges);
        Path.Field("assurance", "The weakest of them.", types.Enums.Assurance.NonNull(), path => path.Assurance);
        Paths.Field("paths", "The paths found.", Path.NonNull().List().NonNull(), paths => paths.Paths);
        Paths.Field("isComplete", "Whether there are no others.", Scalars.Boolean.NonNull(), paths => paths.IsComplete);
        Paths.Field("sequence", "As of which journal entry.", Scalars.Long.NonNull(), paths => paths.Sequence);
        DeclareDescent(types);
    }

    private void DeclareEdge(SchemaTypes types)
    {
        Edge.Field("from", "The dependent.", types.Entity.NonNull()).ResolveEntity(edge => edge.Subject);
        Edge.Field("kind", "What it says.", types.Enums.EdgeKind.NonNull(), edge => edge.Kind);
        Edge.Field("to", "The source.", types.Entity.NonNull()).ResolveEntity(edge => edge.Object);
        Edge.Field(
            "assurance",
            "How far it is proved: as its best claim.",
            types.Enums.Assurance.NonNull(),
            edge => edge.Assurance);
        Edge.Field(
            "substantiation",
            "Whether it is so, apart from who says it.",
            Substantiation.NonNull())
            .ResolveBatch(async (context, edges) =>
                edges.Zip(await ConflictQueries.AreDisputedAsync(context, edges), SubstantiationOf));
        Edge.Field("claims", "Everybody who says so, best proved first.", Claim.NonNull().List().NonNull())
            .Load(Loaders.Claims, edge => edge)
            .AssumesLength(3);
        Edge.Field(
            "method",
            "How the dependent was made, by the best claim that stands and says.",
            types.Enums.DerivationMethod)
            .ResolveBatch(async (context, edges) => (await VersionTypes.StandingAsync(context, edges))
                .Select(claims => claims.Select(claim => claim.Method).FirstOrDefault(method => method is not null)));
        Edge.Field(
            "role", "What the data were used for, by the best claim that stands and says.", types.Enums.DatasetRole)
            .ResolveBatch(async (context, edges) => (await VersionTypes.StandingAsync(context, edges))
                .Select(claims => claims.Select(claim => claim.Role).FirstOrDefault(role => role is not null)));
    }

    private void DeclareClaim(SchemaTypes types)
    {
        Claim.Field(
            "claimedBy",
            "Whose words: a registered organization's id, or the poster; of a quotation, whom the document quotes.",
            Scalars.String.NonNull(),
            claim => claim.Claimant);
        Claim.Field(
            "statedBy",
            "Who stands behind the document that says so; another than `claimedBy` only where that one is quoted.",
            Scalars.String.NonNull(),
            claim => claim.StatedBy);
        Claim.Field(
            "assurance", "How far this claim is proved.", types.Enums.Assurance.NonNull(), claim => claim.Assurance);
        Claim.Field(
            "evidence",
            "What supports it beside its own signature; empty where that is all there is.",
            types.Attestations.Evidence.NonNull().List().NonNull())
            .Load(Loaders.Evidence, claim => claim)
            .AssumesLength(1);
        Claim.Field(
            "reading",
            "Whether the document has a standard form for it.",
            types.Enums.Reading.NonNull(),
            claim => claim.Reading);
        Claim.Field("rule", "The rule that read it.", Scalars.String.NonNull(), claim => claim.Rule);
        Claim.Field(
            "method",
            "How the dependent was made, by this claim.",
            types.Enums.DerivationMethod,
            claim => claim.Method);
        Claim.Field(
            "role", "What the data were used for, by this claim.", types.Enums.DatasetRole, claim => claim.Role);
        Claim.Field(
            "pointer", "Where the document says so (RFC 6901).", Scalars.String.NonNull(), claim => claim.Pointer);
        Claim.Field("aibom", "The document that says so.", types.Documents.Aibom.NonNull())
            .ResolveSubmission(claim => claim.Submission);
        Claim.Field("authenticity", "What is known of who stated it.", types.Enums.Authenticity.NonNull())
            .ResolveBatch(async (context, claims) =>
                (await Loaders.Submissions.LoadManyAsync(context, claims.Select(claim => claim.Submission)))
                .Select(submission => submission!.Authenticity));
    }

    private void DeclareCompleteness(SchemaTypes types)
    {
        Completeness.Field(
            "isComplete",
            "Whether nothing cut the answer. Says nothing of what nobody recorded: see the gaps.",
            Scalars.Boolean.NonNull(),
            own => own.IsComplete);
        Completeness.Field("truncatedBy", "What cut it first.", Truncation, own => own.TruncatedBy);
        Completeness.Field(
            "depthReached", "The largest distance in the answer.", Scalars.Int.NonNull(), own => own.DepthReached);
        Completeness.Field(
            "excludedByAssurance",
            "Edges that the answer would have without its assurance filter, and has not.",
            Scalars.Int.NonNull(),
            own => own.ExcludedByAssurance);
        Completeness.Field(
            "excludedIsAtLeast",
            "Whether the unfiltered answer was itself cut, so that more are missing.",
            Scalars.Boolean.NonNull(),
            own => own.ExcludedIsAtLeast);
        Completeness.Field(
            "unknownParentCount",
            "How many entities of the answer are named and otherwise unknown.",
            Scalars.Int.NonNull(),
            own => own.UnknownParents.Length);
        Completeness.Field(
            "unknownParents", "Those entities.", types.Entities.Connection.NonNull())
            .Paged()
            .Resolve((context, own) => EntityPage.ReadAsync(context, own.UnknownParents));
        Completeness.Field(
            "unspecifiedCount",
            "How many described entities say nothing of whether their lineage is complete.",
            Scalars.Int.NonNull(),
            own => own.UnspecifiedLineage.Length);
        Completeness.Field(
            "unspecified", "Those entities: gaps, not declared unknowns.", types.Entities.Connection.NonNull())
            .Paged()
            .Resolve((context, own) => EntityPage.ReadAsync(context, own.UnspecifiedLineage));
        Completeness.Field("sequence", "As of which journal entry.", Scalars.Long.NonNull(), own => own.Sequence);
    }

    private void DeclareDescent(SchemaTypes types)
    {
        Descent.Field(
            "exposure", "The verdict; there is no plain \"no\".", types.Enums.Exposure.NonNull(), own => own.Exposure);
        Descent.Field(
            "reasons",
            "Why it is possibly affected.",
            types.Impact.Doubt.NonNull().List().NonNull(),
            own => ImpactTypes.Split(own.Reasons));
        Descent.Field(
            "via", "The direct sources that bring the doubt.", types.Entity.NonNull().List().NonNull())
            .ResolveEntities(own => own.Via);
        Descent.Field(
            "assurance",
            "The best over all paths of the weakest edge of a path.",
            types.Enums.Assurance,
            own => own.Assurance);
        Descent.Field(
            "path",
            "A shortest path, from the descendant up; empty where there is none.",
            Edge.NonNull().List().NonNull(),
            own => own.WitnessPath);
        Descent.Field(
            "successorHints",
            "Where it does not descend from the ancestor: what it descends from that replaced it, on whose word.",
            Edge.NonNull().List().NonNull(),
            own => own.SuccessorHints);
        Descent.Field("completeness", "How whole the search was.", Completeness.NonNull(), own => own.Completeness);
    }

    /// <summary>What a trusted builder saw, nobody's word contradicts.</summary>
    private static Substantiation SubstantiationOf(LineageEdge edge, bool isDisputed) => edge.Assurance switch
    {
        Assurance.Verified => Schema.Substantiation.Verified,
        _ when isDisputed => Schema.Substantiation.Contradicted,
        Assurance.Corroborated => Schema.Substantiation.Corroborated,
        _ => Schema.Substantiation.Unsubstantiated,
    };
}

/// <summary>Whether what is said is so, apart from who says it.</summary>
internal enum Substantiation
{
    /// <summary>Nothing but somebody's word.</summary>
    Unsubstantiated = 1,

    /// <summary>An independent party's signed record agrees.</summary>
    Corroborated,

    /// <summary>Recomputed by this service, or the provenance of a trusted builder says so.</summary>
    Verified,

    /// <summary>Claims that stand disagree on it, and nobody has decided.</summary>
    Contradicted,
}
