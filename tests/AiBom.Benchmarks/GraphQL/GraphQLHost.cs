using System.Text;
using AiBom.GraphQL.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace AiBom.Benchmarks;

/// <summary>
/// The two .NET servers of <see cref="HttpBenchmark"/>, each in a process of its own: <c>ours</c> answers any query,
/// <c>bare</c> writes the bytes that ours would answer to the query in its address, without looking at the request.
/// </summary>
internal static class GraphQLHost
{
    public static async Task RunAsync(string kind, string port)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.WebHost.ConfigureKestrel(options => options.AddServerHeader = false);
        WebApplication app = builder.Build();
        if (kind is "ours")
        {
            object state = new();
            app.MapGraphQL("/graphql", GridSchema.Build(), new GraphQLHttpOptions
            {
                CreateState = _ => new ValueTask<object?>(state),
            });
        }
        else
        {
            MapBytes(app, "/hello", """{"data":{"hello":"world"}}""");
            MapBytes(app, "/cells", CellsJson());
        }

        await app.RunAsync();
    }

    private static void MapBytes(WebApplication app, string path, string json)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        app.MapPost(path, async context =>
        {
            context.Response.ContentType = "application/graphql-response+json; charset=utf-8";
            context.Response.ContentLength = bytes.Length;
            await context.Response.BodyWriter.WriteAsync(bytes);
        });
    }

    private static string CellsJson()
    {
        IEnumerable<string> cells = GridSchema.TenCells.Select(cell =>
            $$$"""{"id":"{{{cell.Id}}}","name":"{{{cell.Name}}}","value":{{{cell.Value}}}}""");
        return $$$"""{"data":{"cells":[{{{string.Join(',', cells)}}}]}}""";
    }
}
