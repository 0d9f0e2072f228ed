using AiBom.Domain;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;
using AiBom.Registry.Deployments;
using AiBom.Registry.Incidents;
using AiBom.Storage.Reads;

namespace AiBom.Server.Schema;

/// <summary><c>recordDeployment</c>, <c>endDeployment</c>, <c>reportCompromise</c>, <c>retractCompromise</c>.</summary>
internal static class OperationMutations
{
    public static void Declare(SchemaTypes types)
    {
        UnionType deployment = types.Builder.Union(
            "RecordDeploymentResult",
            "The deployment, or why nothing was recorded.",
            types.Deployments.Deployment,
            types.Errors.NotFound,
            types.Errors.Ambiguous,
            types.Errors.Invalid);
        types.Builder.Mutation.Field(
            "recordDeployment",
            "Records that a model runs in a deployment from an instant on. What ran there without an end "
            + "stops then, unless traffic is split.",
            deployment.NonNull())
            .Argument("input", "What runs where.", DeploymentInput(types).NonNull())
            .Resolve(RecordDeploymentAsync);
        UnionType ended = types.Builder.Union(
            "EndDeploymentResult",
            "The deployment, or why nothing was recorded.",
            types.Deployments.Deployment,
            types.Errors.NotFound,
            types.Errors.Invalid);
        types.Builder.Mutation.Field(
            "endDeployment", "Records that everything in a deployment stopped.", ended.NonNull())
            .Argument("deploymentId", "The deployment.", Scalars.String.NonNull())
            .Argument("at", "The first instant at which nothing runs.", Scalars.DateTime.NonNull())
            .Resolve(EndDeploymentAsync);

        UnionType report = types.Builder.Union(
            "ReportCompromiseResult",
            "The advisory, or why nothing was recorded.",
            types.Advisories.Advisory,
            types.Errors.NotFound,
            types.Errors.Ambiguous,
            types.Errors.Invalid);
        types.Builder.Mutation.Field("reportCompromise", "Reports that something is known to be bad.", report.NonNull())
            .Argument("input", "What is known.", types.Builder
                .InputObject("ReportCompromiseInput", "What is known to be bad, and who says so.")
                .Field("subjects", "What it is about.", types.Inputs.EntityReference.NonNull().List().NonNull())
                .Field("technique", "The MITRE ATLAS technique, such as `AML.T0018.000`.", Scalars.String)
                .Field("source", "Who says so, and where.", Scalars.String.NonNull())
                .Field("summary", "What happened.", Scalars.String)
                .NonNull())
            .Resolve(ReportCompromiseAsync);
        UnionType retraction = types.Builder.Union(
            "RetractCompromiseResult",
            "The advisory, or why nothing was recorded.",
            types.Advisories.Advisory,
            types.Errors.NotFound,
            types.Errors.Invalid);
        types.Builder.Mutation.Field(
            "retractCompromise",
            "Takes an advisory back. It stays in the record, with the reason.",
            retraction.NonNull())
            .Argument("advisoryId", "Such as `ADV-1`.", Scalars.String.NonNull())
            .Argument("reason", "Why.", Scalars.String.NonNull())
            .Resolve(RetractCompromiseAsync);
    }

    private static InputObjectType DeploymentInput(SchemaTypes types) => types.Builder
        .InputObject("RecordDeploymentInput", "What runs where, from when on.")
        .Field("deploymentId", "The deployment: one slot.", Scalars.String.NonNull())
        .Field("environment", "Where it runs.", types.Enums.Environment.NonNull(), DeploymentEnvironment.Production)
        .Field("owner", "The team that answers for it.", Scalars.String)
        .Field("system", "The AI system that it belongs to.", Scalars.String)
        .Field("model", "The model.", types.Inputs.EntityReference.NonNull())
        .Field("from", "The first instant.", Scalars.DateTime.NonNull())
        .Field("until", "The first instant at which it no longer runs, if known.", Scalars.DateTime)
        .Field("trafficSplit", "Whether it runs beside what ran before.", Scalars.Boolean.NonNull(), false);

