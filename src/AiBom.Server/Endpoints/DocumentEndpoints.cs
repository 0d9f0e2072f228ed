using AiBom.Domain;
using AiBom.Registry;
using AiBom.Registry.Gates;
using AiBom.Registry.Ingestion;
using AiBom.Server.Access;
using AiBom.Server.Options;
using AiBom.Storage.Reads;

namespace AiBom.Server.Endpoints;

/// <summary>
/// <c>POST /v1/documents</c>: a document, alone or as <c>multipart/form-data</c> with its evidence and artifacts; and
/// <c>GET /v1/documents/sha256/{hex}</c>: the original bytes.
/// </summary>
internal static class DocumentEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/documents", PostAsync);
        routes.MapGet("/documents/sha256/{hex}", GetAsync);
    }

    private static async Task<IResult> PostAsync(
        HttpContext context,
        AibomRegistry registry,
        RegistryIdentity identity,
        AibomOptions options,
        string? policyId,
        string? ingestPolicyId,
        string? dryRun,
        CancellationToken cancellationToken)
    {
        // Before anything is recorded: a pipeline that asks by a policy that is not there gets no answer at all.
        if (registry.Policies.Current.FindGate(policyId) is not { } policy)
        {
            return Unknown(policyId, "by which gates decide");
        }

        if (dryRun is not (null or "true" or "false"))
        {
            return Problem.Result(
                StatusCodes.Status400BadRequest, "MALFORMED_REQUEST", "'dryRun' is 'true' or 'false'.");
        }

        if (ingestPolicyId is not null && !registry.Ingestion.CanJudgeBy(ingestPolicyId))
        {
            return Unknown(ingestPolicyId, "by which submissions are taken");
        }

        // What is posted for a dry run is hashed and forgotten, the artifacts too.
        PostedSubmission posted = await SubmissionReader.ReadAsync(
            context.Request,
            AccessControl.ActorOf(context),
            dryRun is "true" ? null : registry.Store.Blobs,
            options,
            cancellationToken);
        if (posted.Refusal is not null)
        {
            return posted.Refusal;
        }

        Verdict verdict = await registry.Ingestion.IngestAsync(
            posted.Submission! with { IsDryRun = dryRun is "true", IngestPolicy = ingestPolicyId }, cancellationToken);
        Gate gate = await registry.Gates.EvaluateAsync(verdict, policy, cancellationToken);
        return Results.Json(
            VerdictJson.Of(verdict, gate, identity), CanonicalJson.Options, statusCode: StatusOf(verdict));
    }

    private static async Task<IResult> GetAsync(
        string hex, HttpContext context, AibomRegistry registry, CancellationToken cancellationToken)
    {
        if (!Digest.TryParseHex(hex, out Digest? digest))
        {
            return Problem.Result(
                StatusCodes.Status400BadRequest, "DIGEST_INVALID", "A digest has 64 lowercase hexadecimal digits.");
        }

        var submissions = await registry.Store.Reads.Submissions.ByDocumentAsync([digest], cancellationToken);
        SubmissionRecord? submission = submissions[digest].FirstOrDefault();
        if (submission is null)
        {
            return Problem.Result(StatusCodes.Status404NotFound, "NOT_FOUND", $"No document {digest} was recorded.");
        }

        return OriginalBytes.Send(context, registry.Store.Blobs, digest);
    }

    private static IResult Unknown(string? policy, string what) => Problem.Result(
        StatusCodes.Status400BadRequest,
        "POLICY_UNKNOWN",
        $"There is no policy '{FindingLimits.Cut(policy)}' {what}.");

    /// <summary>The status of each verdict; the README lists them.</summary>
    private static int StatusOf(Verdict verdict) => verdict switch
    {
        { Status: SubmissionStatus.Conflict } => StatusCodes.Status409Conflict,

        // Also where it is repeated: no pipeline may take a second try for a pass.
        { Status: SubmissionStatus.Quarantined or SubmissionStatus.Rejected } =>
            StatusCodes.Status422UnprocessableEntity,
        { IsRepeated: true } or { Receipt: null } => StatusCodes.Status200OK,
        _ => StatusCodes.Status201Created,
    };
}
