using AiBom.Domain;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;
using AiBom.Lineage;
using AiBom.Registry.Catalog;

namespace AiBom.Server.Schema;

/// <summary><c>lineage</c>, <c>paths</c>, <c>descendsFrom</c>.</summary>
internal static class LineageQueries
{
    /// <summary>The most paths of one answer.</summary>
    private const int MaxPaths = 100;

    public static void Declare(SchemaTypes types)
    {
        UnionType lineage = types.Builder.Union(
            "LineageResult",
            "A lineage, or why there is none.",
            types.Lineage.Answer,
            types.Errors.NotFound,
            types.Errors.Ambiguous);
        types.Builder.Query.Field(
            "lineage", "What something was made from, or what was made from it.", lineage.NonNull())
            .Argument("of", "What is asked about.", types.Inputs.EntityReference.NonNull())
            .Argument("direction", "Which way.", types.Enums.Direction.NonNull(), Direction.Upstream)
            .Argument("maxDepth", "The largest distance; absent for none.", Scalars.Int)
            .Argument(
                "minAssurance", "The least assurance of an edge.", types.Enums.Assurance.NonNull(), Assurance.Asserted)
            .Argument(
                "edgeKinds",
                "The edges that are followed; absent for those along which a compromise always travels.",
                types.Enums.EdgeKind.NonNull().List())
            .Resolve(LineageAsync);

        UnionType paths = types.Builder.Union(
            "PathsResult",
            "Paths, or why there are none.",
            types.Lineage.Paths,
            types.Errors.NotFound,
            types.Errors.Ambiguous);
        types.Builder.Query.Field(
            "paths",
            "The simple paths by which a compromise of one thing reaches another, shortest first.",
            paths.NonNull())
            .Argument("from", "The ancestor.", types.Inputs.EntityReference.NonNull())
            .Argument("to", "The descendant.", types.Inputs.EntityReference.NonNull())
            .Argument("limit", $"The most paths, up to {MaxPaths}.", Scalars.Int.NonNull(), 10)
            .Argument(
                "minAssurance", "The least assurance of an edge.", types.Enums.Assurance.NonNull(), Assurance.Asserted)
            .Resolve(PathsAsync);

        UnionType descent = types.Builder.Union(
            "DescentResult",
            "A verdict, or why there is none.",
            types.Lineage.Descent,
            types.Errors.NotFound,
            types.Errors.Ambiguous);
        types.Builder.Query.Field("descendsFrom", "Whether one thing descends from another.", descent.NonNull())
            .Argument("model", "The descendant.", types.Inputs.EntityReference.NonNull())
            .Argument("ancestor", "The ancestor.", types.Inputs.EntityReference.NonNull())
            .Argument(
                "minAssurance", "The least assurance of an edge.", types.Enums.Assurance.NonNull(), Assurance.Asserted)
            .Argument(
                "treatUnspecifiedAsUnknown",
                "Whether a lineage of which nothing was said counts as declared unknown.",
                Scalars.Boolean.NonNull(),
                false)
            .Resolve(DescendsFromAsync);
    }

    private static async Task<object> LineageAsync(ResolveContext context, object root)
    {
        AibomRequest request = context.State<AibomRequest>();
        EntityLookup lookup = await FindAsync(context, "of");
        if (lookup is not EntityLookup.Found(int id))
        {
            return ErrorTypes.Of(lookup);
        }

        EdgeKind[]? kinds = context.Argument<EdgeKind[]?>("edgeKinds");
        int? depth = context.Argument<int?>("maxDepth");
        if (depth < 0)
        {
            throw new GraphQLException($"'maxDepth' is not negative; it was {depth}.", "ARGUMENT_INVALID");
        }

        return request.Lineage.Lineage([id], context.Argument<Direction>("direction"), new TraversalOptions
        {
            MinAssurance = context.Argument<Assurance>("minAssurance"),
            EdgeKinds = kinds is null ? EdgeKinds.Taint : EdgeKinds.Of(kinds),
            Budget = new TraversalBudget { MaxDepth = depth ?? int.MaxValue, Deadline = context.CancellationToken },
        });
    }

    private static async Task<object> PathsAsync(ResolveContext context, object root)
    {
        int limit = context.Argument<int>("limit");
        if (limit is < 1 or > MaxPaths)
        {
            throw new GraphQLException($"'limit' is between 1 and {MaxPaths}, not {limit}.", "ARGUMENT_INVALID");
        }

        EntityLookup from = await FindAsync(context, "from");
        EntityLookup to = await FindAsync(context, "to");
        return (from, to) switch
        {
            (EntityLookup.Found(int ancestor), EntityLookup.Found(int descendant)) =>
                context.State<AibomRequest>().Lineage.Paths(ancestor, descendant, limit, new TraversalOptions
                {
                    MinAssurance = context.Argument<Assurance>("minAssurance"),
                    Budget = new TraversalBudget { Deadline = context.CancellationToken },
                }),
            (EntityLookup.Found, _) => ErrorTypes.Of(to),
            _ => ErrorTypes.Of(from),
        };
    }

    private static async Task<object> DescendsFromAsync(ResolveContext context, object root)
    {
        EntityLookup model = await FindAsync(context, "model");
        EntityLookup ancestor = await FindAsync(context, "ancestor");
        return (model, ancestor) switch
        {
            (EntityLookup.Found(int descendant), EntityLookup.Found(int source)) =>
                context.State<AibomRequest>().Lineage.DescendsFrom(descendant, source, new ImpactOptions
                {
                    MinAssurance = context.Argument<Assurance>("minAssurance"),
                    TreatUnspecifiedAsUnknown = context.Argument<bool>("treatUnspecifiedAsUnknown"),
                    Budget = new TraversalBudget { Deadline = context.CancellationToken },
                }),
            (EntityLookup.Found, _) => ErrorTypes.Of(ancestor),
            _ => ErrorTypes.Of(model),
        };
    }

    private static Task<EntityLookup> FindAsync(ResolveContext context, string argument) =>
        context.State<AibomRequest>().FindAsync(
            context.Argument<EntityReferenceInput>(argument).ToReference(), context.CancellationToken);
}