    private static async Task<object> RecordDeploymentAsync(ResolveContext context, object root)
    {
        AibomRequest request = context.State<AibomRequest>();
        RecordDeploymentInput input = context.Argument<RecordDeploymentInput>("input");
        DeploymentRecording recording = await request.Registry.Deployments.RecordAsync(
            new DeploymentCommand(
                input.DeploymentId,
                input.Environment,
                input.Owner,
                input.System,
                input.Model.ToReference(),
                input.From,
                input.Until,
                input.TrafficSplit),
            request.Actor,
            context.CancellationToken);
        request.SeeOwnWrite();
        return recording switch
        {
            DeploymentRecording.ModelUnclear unclear => ErrorTypes.Of(unclear.Lookup),
            DeploymentRecording.Overlapping({ } interval) => new InvalidRequestError(
                $"Another model runs in '{interval.Deployment}' from {interval.From.ToCanonicalText()} until "
                + $"{interval.Until?.ToCanonicalText() ?? "now"}; end it first, or say that traffic is split.",
                "DEPLOYMENT_OVERLAP"),
            DeploymentRecording.Invalid(string problem) => new InvalidRequestError(problem),
            DeploymentRecording.Recorded recorded => await DeploymentAsync(context, recorded.Deployment),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static async Task<object> EndDeploymentAsync(ResolveContext context, object root)
    {
        AibomRequest request = context.State<AibomRequest>();
        DeploymentEnding ending = await request.Registry.Deployments.EndAsync(
            context.Argument<string>("deploymentId"),
            context.Argument<DateTimeOffset>("at"),
            request.Actor,
            context.CancellationToken);
        request.SeeOwnWrite();
        return ending switch
        {
            DeploymentEnding.Unknown(string id) => NotFoundError.Of("deployment", id),
            DeploymentEnding.NotRunning(string id) => new InvalidRequestError(
                $"Nothing runs in '{id}'.", "NOT_RUNNING"),
            DeploymentEnding.BeforeStart(string id, DateTimeOffset from) => new InvalidRequestError(
                $"What runs in '{id}' began at {from.ToCanonicalText()}; it cannot have ended before.", "BEFORE_START"),
            DeploymentEnding.Ended(string id) => await DeploymentAsync(context, id),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static async Task<object> ReportCompromiseAsync(ResolveContext context, object root)
    {
        AibomRequest request = context.State<AibomRequest>();
        ReportCompromiseInput input = context.Argument<ReportCompromiseInput>("input");
        CompromiseReport report = await request.Registry.Advisories.ReportAsync(
            new CompromiseCommand(
                [.. input.Subjects.Select(subject => subject.ToReference())],
                input.Technique,
                input.Source,
                input.Summary),
            request.Actor,
            context.CancellationToken);
        request.SeeOwnWrite();
        return report switch
        {
            CompromiseReport.SubjectUnclear unclear => ErrorTypes.Of(unclear.Lookup),
            CompromiseReport.Invalid(string problem) => new InvalidRequestError(problem),
            CompromiseReport.Reported(string id) => await AdvisoryAsync(context, id),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static async Task<object> RetractCompromiseAsync(ResolveContext context, object root)
    {
        AibomRequest request = context.State<AibomRequest>();
        CompromiseRetraction retraction = await request.Registry.Advisories.RetractAsync(
            context.Argument<string>("advisoryId"),
            context.Argument<string>("reason"),
            request.Actor,
            context.CancellationToken);
        return retraction switch
        {
            CompromiseRetraction.Unknown(string id) => NotFoundError.Of("advisory", id),
            CompromiseRetraction.Invalid(string problem) => new InvalidRequestError(problem),
            CompromiseRetraction.Retracted(string id) => await AdvisoryAsync(context, id),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static async Task<DeploymentRecord> DeploymentAsync(ResolveContext context, string id) =>
        (await context.State<AibomRequest>().Registry.Store.Reads.Deployments.ByIdAsync(
            [id], context.CancellationToken))[id];

    private static async Task<AdvisoryRecord> AdvisoryAsync(ResolveContext context, string id) =>
        (await context.State<AibomRequest>().Registry.Store.Reads.Advisories.ByIdAsync(
            [id], context.CancellationToken))[id];
}

/// <summary>The coerced <c>RecordDeploymentInput</c>.</summary>
internal sealed record RecordDeploymentInput(
    string DeploymentId,
    DeploymentEnvironment Environment,
    string? Owner,
    string? System,
    EntityReferenceInput Model,
    DateTimeOffset From,
    DateTimeOffset? Until,
    bool TrafficSplit);

/// <summary>The coerced <c>ReportCompromiseInput</c>.</summary>
internal sealed record ReportCompromiseInput(
    EntityReferenceInput[] Subjects, string? Technique, string Source, string? Summary);
