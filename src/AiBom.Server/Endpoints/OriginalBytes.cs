using System.Globalization;
using AiBom.Domain;
using AiBom.Storage.Blobs;

namespace AiBom.Server.Endpoints;

/// <summary>Hands back what was posted, byte for byte.</summary>
internal static class OriginalBytes
{
    /// <summary>Answers the bytes of a digest that the record names.</summary>
    /// <exception cref="FileNotFoundException">They are not in the blob store: the store is damaged.</exception>
    public static IResult Send(HttpContext context, FolderBlobStore blobs, Digest digest)
    {
        Stream content = blobs.OpenRead(digest)
            ?? throw new FileNotFoundException($"The recorded bytes {digest} are not in the blob store.");

        // What a stranger posted is never rendered: a browser saves it.
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentDisposition =
            string.Create(CultureInfo.InvariantCulture, $"attachment; filename=\"{digest.Hex}.json\"");
        return Results.Stream(content, "application/octet-stream");
    }
}
