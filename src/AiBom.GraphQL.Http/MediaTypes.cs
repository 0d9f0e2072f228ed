using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace AiBom.GraphQL.Http;

/// <summary>Which media type a client reads best (RFC 9110, section 12.5.1).</summary>
internal static class MediaTypes
{
    public const string Response = "application/graphql-response+json";
    public const string Json = "application/json";
    public const string EventStream = "text/event-stream";
    private const string Html = "text/html";
    private const string Charset = "; charset=utf-8";

    /// <summary>The value of the answer's <c>Content-Type</c>.</summary>
    public static string WithCharset(string mediaType) => mediaType switch
    {
        Json => Json + Charset,
        Response => Response + Charset,
        _ => mediaType + Charset,
    };

    /// <summary>
    /// The type to answer in; null if the client accepts none. Without a preference it is
    /// <see cref="Json"/>, as GraphQL over HTTP asks for the sake of older clients.
    /// </summary>
    public static string? Negotiate(HttpRequest request)
    {
        StringValues accept = request.Headers.Accept;

        // The usual cases, without parsing.
        switch (accept.Count == 1 ? accept[0] : string.Empty)
        {
            case Json or "*/*":
                return Json;
            case Response:
                return Response;
            case EventStream when !HttpMethods.IsHead(request.Method):
                return EventStream;
        }

        if (StringValues.IsNullOrEmpty(accept))
        {
            return Json;
        }

        ImmutableArray<MediaTypeHeaderValue> ranges = Ranges(accept);
        (double Quality, bool IsNamed) response = QualityOf(Response, ranges);
        (double Quality, bool IsNamed) json = QualityOf(Json, ranges);
        if (QualityOfStream(request, ranges) > Math.Max(response.Quality, json.Quality))
        {
            return EventStream;
        }

        if (response.Quality > json.Quality || (response is { Quality: > 0, IsNamed: true } && response == json))
        {
            return Response;
        }

        return json.Quality > 0 ? Json : null;
    }

    /// <summary>Whether a client that may like another type better can read a stream of events as well.</summary>
    public static bool AcceptsEventStream(HttpRequest request) =>
        QualityOfStream(request, Ranges(request.Headers.Accept)) > 0;

    /// <summary>Whether a person looks at the answer: the page is asked for by name, and no less than JSON.</summary>
    public static bool PrefersPage(HttpRequest request)
    {
        ImmutableArray<MediaTypeHeaderValue> ranges = Ranges(request.Headers.Accept);
        (double quality, bool isNamed) = QualityOf(Html, ranges);
        return isNamed
            && quality > 0
            && quality >= QualityOf(Json, ranges).Quality
            && quality >= QualityOf(Response, ranges).Quality;
    }

    // A header that cannot be read accepts nothing.
    private static ImmutableArray<MediaTypeHeaderValue> Ranges(StringValues accept) =>
        MediaTypeHeaderValue.TryParseList(accept, out IList<MediaTypeHeaderValue>? ranges) ? [.. ranges] : [];

    // A stream is for who names it: "*/*" is said by clients that wait for the end. And HEAD would wait for it in vain.
    private static double QualityOfStream(HttpRequest request, ImmutableArray<MediaTypeHeaderValue> ranges) =>
        !HttpMethods.IsHead(request.Method) && QualityOf(EventStream, ranges) is (var quality, IsNamed: true)
            ? quality
            : 0;

    // The most specific range that matches decides, however many others match as well.
    private static (double Quality, bool IsNamed) QualityOf(
        string mediaType,
        ImmutableArray<MediaTypeHeaderValue> ranges)
    {
        MediaTypeHeaderValue? best = null;
        foreach (MediaTypeHeaderValue range in ranges)
        {
            if (Matches(range, mediaType) && (best is null || Specificity(range) > Specificity(best)))
            {
                best = range;
            }
        }

        return best is null ? (0, false) : (best.Quality ?? 1, !best.MatchesAllSubTypes);
    }

    private static bool Matches(MediaTypeHeaderValue range, string mediaType) =>
        (range.MatchesAllTypes
            || (range.MatchesAllSubTypes
                && mediaType.StartsWith($"{range.Type}/", StringComparison.OrdinalIgnoreCase))
            || range.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase))
        && IsUtf8(range);

    /// <summary>Whether a type names no character encoding, or the one that JSON has.</summary>
    public static bool IsUtf8(MediaTypeHeaderValue type) =>
        !type.Charset.HasValue
        || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase);

    private static int Specificity(MediaTypeHeaderValue range) => range switch
    {
        { MatchesAllTypes: true } => 0,
        { MatchesAllSubTypes: true } => 1,
        _ => 2,
    };
}
