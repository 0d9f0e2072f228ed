using AiBom.Domain;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;
using AiBom.Lineage;
using AiBom.Registry.Incidents;

namespace AiBom.Server.Schema;

/// <summary>
/// <c>type Impact</c>: the answer to an incident question, each of its lists a connection of its own.
/// </summary>
internal sealed class ImpactTypes
{
    public ImpactTypes(SchemaBuilder builder)
    {
        Impact = builder.Object<ImpactAssessment>(
            "Impact", "What a compromise means. Affected and possibly affected are never mixed.");
        Affected = builder.Object<AffectedEntity>("AffectedEntity", "An entity to which a recorded path leads.");
        Possible = builder.Object<PossiblyAffected>(
            "PossiblyAffectedEntity", "An entity whose lineage may lead there.");
        Deployment = builder.Object<DeploymentExposure>(
            "DeploymentExposure", "How a deployment stands: as its worst model does.");
        Model = builder.Object<DeployedModel>(
            "DeployedModel", "A model that runs in a deployment, with its own verdict.");
        Past = builder.Object<PastExposure>(
            "PastExposure", "An affected model ran in a deployment and no longer does.");
        System = builder.Object<SystemExposure>(
            "SystemExposure", "How an AI system stands: as its worst deployment does.");
        Owner = builder.Object<OwnerExposure>("OwnerExposure", "Who has to act, and on what.");
        AffectedPage = builder.Connection<PageOf<AffectedEntity>, Edge<AffectedEntity>, AffectedEntity>(
            "AffectedEntity", Affected);
        PossiblePage = builder.Connection<PageOf<PossiblyAffected>, Edge<PossiblyAffected>, PossiblyAffected>(
            "PossiblyAffectedEntity", Possible);
        DeploymentPage = builder.Connection<PageOf<DeploymentExposure>, Edge<DeploymentExposure>, DeploymentExposure>(
            "DeploymentExposure", Deployment);
        PastPage = builder.Connection<PageOf<PastExposure>, Edge<PastExposure>, PastExposure>("PastExposure", Past);
        Doubt = builder.Enum<Doubt>("Doubt", "Why something is possibly affected.")
            .Describe(Schema.Doubt.DerivationUnknown, "What it was derived from is declared unknown.")
            .Describe(Schema.Doubt.DerivationIncomplete, "Not all it was derived from is listed.")
            .Describe(Schema.Doubt.TrainingDataUnknown, "What it was trained on is declared unknown.")
            .Describe(Schema.Doubt.TrainingDataIncomplete, "Not all it was trained on is listed.")
            .Describe(Schema.Doubt.Inherited, "Something upstream is possibly affected.")
            .Describe(
                Schema.Doubt.IdentityAmbiguous, "It is said to be something affected, and the record cannot tell.")
            .Describe(Schema.Doubt.SearchCut, "The search was cut before it could tell.");
        Warning = builder.Enum<ImpactWarning>("ImpactWarning", "What a reader of an incident answer must know.")
            .Describe(
                ImpactWarning.IncidentQueryWithAssuranceFilter,
                "An assurance filter narrows an incident question: what rests on somebody's word alone is left out.")
            .Describe(ImpactWarning.AnswerTruncated, "A bound cut the answer: there may be more.");
    }

    public ObjectType<ImpactAssessment> Impact { get; }

    public ObjectType<AffectedEntity> Affected { get; }

    public ObjectType<PossiblyAffected> Possible { get; }

    public ObjectType<DeploymentExposure> Deployment { get; }

    public ObjectType<DeployedModel> Model { get; }

    public ObjectType<PastExposure> Past { get; }

    public ObjectType<SystemExposure> System { get; }

    public ObjectType<OwnerExposure> Owner { get; }

    public ConnectionTypes<PageOf<AffectedEntity>, Edge<AffectedEntity>> AffectedPage { get; }

    public ConnectionTypes<PageOf<PossiblyAffected>, Edge<PossiblyAffected>> PossiblePage { get; }

    public ConnectionTypes<PageOf<DeploymentExposure>, Edge<DeploymentExposure>> DeploymentPage { get; }

    public ConnectionTypes<PageOf<PastExposure>, Edge<PastExposure>> PastPage { get; }

    public EnumType<Doubt> Doubt { get; }

    public EnumType<ImpactWarning> Warning { get; }

    /// <summary>The single doubts of a set, in order.</summary>
    public static IEnumerable<Doubt> Split(Doubts doubts) =>
        Enum.GetValues<Doubt>().Where(doubt => doubts.HasFlag((Doubts)(int)doubt));

    public void Declare(SchemaTypes types)
    {
        DeclareEntities(types);
        DeclareDeployments(types);
        DeclareImpactEntities(types);
        DeclareImpactDeployments();
        DeclareFrame(types);
    }

