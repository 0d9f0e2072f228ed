using System.Security.Cryptography;
using System.Text;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;
using Microsoft.AspNetCore.Http;

namespace AiBom.GraphQL.Http;

/// <summary>The schema as a text to download, for whom introspection is allowed.</summary>
internal sealed class SchemaFile(Schema schema, GraphQLHttpOptions options)
{
    /// <summary>The last part of its address.</summary>
    public const string Name = "schema.graphql";

    private readonly Lazy<(byte[] Text, string Tag)> _file = new(() =>
    {
        byte[] text = Encoding.UTF8.GetBytes(SchemaPrinter.Print(schema));
        return (text, $"\"{Convert.ToHexStringLower(SHA256.HashData(text))}\"");
    });

    /// <summary>Sends it, or says that the client already has it.</summary>
    public async Task SendAsync(Exchange exchange)
    {
        HttpContext context = exchange.Context;
        if (await options.CreateState(context) is not { } state)
        {
            await exchange.RefuseAsync(Refusal.OfState(context.Response.StatusCode));
        }
        else if (!options.AllowIntrospection(state))
        {
            await exchange.RefuseAsync(new Refusal(
                StatusCodes.Status403Forbidden, ErrorCodes.IntrospectionDisabled, "Introspection is switched off."));
        }
        else
        {
            await SendAsync(context);
        }
    }

    private async Task SendAsync(HttpContext context)
    {
        (byte[] text, string tag) = _file.Value;
        HttpResponse response = context.Response;
        response.Headers.ETag = tag;
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.XContentTypeOptions = "nosniff";
        if (context.Request.Headers.IfNoneMatch.Contains(tag, StringComparer.Ordinal))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = "text/plain; charset=utf-8";
        response.ContentLength = text.Length;
        await response.Body.WriteAsync(text, context.RequestAborted);
    }
}
