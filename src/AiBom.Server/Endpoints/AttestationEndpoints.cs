using AiBom.Domain;
using AiBom.Registry;
using AiBom.Registry.Gates;
using AiBom.Registry.Ingestion;
using AiBom.Server.Access;
using AiBom.Server.Options;
using AiBom.Storage.Reads;
using Microsoft.Net.Http.Headers;

namespace AiBom.Server.Endpoints;

/// <summary>
/// <c>POST /v1/attestations</c>: a DSSE envelope, a Sigstore bundle, or one of these a line; and
/// <c>GET /v1/attestations/sha256/{hex}</c>: the original bytes.
/// </summary>
internal static class AttestationEndpoints
{
    private static readonly string[] MediaTypes =
    [
        "application/json",
        "application/vnd.dsse.envelope.v1+json",
        "application/vnd.in-toto+json",
        "application/vnd.in-toto.bundle",
        "application/jsonl",
        "application/x-ndjson",
    ];

    /// <summary>Sigstore's media types carry a version, in either of two places.</summary>
    private const string SigstoreBundle = "application/vnd.dev.sigstore.bundle";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/attestations", PostAsync);
        routes.MapGet("/attestations/sha256/{hex}", GetAsync);
    }

    private static async Task<IResult> PostAsync(
        HttpContext context,
        AibomRegistry registry,
        RegistryIdentity identity,
        AibomOptions options,
        CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out MediaTypeHeaderValue? type)
            || !IsAttestation(type))
        {
            return Problem.Result(
                StatusCodes.Status415UnsupportedMediaType,
                "MEDIA_TYPE_UNSUPPORTED",
                $"Attestations are {string.Join(", ", MediaTypes)} or {SigstoreBundle}…; "
                + $"not '{FindingLimits.Cut(context.Request.ContentType ?? "")}'.");
        }

        RequestBody body = await RequestBody.ReadAsync(
            context.Request, "post of attestations", options.MaxBundleBytes, cancellationToken);
        if (body.Refusal is { } refusal)
        {
            return refusal.ToResult();
        }

        AttestationPosting posting = await registry.Attestations.IngestAsync(
            new AttestationSubmission(body.Content, AccessControl.ActorOf(context)), cancellationToken);
        VerdictJson?[] documents = await Task.WhenAll(posting.Attestations.Select(
            own => DocumentAsync(own.Document, registry, identity, cancellationToken)));
        return Results.Json(
            AttestationPostingJson.Of(posting, documents), CanonicalJson.Options, statusCode: StatusOf(posting));
    }

    private static async Task<VerdictJson?> DocumentAsync(
        Verdict? verdict, AibomRegistry registry, RegistryIdentity identity, CancellationToken cancellationToken)
    {
        if (verdict is null)
        {
            return null;
        }

        Gate gate = await registry.Gates.EvaluateAsync(
            verdict, registry.Policies.Current.FindGate(id: null)!, cancellationToken);
        return VerdictJson.Of(verdict, gate, identity);
    }

    private static async Task<IResult> GetAsync(
        string hex, HttpContext context, AibomRegistry registry, CancellationToken cancellationToken)
    {
        if (!Digest.TryParseHex(hex, out Digest? digest))
        {
            return Problem.Result(
                StatusCodes.Status400BadRequest, "DIGEST_INVALID", "A digest has 64 lowercase hexadecimal digits.");
        }

        ILookup<Digest, AttestationRecord> found =
            await registry.Store.Reads.Attestations.ByEnvelopeAsync([digest], cancellationToken);
        if (!found.Contains(digest))
        {
            return Problem.Result(StatusCodes.Status404NotFound, "NOT_FOUND", $"No attestation {digest} was recorded.");
        }

        return OriginalBytes.Send(context, registry.Store.Blobs, digest);
    }

    private static bool IsAttestation(MediaTypeHeaderValue type) =>
        MediaTypes.Any(known => type.MediaType.Equals(known, StringComparison.OrdinalIgnoreCase))
        || type.MediaType.StartsWith(SigstoreBundle, StringComparison.OrdinalIgnoreCase);

    /// <summary>As for documents; the worst of several decides.</summary>
    private static int StatusOf(AttestationPosting posting) => posting switch
    {
        { Status: SubmissionStatus.Conflict } => StatusCodes.Status409Conflict,
        { Status: SubmissionStatus.Quarantined or SubmissionStatus.Rejected } =>
            StatusCodes.Status422UnprocessableEntity,
        { IsRepeated: true } => StatusCodes.Status200OK,
        _ => StatusCodes.Status201Created,
    };
}
