using System.Text;
using AiBom.Domain;
using AiBom.Registry;
using AiBom.Registry.Ingestion;
using AiBom.Server.Access;
using AiBom.Server.Options;
using Microsoft.Net.Http.Headers;

namespace AiBom.Server.Endpoints;

/// <summary>
/// <c>POST /v1/hooks/k8s-aibom</c>: what k8s-aibom's webhook sink delivers, a document for each workload of a cluster.
/// 2xx says that it is durably recorded, also where it was before; 4xx that sending it again changes nothing; 5xx that
/// it may be sent again. Refusals are one short line of text, because the sender shows no more.
/// </summary>
internal static class WorkloadHook
{
    /// <summary>What the sender shows of a refusal.</summary>
    private const int RefusalBytes = 256;

    private const string DocumentType = "application/vnd.cyclonedx+json";
    private const string HashHeader = "X-Aibom-Document-Hash";
    private const string HashScheme = "sha256:";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/hooks/k8s-aibom", PostAsync);

    private static async Task<IResult> PostAsync(
        HttpContext context,
        AibomRegistry registry,
        AccessControl access,
        AibomOptions options,
        CancellationToken cancellationToken)
    {
        if (await access.AuthenticateAsync(context) is not { } poster)
        {
            return Refuse(StatusCodes.Status401Unauthorized, "A bearer token is needed.");
        }

        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out MediaTypeHeaderValue? type)
            || !type.MediaType.Equals(DocumentType, StringComparison.OrdinalIgnoreCase))
        {
            return Refuse(StatusCodes.Status415UnsupportedMediaType, $"The body is {DocumentType}.");
        }

        if (HashOf(context.Request) is not { } stated)
        {
            return Refuse(
                StatusCodes.Status400BadRequest, $"{HashHeader} is {HashScheme} and 64 lowercase hexadecimal digits.");
        }

        RequestBody body = await RequestBody.ReadAsync(
            context.Request, "document", options.MaxDocumentBytes, cancellationToken);
        if (body.Refusal is { } refusal)
        {
            return Refuse(refusal.Status, refusal.Message);
        }

        var actual = Digest.Of(body.Content.Span);
        if (actual != stated)
        {
            return Refuse(StatusCodes.Status400BadRequest, $"{HashHeader}: the body hashes to {actual}.");
        }

        Verdict verdict = await registry.Ingestion.IngestAsync(
            new Submission(body.Content, type.ToString(), poster), cancellationToken);
        int status = DocumentEndpoints.StatusOf(verdict);
        return status < StatusCodes.Status400BadRequest
            ? Text(status, $"{verdict.Status} {verdict.Document} as entry {verdict.Receipt?.Sequence}")
            : Refuse(status, Reason(verdict));
    }

    private static Digest? HashOf(HttpRequest request)
    {
        string text = request.Headers[HashHeader].ToString();
        return text.StartsWith(HashScheme, StringComparison.Ordinal)
            && Digest.TryParseHex(text[HashScheme.Length..], out Digest? digest)
                ? digest
                : null;
    }

    private static string Reason(Verdict verdict) =>
        verdict.Findings.FirstOrDefault(finding => finding.Severity is Severity.Error) is { } finding
            ? $"{verdict.Status} {finding.Code} {finding.Pointer}: {finding.Message}"
            : $"{verdict.Status}";

    private static IResult Refuse(int status, string message) => Text(status, message);

    /// <summary>One line of ASCII, cut to what the sender shows: a document may put anything into a message.</summary>
    private static IResult Text(int status, string message)
    {
        var line = new StringBuilder();
        foreach (char letter in message.Take(RefusalBytes))
        {
            line.Append(letter is >= ' ' and <= '~' ? letter : '?');
        }

        return Results.Text(line.ToString(), "text/plain", Encoding.ASCII, status);
    }
}