    private void DeclareEntities(SchemaTypes types)
    {
        Affected.Field("entity", "The entity.", types.Entity.NonNull()).ResolveEntity(own => own.Node.Id);
        Affected.Field("distance", "Edges on the shortest path.", Scalars.Int.NonNull(), own => own.Node.Distance);
        Affected.Field(
            "assurance",
            "The best over all paths of the weakest edge of a path.",
            types.Enums.Assurance.NonNull(),
            own => own.Node.Assurance);
        Affected.Field(
            "path",
            "A shortest path from it up to the compromised, with who says so.",
            types.Lineage.Edge.NonNull().List().NonNull(),
            own => own.Answer.WitnessPath(own.Node.Id));
        Possible.Field("entity", "The entity.", types.Entity.NonNull()).ResolveEntity(own => own.Id);
        Possible.Field("reasons", "Why.", Doubt.NonNull().List().NonNull(), own => Split(own.Reasons));
        Possible.Field("via", "The direct sources that bring the doubt.", types.Entity.NonNull().List().NonNull())
            .ResolveEntities(own => own.Via);
        Possible.Field(
            "createdBeforeSeed",
            "Whether it is said to be older than everything compromised: a hint, for the time is not proved.",
            Scalars.Boolean.NonNull(),
            own => own.CreatedBeforeSeed);
        AffectedPage.Connection.Field(
            "totalCount", "The length of the whole list.", Scalars.Int, page => page.TotalCount);
        PossiblePage.Connection.Field(
            "totalCount", "The length of the whole list.", Scalars.Int, page => page.TotalCount);
        DeploymentPage.Connection.Field(
            "totalCount", "The length of the whole list.", Scalars.Int, page => page.TotalCount);
        PastPage.Connection.Field("totalCount", "The length of the whole list.", Scalars.Int, page => page.TotalCount);
    }

    private void DeclareDeployments(SchemaTypes types)
    {
        Model.Field("model", "The model.", types.Entity.NonNull()).ResolveEntity(own => own.Model);
        Model.Field("exposure", "Its verdict.", types.Enums.Exposure.NonNull(), own => own.Exposure);
        Model.Field("interval", "Since when it runs.", types.Deployments.Interval.NonNull(), own => own.Interval);
        Deployment.Field(
            "deployment", "The deployment.", types.Deployments.Deployment.NonNull(), own => own.Deployment);
        Deployment.Field("exposure", "The verdict.", types.Enums.Exposure.NonNull(), own => own.Exposure);
        Deployment.Field("models", "What runs in it.", Model.NonNull().List().NonNull(), own => own.Models);
        Past.Field("deployment", "The deployment.", types.Deployments.Deployment.NonNull(), own => own.Deployment);
        Past.Field("model", "The affected model.", types.Entity.NonNull()).ResolveEntity(own => own.Model);
        Past.Field("from", "The first instant.", Scalars.DateTime.NonNull(), own => own.Interval.From);
        Past.Field(
            "until", "The first instant at which it no longer ran.", Scalars.DateTime, own => own.Interval.Until);
        System.Field("system", "Its name.", Scalars.String.NonNull(), own => own.System);
        System.Field("exposure", "The verdict.", types.Enums.Exposure.NonNull(), own => own.Exposure);
        System.Field("affectedBy", "Its affected models.", types.Entity.NonNull().List().NonNull())
            .ResolveEntities(own => own.ModelsWith(Exposure.Affected));
        System.Field("possiblyAffectedBy", "Its possibly affected models.", types.Entity.NonNull().List().NonNull())
            .ResolveEntities(own => own.ModelsWith(Exposure.PossiblyAffected));
        System.Field(
            "unaffected", "Its models that are not affected as recorded.", types.Entity.NonNull().List().NonNull())
            .ResolveEntities(own => own.ModelsWith(Exposure.NotAffectedAsRecorded));
        System.Field(
            "deployments", "Its active deployments.", Deployment.NonNull().List().NonNull(), own => own.Deployments);
        Owner.Field(
            "owner", "The team; null for deployments that nobody answers for.", Scalars.String, own => own.Owner);
        Owner.Field(
            "affected", "Its affected deployments.", Deployment.NonNull().List().NonNull(), own => own.Affected);
        Owner.Field(
            "possiblyAffected",
            "Its possibly affected deployments.",
            Deployment.NonNull().List().NonNull(),
            own => own.PossiblyAffected);
    }

    private void DeclareImpactEntities(SchemaTypes types)
    {
        Impact.Field("seeds", "The compromised.", types.Entity.NonNull().List().NonNull())
            .ResolveEntities(own => own.Entities.Seeds);
        Impact.Field(
            "affected",
            "What a recorded path leads to, nearest first; without the seeds.",
            AffectedPage.Connection.NonNull())
            .Paged()
            .Resolve((context, own) => Paging.Slice(
                context,
                [.. own.Entities.Affected.Select(node => new AffectedEntity(node, own.Entities))],
                affected => SortKey.Of(affected.Node)));
        Impact.Field(
            "possiblyAffected",
            "What may be affected: its lineage is unknown or incomplete.",
            PossiblePage.Connection.NonNull())
            .Paged()
            .Resolve((context, own) => Paging.Slice(
                context,
                [.. own.Entities.PossiblyAffected.OrderBy(possible => possible.Id)],
                possible => SortKey.Of(possible.Id)));
        Impact.Field(
            "evaluationOnly",
            "Models only tested on something affected: their weights are not, their results need repeating.",
            types.Lineage.Edges.Connection.NonNull())
            .Paged()
            .Resolve((context, own) => EdgesOf(context, own.Entities.EvaluationOnly));
        Impact.Field(
            "successorHints",
            "What replaces something affected and is not affected itself, on whose word.",
            types.Lineage.Edges.Connection.NonNull())
            .Paged()
            .Resolve((context, own) => EdgesOf(context, own.Entities.SuccessorHints));
        Impact.Field(
            "excludedByAssurance",
            "What is affected without the assurance filter and not with it.",
            types.Entities.Connection.NonNull())
            .Paged()
            .Resolve((context, own) => EntityPage.ReadAsync(context, own.Entities.ExcludedByAssurance.Entities));
    }

