using System.Text;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;
using AiBom.Registry.Gates;
using AiBom.Registry.Ingestion;

namespace AiBom.Server.Schema;

/// <summary><c>ingestLineageEvent</c>: a run event of OpenLineage is a document like any other.</summary>
internal static class LineageEventMutation
{
    private const string MediaType = "application/vnd.openlineage+json";

    public static void Declare(SchemaTypes types, ObjectType<IngestAibomPayload> payload) => types.Builder.Mutation
        .Field(
            "ingestLineageEvent",
            "Submits a run event of OpenLineage. A run that is complete made its outputs of its inputs; of others only "
            + "the run is recorded. The same event again gives the same receipt.",
            payload.NonNull())
        .Argument("input", "The event.", types.Builder
            .InputObject("IngestLineageEventInput", "A run event of OpenLineage.")
            .Field(
                "event",
                "The text of the event, in JSON; its UTF-8 bytes are what is hashed and verified.",
                Scalars.String.NonNull())
            .Field(
                "policyId",
                $"The policy of the gate; `{PolicySet.Default}` where it is absent.",
                Scalars.String)
            .Field(
                "dryRun",
                "Whether only the verdict is wanted, and nothing is to be recorded.",
                Scalars.Boolean.NonNull(),
                false)
            .NonNull())
        .Resolve(IngestAsync);

    private static async Task<IngestAibomPayload> IngestAsync(ResolveContext context, object root)
    {
        AibomRequest request = context.State<AibomRequest>();
        IngestLineageEventInput input = context.Argument<IngestLineageEventInput>("input");
        PolicyVersion policy = request.Registry.Policies.Current.FindGate(input.PolicyId)
            ?? throw new GraphQLException(
                $"There is no policy '{Domain.FindingLimits.Cut(input.PolicyId)}'.", "POLICY_UNKNOWN");
        Verdict verdict = await request.Registry.Ingestion.IngestAsync(
            new Submission(Encoding.UTF8.GetBytes(input.Event), MediaType, request.Actor)
            {
                IsDryRun = input.DryRun,
            },
            context.CancellationToken);
        request.SeeOwnWrite();
        return new IngestAibomPayload(verdict, policy);
    }
}

/// <summary>The coerced <c>IngestLineageEventInput</c>.</summary>
internal sealed record IngestLineageEventInput(string Event, string? PolicyId, bool DryRun);
