using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;
using AiBom.Storage.Reads;

namespace AiBom.Server.Schema;

/// <summary><c>type Deployment</c> and <c>type DeploymentInterval</c>, and the queries that lead to them.</summary>
internal sealed class DeploymentTypes
{
    public DeploymentTypes(SchemaBuilder builder)
    {
        Deployment = builder.Object<DeploymentRecord>(
            "Deployment", "A slot in which models run, one at a time unless traffic is split.");
        Interval = builder.Object<IntervalRecord>(
            "DeploymentInterval",
            "That a model runs in a deployment, half-open: from its first instant until before its end.");
        Connection = builder.Connection<PageOf<DeploymentRecord>, Edge<DeploymentRecord>, DeploymentRecord>(
            "Deployment", Deployment);
    }

    public ObjectType<DeploymentRecord> Deployment { get; }

    public ObjectType<IntervalRecord> Interval { get; }

    public ConnectionTypes<PageOf<DeploymentRecord>, Edge<DeploymentRecord>> Connection { get; }

    public void Declare(SchemaTypes types)
    {
        Deployment.Implementing(types.Node);
        Deployment.Field(
            "id", "The global id.", Scalars.Id.NonNull(), deployment => GlobalId.Of("Deployment", deployment.Id));
        Deployment.Field(
            "deploymentId", "The id it was recorded under.", Scalars.String.NonNull(), deployment => deployment.Id);
        Deployment.Field(
            "environment", "Where it runs.", types.Enums.Environment.NonNull(), deployment => deployment.Environment);
        Deployment.Field("owner", "The team that answers for it.", Scalars.String, deployment => deployment.Owner);
        Deployment.Field(
            "system", "The AI system that it belongs to.", Scalars.String, deployment => deployment.System);
        Deployment.Field(
            "intervals", "Everything that ever ran in it, earliest first.", Interval.NonNull().List().NonNull())
            .ResolveBatch(IntervalsAsync);
        Deployment.Field("running", "What runs in it at an instant.", Interval.NonNull().List().NonNull())
            .Argument("at", "The instant; now where it is absent.", Scalars.DateTime)
            .ResolveBatch(async (context, deployments) =>
            {
                DateTimeOffset at = context.Argument<DateTimeOffset?>("at")
                    ?? context.State<AibomRequest>().Registry.Clock.GetUtcNow();
                IEnumerable<IntervalRecord>[] all = await IntervalsAsync(context, deployments);
                return all.Select(own => own.Where(interval => interval.IsActiveAt(at))).ToArray();
            });

        Interval.Field("deployment", "The deployment.", Deployment.NonNull()).ResolveDeployment(own => own.Deployment);
        Interval.Field("model", "The model.", types.Entity.NonNull()).ResolveEntity(own => own.ModelId);
        Interval.Field("from", "The first instant.", Scalars.DateTime.NonNull(), own => own.From);
        Interval.Field(
            "until",
            "The first instant at which it no longer runs; null while it runs.",
            Scalars.DateTime,
            own => own.Until);
        Interval.Field(
            "isTrafficSplit", "Whether it runs beside others.", Scalars.Boolean.NonNull(), own => own.IsTrafficSplit);
        Interval.Field("sequence", "The journal entry that recorded it.", Scalars.Long.NonNull(), own => own.Sequence);
        DeclareQueries(types);
    }

    private void DeclareQueries(SchemaTypes types)
    {
        types.Builder.Query.Field("deployments", "Deployments, in order of their ids.", Connection.Connection.NonNull())
            .Paged()
            .Resolve(async (context, _) => Paging.OfReadAhead(
                context,
                await context.State<AibomRequest>().Registry.Store.Reads.Deployments.PageAsync(
                    Paging.After(context) ?? "",
                    Paging.ReadAhead(context),
                    context.CancellationToken),
                deployment => deployment.Id));
        types.Builder.Query.Field("deployment", "The deployment with an id; null where there is none.", Deployment)
            .Argument("deploymentId", "The id it was recorded under.", Scalars.String.NonNull())
            .Resolve(async (context, _) =>
            {
                string id = context.Argument<string>("deploymentId");
                var found = await context.State<AibomRequest>().Registry.Store.Reads.Deployments.ByIdAsync(
                    [id], context.CancellationToken);
                return found.GetValueOrDefault(id);
            });
        types.Builder.Query.Field(
            "deploymentAt", "What ran in a deployment at an instant.", Interval.NonNull().List().NonNull())
            .Argument("deploymentId", "The id it was recorded under.", Scalars.String.NonNull())
            .Argument("at", "The instant.", Scalars.DateTime.NonNull())
            .Resolve(async (context, _) =>
            {
                string id = context.Argument<string>("deploymentId");
                DateTimeOffset at = context.Argument<DateTimeOffset>("at");
                var intervals = await context.State<AibomRequest>().Registry.Store.Reads.Deployments.IntervalsAsync(
                    [id], context.CancellationToken);
                return intervals[id].Where(interval => interval.IsActiveAt(at)).ToArray();
            });
    }

    private static async Task<IEnumerable<IntervalRecord>[]> IntervalsAsync(
        ResolveContext context, IReadOnlyList<DeploymentRecord> deployments)
    {
        ILookup<string, IntervalRecord> intervals = await context.State<AibomRequest>().Registry.Store.Reads
            .Deployments.IntervalsAsync(deployments.Select(own => own.Id), context.CancellationToken);
        return [.. deployments.Select(own => intervals[own.Id])];
    }
}

/// <summary>Leads from other objects to a deployment.</summary>
internal static class DeploymentFields
{
    /// <summary>Resolves the deployment with an id.</summary>
    public static Field<T> ResolveDeployment<T>(this Field<T> field, Func<T, string> idOf)
        where T : notnull => field.ResolveBatch(async (context, parents) =>
        {
            DeploymentReads reads = context.State<AibomRequest>().Registry.Store.Reads.Deployments;
            IReadOnlyDictionary<string, DeploymentRecord> deployments = await reads.ByIdAsync(
                parents.Select(idOf).Distinct(StringComparer.Ordinal), context.CancellationToken);
            return parents.Select(parent => deployments.GetValueOrDefault(idOf(parent))).ToArray();
        });
}
