using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace AiBom.GraphQL.Http;

/// <summary>Reads the request of a POST, up to the bound.</summary>
internal static class BodyReader
{
    public static async ValueTask<RequestResult> ReadAsync(
        HttpRequest request,
        GraphQLHttpLimits limits,
        CancellationToken cancellationToken)
    {
        if (CheckContentType(request) is { } unsupported)
        {
            return unsupported;
        }

        if (request.ContentLength > limits.MaxBodyBytes)
        {
            return TooLarge(limits);
        }

        PipeReader body = request.BodyReader;
        while (true)
        {
            ReadResult read = await body.ReadAsync(cancellationToken);
            ReadOnlySequence<byte> buffer = read.Buffer;
            if (buffer.Length > limits.MaxBodyBytes)
            {
                body.AdvanceTo(buffer.End);
                return TooLarge(limits);
            }

            if (read.IsCompleted)
            {
                RequestResult result =
                    RequestJson.Read(buffer.IsSingleSegment ? buffer.FirstSpan : buffer.ToArray(), limits);
                body.AdvanceTo(buffer.End);
                return result;
            }

            body.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    // Nothing but JSON: the other types are those that a foreign page's form could send without being asked.
    private static Refusal? CheckContentType(HttpRequest request)
    {
        if (request.Headers.ContentEncoding.Count > 0)
        {
            return Unsupported($"A body without Content-Encoding was expected, not {request.Headers.ContentEncoding}.");
        }

        // The usual case, without parsing.
        if (string.Equals(request.ContentType, MediaTypes.Json, StringComparison.Ordinal))
        {
            return null;
        }

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)
            || !type.MediaType.Equals(MediaTypes.Json, StringComparison.OrdinalIgnoreCase))
        {
            string came = string.IsNullOrEmpty(request.ContentType) ? "none" : $"'{request.ContentType}'";
            return Unsupported($"Content-Type {MediaTypes.Json} was expected, and {came} came.");
        }

        return MediaTypes.IsUtf8(type) ? null : Unsupported($"Charset utf-8 was expected, not '{type.Charset}'.");
    }

    private static Refusal Unsupported(string message) =>
        new(StatusCodes.Status415UnsupportedMediaType, HttpErrorCodes.UnsupportedMediaType, message);

    private static Refusal TooLarge(GraphQLHttpLimits limits) => new(
        StatusCodes.Status413PayloadTooLarge,
        HttpErrorCodes.BodyTooLarge,
        $"The body has more than {limits.MaxBodyBytes} bytes.");
}
