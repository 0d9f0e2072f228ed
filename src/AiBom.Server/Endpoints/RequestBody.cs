using AiBom.Documents.Content;
using AiBom.Domain;

namespace AiBom.Server.Endpoints;

/// <summary>
/// Reads the body of a request whole: as it is, or unpacked where its coding is gzip (RFC 9110 section 8.4). What
/// counts, is hashed and is kept are the unpacked bytes; those are what signatures are over.
/// </summary>
/// <param name="Content">The bytes; empty where it was refused.</param>
/// <param name="Refusal">Why it was refused; null where it was not.</param>
internal sealed record RequestBody(ReadOnlyMemory<byte> Content, BodyRefusal? Refusal)
{
    /// <summary>Reads a body.</summary>
    /// <param name="request">The request.</param>
    /// <param name="what">What it is, for people.</param>
    /// <param name="most">The most bytes, unpacked.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<RequestBody> ReadAsync(
        HttpRequest request, string what, int most, CancellationToken cancellationToken)
    {
        string coding = request.Headers.ContentEncoding.ToString().Trim();
        bool isPacked = coding.Equals("gzip", StringComparison.OrdinalIgnoreCase)
            || coding.Equals("x-gzip", StringComparison.OrdinalIgnoreCase);
        if (!isPacked && coding.Length > 0 && !coding.Equals("identity", StringComparison.OrdinalIgnoreCase))
        {
            // RFC 9110 section 15.5.16: the answer says which coding would have been taken.
            request.HttpContext.Response.Headers.AcceptEncoding = "gzip";
            return Refuse(
                StatusCodes.Status415UnsupportedMediaType,
                "CONTENT_ENCODING_UNSUPPORTED",
                $"A {what} is sent as it is or with Content-Encoding: gzip, not '{FindingLimits.Cut(coding)}'.");
        }

        try
        {
            ReadOnlyMemory<byte>? content = isPacked
                ? await Gzip.UnpackAsync(request.Body, most, cancellationToken)
                : await BoundedBytes.ReadAsync(request.Body, most, cancellationToken);
            if (content is { } read)
            {
                return new RequestBody(read, Refusal: null);
            }

            string unpacked = isPacked ? ", unpacked" : "";
            return Refuse(
                StatusCodes.Status413PayloadTooLarge,
                FindingCodes.SizeExceeded,
                $"A {what} has at most {most} bytes{unpacked}.");
        }
        catch (InvalidDataException damaged) when (isPacked)
        {
            return Refuse(
                StatusCodes.Status400BadRequest,
                "MALFORMED_REQUEST",
                $"The body cannot be unpacked: {damaged.Message}");
        }
    }

    private static RequestBody Refuse(int status, string code, string message) =>
        new(default, new BodyRefusal(status, code, message));
}

/// <summary>Why a body was not read.</summary>
internal sealed record BodyRefusal(int Status, string Code, string Message)
{
    public IResult ToResult() => Problem.Result(Status, Code, Message);
}
