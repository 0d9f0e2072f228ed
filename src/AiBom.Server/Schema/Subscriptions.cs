using System.Diagnostics;
using System.Runtime.CompilerServices;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;
using AiBom.Lineage;
using AiBom.Registry.Incidents;
using AiBom.Storage.Reads;

namespace AiBom.Server.Schema;

/// <summary>
/// <c>newlyAffected</c>, <c>advisoryOpened</c>, <c>aibomRecorded</c>. Each follows the journal by a cursor of its own,
/// from the moment at which it is asked for.
/// </summary>
internal static class Subscriptions
{
    /// <summary>The most teams that one subscription names.</summary>
    private const int MaxTeams = 100;

    private const string AfterText =
        "The journal entry after which to begin, such as that of the last event that arrived; absent for now.";

    public static void Declare(SchemaTypes types)
    {
        types.Builder.Subscription.Field(
            "newlyAffected",
            "What becomes affected by an advisory from now on, each thing once. Ends when the advisory is retracted.",
            DeclareNewlyAffected(types).NonNull())
            .Argument("advisory", "Its number, such as `ADV-1`.", Scalars.String.NonNull())
            .Argument(
                "includeExisting",
                "Whether what is affected already comes first: then nothing can fall between an `impact` and this.",
                Scalars.Boolean.NonNull(),
                false)
            .Subscribe(context => NewlyAffectedAsync(
                context.State<AibomRequest>().Registry.Incidents.Watch(context.Argument<string>("advisory")),
                context.Argument<bool>("includeExisting"),
                context.CancellationToken));
        types.Builder.Subscription.Field(
            "advisoryOpened",
            "Every advisory that is reported, in order.",
            types.Advisories.Advisory.NonNull())
            .Argument(
                "teams",
                "Only what affects or may affect something that one of these owners runs; absent for all.",
                Scalars.String.NonNull().List())
            .Argument("after", AfterText, Scalars.Long)
            .Subscribe(AdvisoryOpened);
        types.Builder.Subscription.Field(
            "aibomRecorded",
            "Every bill of materials that is recorded, in order, quarantined ones included.",
            types.Documents.Aibom.NonNull())
            .Argument("after", AfterText, Scalars.Long)
            .Subscribe(context => context.State<AibomRequest>().Registry.Records.SubmissionsAsync(
                After(context), context.CancellationToken));
    }

    private static ObjectType<NewlyAffected> DeclareNewlyAffected(SchemaTypes types)
    {
        ObjectType<NewlyAffected> type = types.Builder.Object<NewlyAffected>(
            "NewlyAffected", "Something became affected by an advisory.");
        type.Field("advisory", "By what.", types.Advisories.Advisory.NonNull(), own => own.Advisory);
        type.Field("affected", "What, and by which path.", types.Impact.Affected.NonNull(), own => own.Affected);
        type.Field(
            "deployments",
            "Active deployments in which it runs, each as it stands.",
            types.Impact.Deployment.NonNull().List().NonNull(),
            own => own.Deployments);
        type.Field(
            "sequence",
            "The journal entry as of which this holds; what several entries brought may be told as of the last.",
            Scalars.Long.NonNull(),
            own => own.Sequence);
        return type;
    }

    private static async IAsyncEnumerable<NewlyAffected> NewlyAffectedAsync(
        AffectedWatch watch,
        bool includeExisting,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        AdvisorySubjects subjects = await watch.BeginAsync(includeExisting, cancellationToken);
        if (subjects is not AdvisorySubjects.Known)
        {
            RequestError error = ErrorTypes.Of(subjects);
            throw new GraphQLException(error.Message, error.Code);
        }

        while (!watch.IsOver)
        {
            // No local: it would keep the news and their graph for as long as there are no others.
            foreach (NewlyAffected affected in Read(await watch.NextAsync(cancellationToken)))
            {
                yield return affected;
            }
        }
    }

    private static IEnumerable<NewlyAffected> Read(AffectedNews news) => news switch
    {
        AffectedNews.Newly newly => newly.Nodes.Select(node => NewlyAffected.Of(newly, node)),
        AffectedNews.Retracted => [],
        AffectedNews.Cut => throw new GraphQLException(
            $"More than {LineageLimits.Nodes} things are affected, too many to tell who is new.", "ANSWER_TRUNCATED"),
        _ => throw new UnreachableException(),
    };

    private static IAsyncEnumerable<AdvisoryRecord> AdvisoryOpened(ResolveContext context)
    {
        string[] teams = context.Argument<string[]?>("teams") ?? [];
        return teams.Length > MaxTeams
            ? throw new GraphQLException(
                $"At most {MaxTeams} teams can be given, not {teams.Length}.", "ARGUMENT_INVALID")
            : context.State<AibomRequest>().Registry.Incidents.AdvisoriesAsync(
                After(context), [.. teams], context.CancellationToken);
    }

    private static long After(ResolveContext context) =>
        context.Argument<long?>("after") ?? context.State<AibomRequest>().Registry.Lineage.Current.Sequence;
}

/// <summary>An event of <c>newlyAffected</c>.</summary>
internal sealed record NewlyAffected(
    AdvisoryRecord Advisory, AffectedEntity Affected, IEnumerable<DeploymentExposure> Deployments, long Sequence)
{
    public static NewlyAffected Of(AffectedNews.Newly news, LineageNode node) => new(
        news.Advisory,
        new AffectedEntity(node, news.Impact.Entities),
        news.Impact.Deployments.Where(exposure => exposure.Models.Any(deployed => deployed.Model == node.Id)),
        news.Impact.Lineage.Sequence);
}
