using AiBom.Domain;
using AiBom.Registry;
using AiBom.Server.Access;
using AiBom.Server.Options;
using AiBom.Storage.Blobs;

namespace AiBom.Server.Endpoints;

/// <summary>
/// <c>/v1/artifacts/sha256/{hex}</c>: bytes in, hashed on the way and refused where they are others; bytes out only
/// where that is switched on.
/// </summary>
internal static class ArtifactEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPut("/artifacts/sha256/{hex}", PutAsync);
        routes.MapGet("/artifacts/sha256/{hex}", GetAsync);
    }

    private static async Task<IResult> PutAsync(
        string hex,
        HttpContext context,
        AibomRegistry registry,
        AibomOptions options,
        CancellationToken cancellationToken)
    {
        if (!Digest.TryParseHex(hex, out Digest? digest))
        {
            return Malformed();
        }

        BlobWrite write = await registry.Store.Blobs.WriteAsync(
            context.Request.Body, digest, options.MaxArtifactBytes, cancellationToken);
        switch (write)
        {
            case BlobWrite.Mismatch mismatch:
                return Problem.Result(
                    StatusCodes.Status422UnprocessableEntity,
                    FindingCodes.DigestMismatch,
                    $"The bytes hash to {mismatch.Observed}, not to {mismatch.Expected}; nothing was kept.");
            case BlobWrite.TooLong tooLong:
                return Problem.Result(
                    StatusCodes.Status413PayloadTooLarge,
                    FindingCodes.SizeExceeded,
                    $"An artifact has at most {tooLong.MaxLength} bytes.");
            case BlobWrite.Stored stored:
                bool isNew = await registry.RecordArtifactAsync(
                    stored, AccessControl.ActorOf(context), cancellationToken);
                return Results.Json(
                    new { digest = stored.Digest, length = stored.Length },
                    CanonicalJson.Options,
                    statusCode: isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static async Task<IResult> GetAsync(
        string hex, AibomRegistry registry, AibomOptions options, CancellationToken cancellationToken)
    {
        if (!Digest.TryParseHex(hex, out Digest? digest))
        {
            return Malformed();
        }

        if (!options.ReadArtifacts)
        {
            return Problem.Result(
                StatusCodes.Status403Forbidden,
                "READING_OFF",
                "Reading artifacts back is off; the setting Aibom:ReadArtifacts switches it on.");
        }

        var known = await registry.Store.Reads.Organizations.ArtifactLengthsAsync([digest], cancellationToken);
        return known.Count > 0 && registry.Store.Blobs.OpenRead(digest) is { } content
            ? Results.Stream(content, "application/octet-stream")
            : Problem.Result(StatusCodes.Status404NotFound, "NOT_FOUND", $"No artifact {digest} was uploaded.");
    }

    private static IResult Malformed() => Problem.Result(
        StatusCodes.Status400BadRequest, "DIGEST_INVALID", "A digest has 64 lowercase hexadecimal digits.");
}
