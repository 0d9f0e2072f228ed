using Microsoft.AspNetCore.Http;

namespace AiBom.GraphQL.Http;

/// <summary>
/// Which pages may open a socket or a stream. A browser asks nobody before it opens one, sends the user's cookies with
/// it, and lets the page read a socket whoever it is of.
/// </summary>
internal static class RequestOrigin
{
    private const string FetchSite = "Sec-Fetch-Site";

    /// <summary>Why the request is refused; null if it comes from a page that may, or from no page at all.</summary>
    public static Refusal? Check(HttpRequest request, IReadOnlyCollection<WebOrigin> allowed)
    {
        bool isAllowed = request.Headers.Origin.Count > 0
            ? WebOrigin.TryParse(request.Headers.Origin, out WebOrigin? origin)
                && (IsOwn(request, origin) || allowed.Contains(origin))
            : !IsFromElsewhere(request);
        return isAllowed
            ? null
            : new Refusal(
                StatusCodes.Status403Forbidden,
                HttpErrorCodes.OriginRefused,
                "A page of another origin may not open this connection.");
    }

    private static bool IsOwn(HttpRequest request, WebOrigin origin) =>
        WebOrigin.TryParse($"{request.Scheme}://{request.Host}", out WebOrigin? own) && own == origin;

    // A page can have a plain GET sent without its origin. Browsers then still say whether it was of this site.
    private static bool IsFromElsewhere(HttpRequest request) =>
        request.Headers[FetchSite] is [_, ..] site && site.ToString() is not ("same-origin" or "none");
}
