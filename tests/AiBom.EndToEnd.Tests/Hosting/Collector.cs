using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AiBom.EndToEnd.Tests.Hosting;

/// <summary>An OpenTelemetry collector on loopback, which keeps what it is sent over HTTP.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<(string Path, byte[] Body)> received = new();

    private Collector()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapPost("/v1/{signal}", KeepAsync);
    }

    public string Address => app.Urls.Single();

    public static async Task<Collector> StartAsync()
    {
        var collector = new Collector();
        await collector.app.StartAsync(TestContext.Current.CancellationToken);
        return collector;
    }

    /// <summary>
    /// All that came for a signal, <c>traces</c> or <c>metrics</c>. The strings of a protobuf message are in it as they
    /// are, so they can be looked for without reading the rest.
    /// </summary>
    public string Received(string signal) => string.Join('\n', received
        .Where(request => request.Path == $"/v1/{signal}")
        .Select(request => Encoding.Latin1.GetString(request.Body)));

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task KeepAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        received.Enqueue((context.Request.Path, body.ToArray()));
        context.Response.ContentType = "application/x-protobuf";
    }
}