    private void DeclareImpactDeployments()
    {
        void Active(string name, string description, Exposure exposure) =>
            Impact.Field(name, description, DeploymentPage.Connection.NonNull())
                .Paged()
                .Resolve((context, own) => Paging.Slice(
                    context,
                    [.. own.Deployments.Where(deployment => deployment.Exposure == exposure)],
                    deployment => deployment.Deployment.Id));

        Active("deployments", "Active deployments that are affected.", Exposure.Affected);
        Active("possiblyAffectedDeployments", "Active deployments that may be affected.", Exposure.PossiblyAffected);
        Active(
            "notAffectedDeployments",
            "Active deployments that are not affected, as far as the record goes.",
            Exposure.NotAffectedAsRecorded);
        Impact.Field("pastExposure", "Where affected models ran and no longer do.", PastPage.Connection.NonNull())
            .Paged()
            .Resolve((context, own) => Paging.Slice(
                context,
                own.PastExposure,
                past => $"{past.Deployment.Id}\n{past.Interval.From.ToCanonicalText()}.{past.Interval.Sequence:D19}"));
        Impact.Field(
            "systems",
            "The systems of active deployments, in order of their names.",
            System.NonNull().List().NonNull(),
            own => own.Systems);
        Impact.Field(
            "owners", "Who has to act, in order of their names.", Owner.NonNull().List().NonNull(), own => own.Owners);
    }

    private void DeclareFrame(SchemaTypes types)
    {
        Impact.Field(
            "completeness",
            "How whole the answer is.",
            types.Lineage.Completeness.NonNull(),
            own => own.Entities.Completeness);
        Impact.Field(
            "warnings",
            "What a reader must know.",
            Warning.NonNull().List().NonNull(),
            own => WarningsOf(own));
        Impact.Field("at", "The instant at which \"active\" is meant.", Scalars.DateTime.NonNull(), own => own.At);
        Impact.Field(
            "resultDigest",
            "A digest over what the answer lists: the same lists give the same, also after a rebuild.",
            Scalars.String.NonNull(),
            own => own.ResultDigest().ToString());
    }

    private static PageOf<LineageEdge> EdgesOf(ResolveContext context, IEnumerable<LineageEdge> edges) =>
        Paging.Slice(context, [.. edges.OrderBy(SortKey.Of, StringComparer.Ordinal)], SortKey.Of);

    private static IEnumerable<ImpactWarning> WarningsOf(ImpactAssessment impact)
    {
        if (impact.IsFiltered)
        {
            yield return ImpactWarning.IncidentQueryWithAssuranceFilter;
        }

        if (!impact.Entities.Completeness.IsComplete)
        {
            yield return ImpactWarning.AnswerTruncated;
        }
    }
}

/// <summary>An affected entity within the answer that has its path.</summary>
internal sealed record AffectedEntity(LineageNode Node, ImpactAnswer Answer);

/// <summary>One of <see cref="Doubts"/>, for a schema that has no flags.</summary>
internal enum Doubt
{
    /// <summary>See <see cref="Doubts.DerivationUnknown"/>.</summary>
    DerivationUnknown = (int)Doubts.DerivationUnknown,

    /// <summary>See <see cref="Doubts.DerivationIncomplete"/>.</summary>
    DerivationIncomplete = (int)Doubts.DerivationIncomplete,

    /// <summary>See <see cref="Doubts.TrainingDataUnknown"/>.</summary>
    TrainingDataUnknown = (int)Doubts.TrainingDataUnknown,

    /// <summary>See <see cref="Doubts.TrainingDataIncomplete"/>.</summary>
    TrainingDataIncomplete = (int)Doubts.TrainingDataIncomplete,

    /// <summary>See <see cref="Doubts.Inherited"/>.</summary>
    Inherited = (int)Doubts.Inherited,

    /// <summary>See <see cref="Doubts.IdentityAmbiguous"/>.</summary>
    IdentityAmbiguous = (int)Doubts.IdentityAmbiguous,

    /// <summary>See <see cref="Doubts.SearchCut"/>.</summary>
    SearchCut = (int)Doubts.SearchCut,
}

/// <summary>What a reader of an incident answer must know.</summary>
internal enum ImpactWarning
{
    /// <summary>An assurance filter narrows an incident question.</summary>
    IncidentQueryWithAssuranceFilter = 1,

    /// <summary>A bound cut the answer.</summary>
    AnswerTruncated,
}
