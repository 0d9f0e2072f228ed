using AiBom.GraphQL.Execution;
using Microsoft.AspNetCore.Http;

namespace AiBom.GraphQL.Http;

/// <summary>Why a request is not executed, before its document was looked at.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">One of <see cref="HttpErrorCodes"/>.</param>
/// <param name="Message">What was expected and what came.</param>
/// <param name="Allow">The methods that are allowed, where the method is what was refused.</param>
internal sealed record Refusal(int Status, string Code, string Message, string? Allow = null)
{
    public static Refusal Malformed(string message) =>
        new(StatusCodes.Status400BadRequest, HttpErrorCodes.MalformedRequest, message);

    public static Refusal Method(string allowed, string message) =>
        new(StatusCodes.Status405MethodNotAllowed, HttpErrorCodes.MethodNotAllowed, message, allowed);

    public static Refusal TooManyStreams { get; } = new(
        StatusCodes.Status503ServiceUnavailable,
        HttpErrorCodes.TooManyStreams,
        "As many connections are open as may be; try again later.");

    public ExecutionResult ToResult() => RequestError.Of(Message, Code);

    /// <summary>What the host's delegate decided; the status that nobody has set is 200.</summary>
    public static Refusal OfState(int status) => status switch
    {
        StatusCodes.Status403Forbidden => new(status, HttpErrorCodes.Forbidden, "You may not send this request."),
        >= 400 and not 401 => new(status, HttpErrorCodes.Refused, "The request was refused."),
        _ => new(StatusCodes.Status401Unauthorized, HttpErrorCodes.Unauthenticated, "Say who you are."),
    };
}

/// <summary>
/// The values of <c>extensions.code</c> that the transport gives; the engine's are in <see cref="ErrorCodes"/>. They do
/// not change.
/// </summary>
public static class HttpErrorCodes
{
    /// <summary>400: the request is no GraphQL request; the message names the parameter.</summary>
    public const string MalformedRequest = "MALFORMED_REQUEST";

    /// <summary>400: a JSON object, or the query string, has a key twice.</summary>
    public const string DuplicateKey = "DUPLICATE_KEY";

    /// <summary>400: a list of requests was sent.</summary>
    public const string BatchingUnsupported = "BATCHING_UNSUPPORTED";

    /// <summary>
    /// The document is named by a hash that is not known; send the document too, and it will be. The message is the one
    /// that Apollo's clients look for.
    /// </summary>
    public const string PersistedQueryNotFound = "PERSISTED_QUERY_NOT_FOUND";

    /// <summary>Documents cannot be named by their hashes here.</summary>
    public const string PersistedQueryUnsupported = "PERSISTED_QUERY_NOT_SUPPORTED";

    /// <summary>The document came with a hash that is not its own.</summary>
    public const string PersistedQueryMismatch = "PERSISTED_QUERY_HASH_MISMATCH";

    /// <summary>The document is not one of the operator's, and no other is executed.</summary>
    public const string DocumentNotTrusted = "DOCUMENT_NOT_TRUSTED";

    /// <summary>400: a GET request without the header <c>GraphQL-Preflight: 1</c>.</summary>
    public const string PreflightRequired = "PREFLIGHT_REQUIRED";

    /// <summary>400: the handshake of a WebSocket is not complete (RFC 6455, version 13).</summary>
    public const string WebSocketUnsupported = "WEBSOCKET_UNSUPPORTED";

    /// <summary>400: a subscription was sent, and the client does not accept <c>text/event-stream</c>.</summary>
    public const string SubscriptionUnsupported = "SUBSCRIPTION_UNSUPPORTED";

    /// <summary>401: who sends the request is not known.</summary>
    public const string Unauthenticated = "UNAUTHENTICATED";

    /// <summary>403: who sends the request may not.</summary>
    public const string Forbidden = "FORBIDDEN";

    /// <summary>403: the page that opens the socket or stream is of another origin.</summary>
    public const string OriginRefused = "ORIGIN_REFUSED";

    /// <summary>The host refused the request for another reason, which the status tells.</summary>
    public const string Refused = "REFUSED";

    /// <summary>405: the method, or a mutation by GET.</summary>
    public const string MethodNotAllowed = "METHOD_NOT_ALLOWED";

    /// <summary>406: the client accepts none of the media types.</summary>
    public const string NotAcceptable = "NOT_ACCEPTABLE";

    /// <summary>408 while the request was read, 504 while it was executed; in a stream, an error.</summary>
    public const string Timeout = ErrorCodes.Timeout;

    /// <summary>413: <see cref="GraphQLHttpLimits.MaxBodyBytes"/>.</summary>
    public const string BodyTooLarge = "BODY_TOO_LARGE";

    /// <summary>415: the body is not <c>application/json</c> in UTF-8.</summary>
    public const string UnsupportedMediaType = "UNSUPPORTED_MEDIA_TYPE";

    /// <summary>503: <see cref="GraphQLHttpLimits.MaxStreams"/>.</summary>
    public const string TooManyStreams = "TOO_MANY_STREAMS";

    /// <summary>In a socket, an error: <see cref="GraphQLHttpLimits.MaxSocketOperations"/>.</summary>
    public const string TooManyOperations = "TOO_MANY_OPERATIONS";
}
