using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace AiBom.GraphQL.Http;

/// <summary>
/// The page for people: GraphiQL where its assets were built in, the plain page otherwise. It is the same for everyone
/// and holds no data, so it needs no authorization; what it sends does.
/// </summary>
internal static class GraphiqlPage
{
    /// <summary>The last part of the address of <see cref="SendAssetAsync"/>.</summary>
    public const string AssetFolder = "graphiql";

    // Nothing from elsewhere, nothing inline, nobody may frame it. GraphiQL's fonts and icons are data URLs within its
    // style sheet. The one thing it would add inline is a style that stops a page from scrolling under a dialog, and
    // this page does not scroll.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
        "font-src data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly FrozenDictionary<string, Asset> Assets = ReadAssets();

    /// <summary>Whether GraphiQL itself is there.</summary>
    public static bool IsBuiltIn { get; } = Assets.ContainsKey("graphiql-ui.js");

    /// <summary>Sends the page; its assets are looked for below the address it was asked for at.</summary>
    public static async Task SendAsync(HttpContext context)
    {
        Asset page = Assets[IsBuiltIn ? "graphiql.html" : "plain.html"];
        string address = context.Request.PathBase.Add(context.Request.Path).ToUriComponent();
        string folder = $"{address.TrimEnd('/')}/{AssetFolder}";
        string html = Encoding.UTF8.GetString(page.Content)
            .Replace("{assets}", HtmlEncoder.Default.Encode(folder), StringComparison.Ordinal);

        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers[HeaderNames.XFrameOptions] = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-cache";
        headers.Vary = HeaderNames.Accept;
        context.Response.ContentType = page.ContentType;
        await context.Response.WriteAsync(html, context.RequestAborted);
    }

    /// <summary>Sends a script or style sheet, or says that the browser already has it.</summary>
    public static async Task SendAssetAsync(HttpContext context, string name)
    {
        if (!Assets.TryGetValue(name, out Asset? asset) || name.EndsWith(".html", StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        IHeaderDictionary headers = context.Response.Headers;
        headers.ETag = asset.Tag;
        headers.CacheControl = "no-cache";
        headers.XContentTypeOptions = "nosniff";
        headers.Vary = HeaderNames.AcceptEncoding;
        if (context.Request.Headers.IfNoneMatch.Contains(asset.Tag, StringComparer.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        context.Response.ContentType = asset.ContentType;
        if (!asset.IsCompressed)
        {
            await context.Response.Body.WriteAsync(asset.Content, context.RequestAborted);
        }
        else if (AcceptsGzip(context.Request))
        {
            headers.ContentEncoding = "gzip";
            await context.Response.Body.WriteAsync(asset.Content, context.RequestAborted);
        }
        else
        {
            await using var plain = new GZipStream(new MemoryStream(asset.Content), CompressionMode.Decompress);
            await plain.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
    }

    private static bool AcceptsGzip(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(encoding =>
            encoding.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && encoding.Quality is not 0);

    private static FrozenDictionary<string, Asset> ReadAssets()
    {
        Assembly assembly = typeof(GraphiqlPage).Assembly;
        return assembly.GetManifestResourceNames()
            .ToFrozenDictionary(
                name => name.EndsWith(".gz", StringComparison.Ordinal) ? name[..^3] : name,
                name => Asset.Read(assembly, name),
                StringComparer.Ordinal);
    }

    private sealed record Asset(byte[] Content, string ContentType, string Tag, bool IsCompressed)
    {
        public static Asset Read(Assembly assembly, string name)
        {
            using Stream stream = assembly.GetManifestResourceStream(name)!;
            byte[] content = new byte[stream.Length];
            stream.ReadExactly(content);
            bool isCompressed = name.EndsWith(".gz", StringComparison.Ordinal);
            string tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 16))}\"";
            return new Asset(content, TypeOf(isCompressed ? name[..^3] : name), tag, isCompressed);
        }

        private static string TypeOf(string name) => Path.GetExtension(name) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            _ => "text/plain; charset=utf-8",
        };
    }
}
